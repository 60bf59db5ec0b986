import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cut } from '../../../../shared/domain/values/cut.ts';

test.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'abc…'],
  ['', 0, ''],
  ['ab😀', 4, 'ab😀'],
  ['ab😀', 3, 'ab…'],
  ['ab😀c', 4, 'ab😀…'],
  ['a\ud83d', 2, 'a\ufffd'],
  ['ab\ud83dc', 3, 'ab\ufffd…'],
  ['Hà Nội', 4, 'Hà N…'],
])('%j cut at %d is %j', (text, most, expected) => {
  expect(cut(text, most)).toBe(expected);
});

test('any text becomes one that can be sent, as long as allowed, and begins as it did', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, most) => {
      const short = cut(text, most);
      expect(short.isWellFormed()).toBe(true);
      expect(short.length).toBeLessThanOrEqual(most + 1);
      expect(text.toWellFormed().startsWith(short.replace(/…$/, ''))).toBe(true);
    }),
  );
});
