/** `npm start` as a person runs it: the sample month, the printed commands, kill -9, a restart, `dtm verify`. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyWords } from './key-file.ts';

const run = promisify(execFile);
const state = mkdtempSync(join(tmpdir(), 'dtm-main-'));

type Started = { readonly process: ChildProcess; readonly output: string };
let started: Started;

/** In a process group of its own, as a terminal has it. */
function spawnStart(...options: string[]) {
  const args = ['demo/start.mjs', '--port', '0', '--state', state, ...options];
  return spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function start(...options: string[]): Promise<Started> {
  const child = spawnStart(...options);
  let output = '';
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      output += chunk;
      if (output.includes('Ctrl-C stops')) resolve({ process: child, output });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
  });
}

function killGroup(
  { process: child }: Pick<Started, 'process'>,
  signal: NodeJS.Signals,
): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  process.kill(-(child.pid ?? 0), signal);
  return ended;
}

function aliveInGroup(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}

/** Exit code and output of a command of `dtm`. */
const dtm = (...args: string[]): Promise<{ code: number; out: string }> =>
  run(process.execPath, ['cli/dtm.ts', '--state', state, ...args]).then(
    ({ stdout }) => ({ code: 0, out: stdout }),
    ({ code, stdout, stderr }) => ({ code, out: stdout + stderr }),
  );

const linesOf = (output: string, command: string): string[] =>
  output.split('\n').filter((line) => line.startsWith(`  ${command} `));

/** Status and body of the printed command, run by a shell with the printed exports. */
async function paste(command: string | undefined): Promise<{ status: number; body: unknown }> {
  const script = [...linesOf(started.output, 'export'), command].join('\n');
  const { stdout } = await run('bash', ['-c', script]);
  const [head = '', body = ''] = stdout.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), body: JSON.parse(body) };
}

const equal = '✓ EQUAL, digit for digit: 16 indicators, 49 cells';
const row = (output: string, name: string): string | undefined =>
  output.split('\n').find((line) => line.startsWith(name));

beforeAll(async () => {
  started = await start('--fresh');
  // Half a minute on two free cores; no test asserts a time, and other tests run beside it.
}, 240_000);

afterAll(async () => {
  if (started?.process.exitCode === null && started.process.signalCode === null)
    await killGroup(started, 'SIGKILL');
  rmSync(state, { recursive: true, force: true });
});

test('a reporting month is played, and the national totals equal what was sent', () => {
  expect(started.output).toContain(equal);
  expect(started.output).toContain('✓ Every request was answered as planned.');
  expect(started.output).toMatch(/the totals showed all of it \d\.\d s after the last answer/);
  for (const line of started.output.split('\n'))
    if (!/^ {2}(curl|export) /.test(line)) expect(line.length).toBeLessThanOrEqual(140);
});

test('the printed commands work, the first one twice', async () => {
  const [post, totals, wrong] = linesOf(started.output, 'curl');
  const accepted = await paste(post);
  expect(accepted).toMatchObject({ status: 202, body: { status: 'accepted' } });
  expect(await paste(post)).toEqual(accepted);
  await expect
    .poll(() => paste(totals), { timeout: 5000 })
    .toMatchObject({ status: 200, body: { total: { node: 'VN', reporters: 1 } } });
  const refused = await paste(wrong);
  expect(refused).toMatchObject({ status: 422, body: { code: 'invalid-submission' } });
  expect((refused.body as { errors: unknown[] }).errors.length).toBeGreaterThan(1);
});

/** The hub takes it up with the next minute: it is waited for while others ask. */
let verifying: ReturnType<typeof dtm>;

test('after kill -9 of the whole group the totals are there, and equal', async () => {
  const before = row(started.output, 'Value of online payments');
  const keys = readFileSync(join(state, 'keys.json'), 'utf8');
  await killGroup(started, 'SIGKILL');
  expect(await dtm('verify')).toMatchObject({ code: 2, out: expect.stringContaining('does not answer') });
  started = await start();
  expect(started.output).toContain('The sample is already there');
  expect(started.output).toContain(equal);
  expect(row(started.output, 'Value of online payments')).toBe(before);
  expect(readFileSync(join(state, 'keys.json'), 'utf8')).toBe(keys);
  verifying = dtm('verify');
}, 180_000);

test('an operator issues and revokes a key, a sender submits and reads', async () => {
  const issued = await dtm('key', 'issue', '--agency', '000.00.00.H26', '--scopes', 'read', '--days', '30');
  // Nothing but the key on stdout, so that `KEY=$(dtm key issue …)` works.
  expect(issued).toMatchObject({ code: 0, out: expect.stringMatching(/^dtm_dev_\w+\n$/) });
  const key = issued.out.trim();
  const example = join(state, 'example-report.json');
  expect(await dtm('submit', example, '--dry-run')).toMatchObject({
    code: 0,
    out: expect.stringContaining('is there already, the same'),
  });
  expect(await dtm('submit', example, ...keyWords(state, key))).toMatchObject({
    code: 2,
    out: expect.stringContaining('403 scope-missing'),
  });
  const { period } = JSON.parse(readFileSync(example, 'utf8')) as { period: string };
  const totals = await dtm('totals', '--dataset', 'etx-inspection', '--period', period);
  expect(totals).toMatchObject({ code: 0, out: expect.stringContaining('1 reporting system') });
  expect(await dtm('key', 'revoke', '--yes', key.split('_')[2] ?? '')).toMatchObject({ code: 0 });
  expect((await dtm('key', 'list')).out).toMatch(/H26 +\w{12} +read +all +\S+ \S+ \S+ +revoked/);
  expect(await dtm('key', 'issue', '--agency', 'H99')).toMatchObject({ code: 1 });
  const useless = await dtm('key', 'issue', '--agency', 'H01', '--systems', 'H01.dvc,H05.dvc');
  expect(useless).toMatchObject({
    code: 1,
    out: expect.stringContaining('--systems: H05.dvc is not of H01'),
  });
  expect(await dtm('registry', 'load')).toMatchObject({
    code: 0,
    out: expect.stringContaining('registry unchanged'),
  });
}, 120_000);

test('verify, asked for after the restart, agrees', async () => {
  const { code, out } = await verifying;
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('✓ No differences.') });
  expect(out).toMatch(/etx-inspection +\S+ +1 +/);
}, 180_000);

test('Ctrl-C ends it cleanly, before it is ready too', async () => {
  expect(await killGroup(started, 'SIGINT')).toBe(0);
  expect(await dtm('verify')).toMatchObject({ code: 2, out: expect.stringContaining('no twin is running') });

  const early = spawnStart();
  await once(early.stdout, 'data');
  expect(await killGroup({ process: early }, 'SIGINT')).toBe(130);
  await expect.poll(() => aliveInGroup(early.pid ?? 0), { timeout: 20_000 }).toBe(false);
});
