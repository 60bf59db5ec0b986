import { expect, test } from 'vitest';
import { partAt, unreadable, withParts } from '../../../../shared/domain/json/readable.ts';

const body = { a: [{ b: 1 }, 2], c: 'x' };

test.each([
  [['a', 0, 'b'], 1],
  [['a', '1'], 2],
  [['a', 2], undefined],
  [['c', 'length'], undefined],
  [['d', 'e'], undefined],
  [[], body],
] as const)('at %j', (path, part) => {
  expect(partAt(body, path)).toEqual(part);
});

test('other parts stand in a copy; what is sent stays as it is', () => {
  const copy = withParts(body, [
    [['a', 0, 'b'], unreadable],
    [['a', 0, 'missing'], unreadable],
    [['c', 'length'], unreadable],
    [[], unreadable],
  ]);
  expect(copy).toEqual({ a: [{ b: unreadable, missing: unreadable }, 2], c: 'x' });
  expect(body).toEqual({ a: [{ b: 1 }, 2], c: 'x' });
});
