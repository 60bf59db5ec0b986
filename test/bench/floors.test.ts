import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { functionNames } from '../../infra/bundle.ts';

test('each function has a floor to be weighed against: without one the bench does not start', () => {
  const floors = readdirSync('bench/floor').map((file) => file.replace(/\.ts$/, ''));
  expect(floors.toSorted()).toEqual([...functionNames].toSorted());
});
