/** docs/security.md: each threat has a control and a test, and both are there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/security.md'), 'utf8');

/** Rows of the tables, without their heads. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| threat |'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const pathsIn = (cell: string): string[] =>
  [...cell.matchAll(/`([\w./-]+\/[\w./-]+)`/g)].map(([, path = '']) => path);

test('the page has its rows, each of three cells and a threat of its own', () => {
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.filter((cells) => cells.length !== 3)).toEqual([]);
  expect(new Set(rows.map(([threat]) => threat)).size).toBe(rows.length);
});

test.each(rows)('%s', (_, control = '', tests = '') => {
  expect(pathsIn(control)).not.toEqual([]);
  expect(pathsIn(tests)).not.toEqual([]);
  expect(pathsIn(tests).filter((path) => !/^test\/.+\.test\.ts$/.test(path))).toEqual([]);
  expect(pathsIn(`${control} ${tests}`).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
