import { expect, test } from 'vitest';
import { joined } from '../../../../shared/domain/values/joined.ts';

const access = { 'key-missing': 401 };
const recovery = { 'drill-not-found': 404 };

test('the tables of all rooms are one', () => {
  const table: Readonly<Record<'key-missing' | 'drill-not-found', number>> = joined({ access, recovery });
  expect(table).toEqual({ 'key-missing': 401, 'drill-not-found': 404 });
});

test('a name that stands in two rooms is a type error', () => {
  // @ts-expect-error -- `key-missing` stands in access too, and has another status there
  const table = joined({ access, recovery: { ...recovery, 'key-missing': 404 } });
  expect(Object.keys(table)).toHaveLength(2);
});
