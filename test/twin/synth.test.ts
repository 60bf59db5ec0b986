/** Synths at the same time, and behind one that was killed. The app is a stand-in that says when it runs. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { synthesize } from '../../twin/synth.ts';
import { temporaryDirectory } from './tiny-assembly.ts';

let project: string;
let log: string;
const children: ChildProcess[] = [];

/** Appends `begin` and `end`, with its process id, to a file; takes as long as its argument says. */
const app = `
import { appendFileSync, mkdirSync } from 'node:fs';
const say = (word) => appendFileSync('log', word + ' ' + process.pid + '\\n');
say('begin');
mkdirSync(process.env.CDK_OUTDIR, { recursive: true });
setTimeout(() => say('end'), Number(process.argv[2]));`;

const synthTakes = (milliseconds: number): void =>
  writeFileSync(join(project, 'cdk.json'), JSON.stringify({ app: `node app.mjs ${milliseconds}` }));

beforeEach(() => {
  project = temporaryDirectory();
  log = join(project, 'log');
  mkdirSync(join(project, 'node_modules'));
  writeFileSync(join(project, 'app.mjs'), app);
  synthTakes(200);
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const lines = (): string[][] =>
  existsSync(log)
    ? readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(' '))
    : [];
const words = (): string[] => lines().map(([word = '']) => word);

/** A process that synthesizes the project, and has begun. */
async function other(milliseconds: number, prelude = ''): Promise<{ child: ChildProcess; appPid: number }> {
  synthTakes(milliseconds);
  const synth = JSON.stringify(new URL('../../twin/synth.ts', import.meta.url).href);
  const source = `import { synthesize } from ${synth}; ${prelude}
    await synthesize({ projectDirectory: ${JSON.stringify(project)} });`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', source], {
    stdio: 'inherit',
  });
  children.push(child);
  await expect.poll(words, { timeout: 10_000 }).toEqual(['begin']);
  return { child, appPid: Number(lines()[0]?.[1]) };
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  await once(child, 'exit');
}

/**
 * By the state that the lock goes by. Links in /proc are gone earlier: a killed process first gives back its memory, and is
 * a living one until that is done.
 */
function hasEnded(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return 'ZX'.includes(stat.charAt(stat.lastIndexOf(')') + 2));
  } catch {
    return true;
  }
}

const waiting = async (): Promise<number[]> => {
  const waits: number[] = [];
  await synthesize({ projectDirectory: project, onWait: (pid) => waits.push(pid) });
  return waits;
};

test('two at once take turns, and the second finds what the first made', async () => {
  const results = await Promise.all([1, 2].map(() => synthesize({ projectDirectory: project })));
  expect(results.map(({ skipped }) => skipped)).toEqual([false, true]);
  expect(words()).toEqual(['begin', 'end']);
});

test('who waits for another synth is told once for which process, however long it takes', async () => {
  const { child } = await other(1000);
  expect(await waiting()).toEqual([child.pid]);
  expect(words()).toEqual(['begin', 'end']);
});

test('a synth that was killed together with its app keeps nobody waiting', async () => {
  const { child, appPid } = await other(60_000);
  await kill(child, 'SIGKILL');
  process.kill(appPid, 'SIGKILL');
  synthTakes(0);
  await expect.poll(() => hasEnded(appPid), { timeout: 10_000 }).toBe(true);
  expect(await waiting()).toEqual([]);
  expect(words()).toEqual(['begin', 'begin', 'end']);
});

test('the app of a synth that was killed alone ends before the next begins', async () => {
  const { child, appPid } = await other(1500);
  await kill(child, 'SIGKILL');
  expect(await waiting()).toEqual([appPid]);
  expect(words()).toEqual(['begin', 'end', 'begin', 'end']);
});

test('a synth that ends by itself takes its app along', async () => {
  const { child, appPid } = await other(60_000, `process.on('SIGTERM', () => process.exit(143));`);
  await kill(child, 'SIGTERM');
  await expect.poll(() => hasEnded(appPid), { timeout: 10_000 }).toBe(true);
  synthTakes(0);
  expect(await waiting()).toEqual([]);
});

test('a refusal says what the app said, and leaves the turn to the next', async () => {
  writeFileSync(join(project, 'app.mjs'), `console.error('no such stage'); process.exit(1);`);
  await expect(synthesize({ projectDirectory: project })).rejects.toThrow(
    /the CDK app \(node app\.mjs 200\) refused:\nno such stage/,
  );
  writeFileSync(join(project, 'app.mjs'), app);
  expect(await waiting()).toEqual([]);
});
