/** The list of where the twin is kinder than AWS (twin/README.md) leaves out no type of resource. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resourceKinds } from '../../../twin/template/resources.ts';

const text = readFileSync(new URL('../../../twin/README.md', import.meta.url), 'utf8');

/** The rows of the table that begins with this header, cell by cell. */
const table = (header: string): string[][] => {
  const [, rows = ''] = text.split(`${header}\n`);
  return rows
    .split('\n\n')[0]
    ?.split('\n')
    .slice(1)
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    ) as string[][];
};

const differences = table('| part | as in the cloud | not as in the cloud |');
const standIns = table('| part | types | what we have in place of AWS |');

test('every part says what a green run cannot tell, and what stands in for it', () => {
  expect(standIns.map(([part]) => part)).toEqual(differences.map(([part]) => part));
  for (const row of [...differences, ...standIns]) {
    expect(row).toHaveLength(3);
    expect(row[2]).not.toBe('');
  }
});

test('every type of resource that the twin knows is in one row', () => {
  const listed = standIns.flatMap(([, types = '']) => types.match(/AWS::\w+::\w+/g) ?? []);
  expect(listed.toSorted()).toEqual(Object.keys(resourceKinds).toSorted());
});
