/** Who has a lock when its owner lives, is dead, is another process of the same id, or when many ask at once. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockState, tryLock } from '../../twin/lock.ts';
import { temporaryDirectory } from './tiny-assembly.ts';

let file: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  file = join(temporaryDirectory(), 'lock');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const module = JSON.stringify(new URL('../../twin/lock.ts', import.meta.url).href);

/** A process that runs `program` beside the lock's functions; resolves with what it says first. */
async function beside(program: string): Promise<{ child: ChildProcess; said: string }> {
  const source = `import { tryLock } from ${module}; const file = ${JSON.stringify(file)};\n${program}`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = await once(child.stdout, 'data');
  return { child, said: String(said).trim() };
}

const holder = () => beside('tryLock(file); console.log(process.pid); setInterval(() => {}, 1000);');

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('while its owner lives a lock is held, and says by whom', async () => {
  const { child } = await holder();
  expect(tryLock(file)).toEqual({ heldBy: child.pid });
});

test('a lock whose owner was killed belongs to the next who asks', async () => {
  const { child } = await holder();
  await kill(child);
  expect(tryLock(file)).toHaveProperty('lock');
  expect(tryLock(file)).toEqual({ heldBy: process.pid });
});

test('an unlocked lock is free', () => {
  const first = tryLock(file);
  if ('lock' in first) first.lock.unlock();
  expect(tryLock(file)).toHaveProperty('lock');
});

test('a living process that only has the id of a dead owner holds nothing', () => {
  writeFileSync(file, `${process.pid} 1`);
  expect(tryLock(file)).toHaveProperty('lock');
});

test('a lock of an earlier version, with the id alone, is held while a process of that id lives', () => {
  writeFileSync(file, String(process.pid));
  expect(tryLock(file)).toEqual({ heldBy: process.pid });
});

test('a lock that is shared is held until the last of its processes has ended', async () => {
  const { child, said } = await beside(`
    import { spawn } from 'node:child_process';
    const attempt = tryLock(file);
    const { pid } = spawn('sleep', ['30'], { stdio: 'ignore', detached: true });
    attempt.lock.shareWith(pid);
    console.log(pid);
    setInterval(() => {}, 1000);`);
  const orphan = Number(said);
  expect(tryLock(file)).toEqual({ heldBy: child.pid });
  await kill(child);
  expect(tryLock(file)).toEqual({ heldBy: orphan });
  process.kill(orphan, 'SIGKILL');
  await expect.poll(() => tryLock(file)).toHaveProperty('lock');
});

test('of many that find a dead owner at once, one at a time takes over', async () => {
  const { child } = await holder();
  await kill(child);
  const work = `${file}.work`;
  const log = `${file}.log`;
  const contender = `
    import { appendFileSync, closeSync, openSync, rmSync } from 'node:fs';
    console.log('ready');
    for (let done = 0; done < 40; ) {
      const attempt = tryLock(file);
      if (!('lock' in attempt)) continue;
      // Exclusive: throws if another is inside.
      closeSync(openSync(${JSON.stringify(work)}, 'wx'));
      rmSync(${JSON.stringify(work)});
      done += 1;
      appendFileSync(${JSON.stringify(log)}, '.');
      // Every other time as a killed owner would leave it.
      if (done % 2 === 0) (await import('node:fs')).writeFileSync(file, '999999999 1');
      else attempt.lock.unlock();
    }`;
  const contenders = await Promise.all(Array.from({ length: 4 }, () => beside(contender)));
  const codes = contenders.map(async (one) => one.child.exitCode ?? (await once(one.child, 'exit'))[0]);
  expect(await Promise.all(codes)).toEqual([0, 0, 0, 0]);
  expect(readFileSync(log, 'utf8')).toHaveLength(160);
});

test('a state directory says which twin has it', () => {
  const directory = temporaryDirectory();
  lockState(directory);
  expect(() => lockState(directory)).toThrow(`belongs to another twin (process ${process.pid})`);
});
