/** What is wrong with a state directory, in one sentence; nothing in it is changed by a start that is refused. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, test } from 'vitest';
import { readEndpoint, writeEndpoint } from '../../cli/twin-state.ts';
import { openFauxqs } from '../../twin/aws/fauxqs-backend.ts';
import { openState } from '../../twin/state.ts';
import { atPath, inWords, StateFault } from '../../twin/state-fault.ts';
import { quietPlace, startFixture } from './aws/fixture.ts';
import { temporaryDirectory } from './tiny-assembly.ts';

const open = (directory: string, fresh = false) => openState(directory, [join(directory, 'aws')], fresh);
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
const modules = {
  state: JSON.stringify(new URL('../../twin/state.ts', import.meta.url).href),
};

/** A process that has the state until it is killed. */
async function owner(directory: string): Promise<ChildProcess> {
  const source = `import { openState } from ${modules.state}; openState(${JSON.stringify(directory)}, [], false); console.log('has it'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

it('is made, with its parents, and had by one at a time', () => {
  const directory = join(temporaryDirectory(), 'a/b');
  const lock = open(directory);
  expect(() => open(directory)).toThrow(
    `${directory} belongs to another twin (process ${process.pid}): stop`,
  );
  lock.unlock();
  open(directory).unlock();
});

it.each<[string, (base: string) => string, RegExp]>([
  [
    'a file in the way',
    (base) => {
      writeFileSync(join(base, 'file'), '');
      return join(base, 'file');
    },
    /\/file cannot be made or is no directory \(EEXIST\): remove what is in the way, or give another/,
  ],
  [
    'a file where a parent should be',
    (base) => {
      writeFileSync(join(base, 'file'), '');
      return join(base, 'file/state');
    },
    /\/file\/state cannot be made or is no directory \(ENOTDIR\)/,
  ],
  [
    'links in a circle',
    (base) => {
      symlinkSync(join(base, 'round'), join(base, 'round'));
      return join(base, 'round/state');
    },
    /round\/state cannot be made or is no directory \(ELOOP\)/,
  ],
  ['a place where nothing can be made', () => '/proc/nothing/here', /^\/proc\/nothing cannot be made/],
  [
    'a state of another version',
    (base) => {
      writeFileSync(join(base, 'version'), '2\n');
      return base;
    },
    /was written by another version of the twin \(its state is "2", this one reads "1"\): start that version, start this one with --fresh/,
  ],
])('says in one sentence: %s', (_, plant, sentence) => {
  const directory = plant(temporaryDirectory());
  expect(() => open(directory)).toThrow(StateFault);
  expect(() => open(directory)).toThrow(sentence);
});

test('--fresh takes a state of another version, and it is one of this version then', () => {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'aws'));
  writeFileSync(join(directory, 'version'), '2\n');
  open(directory, true).unlock();
  expect(existsSync(join(directory, 'aws'))).toBe(false);
  open(directory).unlock();
});

// Who is root may do everything: the question is asked as nobody, who may not.
const isRoot = process.getuid?.() === 0;
test('files of another user are named, with their owner', () => {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'aws'));
  writeFileSync(join(directory, 'aws/CURRENT'), '');
  chmodSync(directory, 0o777);
  chmodSync(join(directory, 'aws'), isRoot ? 0o777 : 0o700);
  chmodSync(join(directory, 'aws/CURRENT'), isRoot ? 0o600 : 0o000);
  const source = `import { openState } from ${modules.state}; try { openState(${JSON.stringify(directory)}, [], false); } catch (fault) { console.log(fault.message); }`;
  const said = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', source], {
    encoding: 'utf8',
    ...(isRoot ? { uid: 65_534 } : {}),
  });
  expect(said).toMatch(
    /aws\/CURRENT cannot be read and written \(it belongs to user \d+, this is .*\): start as its owner/,
  );
  expect(existsSync(join(directory, 'lock'))).toBe(false);
});

test('a copy made while a twin runs is refused while that one lives; --fresh needs nothing of it', async () => {
  const original = temporaryDirectory();
  const child = await owner(original);
  const copy = join(temporaryDirectory(), 'copy');
  cpSync(original, copy, { recursive: true });
  const sentence = `${copy} was copied from ${original} while a twin wrote to it (process ${child.pid}): stop that twin and copy again`;
  expect(() => open(copy)).toThrow(sentence);
  expect(() => open(copy)).toThrow(sentence);
  open(copy, true).unlock();
  expect(() => open(original)).toThrow(`belongs to another twin (process ${child.pid})`);
});

test('a copy of a twin that was killed is opened', async () => {
  const original = temporaryDirectory();
  const child = await owner(original);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const copy = join(temporaryDirectory(), 'copy');
  cpSync(original, copy, { recursive: true });
  expect(() => open(copy).unlock()).not.toThrow();
});

test('dtm does not take the twin of the original for one of the copy', () => {
  const original = temporaryDirectory();
  const aws = {
    endpoint: 'http://127.0.0.1:1',
    region: 'r',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' },
  };
  const endpoint = { stage: 'local', apiUrl: 'http://127.0.0.1:2', aws };
  writeEndpoint(original, endpoint);
  const copy = join(temporaryDirectory(), 'copy');
  cpSync(original, copy, { recursive: true });
  expect(readEndpoint(original)).toEqual(endpoint);
  expect(readEndpoint(copy)).toBeNull();
});

it.each<[object, RegExp]>([
  [{ code: 'ENOSPC' }, /^the disk of \/s is full: make room on it \(8 MB at least\) and start it again, or/],
  [{ code: 'EDQUOT' }, /^the disk of \/s is full/],
  [{ code: 'EROFS', path: '/s/lock' }, /^\/s\/lock is on a file system that can only be read: have it/],
  [{ code: 'EACCES', path: '/s/aws' }, /^\/s\/aws cannot be read and written/],
  [{ code: 'EIO' }, /^the disk of \/s fails \(x\): look after the disk/],
  [
    { code: 'LEVEL_IO_ERROR', message: 'IO error: /s/a: No space left on device' },
    /^the disk of \/s\/a is full/,
  ],
  [{ code: 'LEVEL_CORRUPTION' }, /^\/s is damaged, or was copied while a twin wrote to it/],
  [{ code: 'ERR_SQLITE_ERROR', errcode: 13 }, /^the disk of \/s is full/],
  [{ code: 'ERR_SQLITE_ERROR', errcode: 26 }, /^\/s is damaged/],
  [{ cause: Object.assign(new Error('y'), { code: 'ENOSPC' }) }, /^the disk of \/s is full/],
])('%o is put into words', (fault, sentence) => {
  const told = inWords(Object.assign(new Error('x'), fault), '/s');
  expect(told).toBeInstanceOf(StateFault);
  expect(String((told as Error).message)).toMatch(sentence);
});

test('a store that cannot be read is named', async () => {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'secrets'));
  const file = join(directory, 'secrets/seed.json');
  writeFileSync(file, '{');
  const told = await startFixture({ stateDirectory: directory }).catch((fault) => inWords(fault, directory));
  expect(String(told)).toContain(
    `${file} is damaged, or was copied while a twin wrote to it: put a whole copy`,
  );
  writeFileSync(join(directory, 'fauxqs.db'), 'x'.repeat(200));
  expect(() => atPath(directory, () => openFauxqs(directory, quietPlace))).toThrow(`${directory} is damaged`);
});

test('another error stays as it is', () => {
  const fault = new Error('x');
  expect(inWords(fault, '/s')).toBe(fault);
});

test('npm start says it in one line without a stack, and exits with 1', () => {
  const file = join(temporaryDirectory(), 'file');
  writeFileSync(file, '');
  let told: { status?: number; stderr?: string } = {};
  try {
    execFileSync(process.execPath, ['demo/start.mjs', '--port', '0', '--state', file], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    told = error as typeof told;
  }
  expect(told.status).toBe(1);
  expect(told.stderr).toBe(
    `npm start: ${file} cannot be made or is no directory (EEXIST): remove what is in the way, or give another directory with --state\n`,
  );
  expect(readFileSync(file, 'utf8')).toBe('');
}, 120_000);
