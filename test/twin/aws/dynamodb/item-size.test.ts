import { expect, test } from 'vitest';
import { type Item, itemSize, readUnits, writeUnits } from '../../../../twin/aws/dynamodb/item-size.ts';

const sizes: [string, Item, number][] = [
  ['UTF-8 names and values', { tỉnh: { S: 'Hà Nội' } }, 6 + 9],
  ['binary, decoded', { b: { B: Buffer.alloc(100).toString('base64') } }, 101],
  ['a number of 3 digits', { n: { N: '123' } }, 1 + 3],
  ['a negative number', { n: { N: '-12.50' } }, 1 + 4],
  ['a number of trailing zeros', { n: { N: '1000000' } }, 1 + 2],
  ['true and null', { t: { BOOL: true }, n: { NULL: true } }, 4],
  ['a list', { l: { L: [{ S: 'ab' }, { BOOL: true }] } }, 1 + 3 + 3 + 2],
  ['a map', { m: { M: { a: { S: 'bc' } } } }, 1 + 3 + 1 + 3],
  ['sets', { s: { SS: ['a', 'bc'] }, b: { BS: ['AAA='] }, n: { NS: ['1', '22'] } }, 4 + 3 + 5],
];

test.each(sizes)('%s', (_what, item, bytes) => {
  expect(itemSize(item)).toBe(bytes);
});

test('units round up, and are never none', () => {
  expect([0, 1, 1024, 1025].map(writeUnits)).toEqual([1, 1, 1, 2]);
  expect([0, 4096, 4097].map((bytes) => readUnits(bytes, true))).toEqual([1, 1, 2]);
  expect([0, 4096, 4097].map((bytes) => readUnits(bytes, false))).toEqual([0.5, 0.5, 1]);
});
