/** docs/mutants.md excuses survivors by their expressions: one that no longer stands in its file excuses nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const rows = readFileSync(join(root, 'docs/mutants.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split(/(?<!\\)\|/).map((field) => field.trim()));

/** The first code of a mutant is what stands in the file; `…` stands for anything in one line. */
const expressionOf = (mutant: string): RegExp => {
  const [, code = ''] = /`([^`]+)`/.exec(mutant.replaceAll('\\|', '|')) ?? [];
  const escaped = code.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(escaped.join('.*'));
};

test('there are rows', () => expect(rows.length).toBeGreaterThan(20));

test.each(rows)('%s%s %s', (_, file = '', mutant = '') => {
  const source = readFileSync(join(root, 'shared', file.replaceAll('`', '')), 'utf8');
  // biome may have broken an expression into lines
  expect(source.replace(/\s+/g, ' ')).toMatch(expressionOf(mutant));
});
