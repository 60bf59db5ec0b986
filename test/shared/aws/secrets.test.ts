import { expect, test } from 'vitest';
import { keptForAnHour } from '../../../shared/aws/secrets.ts';

test('a secret is asked for once an hour; one that is not there each time', async () => {
  let [clock, asked] = [0, 0];
  let value: string | null = null;
  const read = keptForAnHour(
    async () => {
      asked += 1;
      return value;
    },
    () => clock,
  );
  expect([await read('a'), await read('a'), asked]).toEqual([null, null, 2]);
  value = 'x';
  expect([await read('a'), await read('a'), asked]).toEqual(['x', 'x', 3]);
  value = 'y';
  clock = 3_599_999;
  expect(await read('a')).toBe('x');
  clock = 3_600_000;
  expect([await read('a'), asked]).toEqual(['y', 4]);
});
