/** Log lines that the disk does not take: kept in memory, written later in order, none twice. */
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLogs } from '../../twin/logs.ts';
import { storageTrouble } from '../../twin/state-fault.ts';
import { temporaryDirectory } from './tiny-assembly.ts';

const event = (message: string) => ({ timestamp: 1, logStream: 's', message });
const messagesIn = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).message);

it('asks whose fault it is when the disk is full', () => {
  const directory = temporaryDirectory();
  // The system's own full disk.
  symlinkSync('/dev/full', join(directory, 'group.log'));
  const troubles: unknown[] = [];
  const logs = openLogs(directory, {
    failed: (error) => troubles.push(storageTrouble(error)?.trouble) > 0,
    onLost: () => undefined,
  });
  logs.append('group', event('a'));
  logs.append('group', event('b'));
  expect(troubles).toEqual(['full']);
  logs.close();
});

it('writes what is kept in its order when it can', () => {
  const directory = temporaryDirectory();
  const logs = openLogs(join(directory, 'sub'), {
    failed: () => true,
    onLost: () => undefined,
  });
  // A file in the way of the directory stands for the disk.
  symlinkSync('/dev/null', join(directory, 'sub'));
  logs.append('group', event('a'));
  logs.append('group', event('b'));
  rmSync(join(directory, 'sub'));
  logs.close();
  expect(messagesIn(join(directory, 'sub/group.log'))).toEqual(['a', 'b']);
});

it('counts the lines for which there is no room in memory either', () => {
  const directory = temporaryDirectory();
  symlinkSync('/dev/null', join(directory, 'sub'));
  const lost: number[] = [];
  const logs = openLogs(join(directory, 'sub'), { failed: () => true, onLost: (lines) => lost.push(lines) });
  const long = 'x'.repeat(6_000_000);
  for (const name of ['a', 'b', 'c', 'd']) logs.append('group', event(name + long));
  rmSync(join(directory, 'sub'));
  logs.close();
  expect(lost).toEqual([2]);
  expect(messagesIn(join(directory, 'sub/group.log')).map((text) => text[0])).toEqual(['a', 'b']);
});
