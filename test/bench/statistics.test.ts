import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, pairedRatio, quantile } from '../../bench/statistics.ts';

const some = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });

describe('quantile', () => {
  it.each([
    [[5], 0.5, 5],
    [[1, 2, 3, 4], 0.5, 2],
    [[4, 1, 3, 2, 5], 0.5, 3],
    [Array.from({ length: 20 }, (_, index) => index + 1), 0.95, 19],
    [[1, 2, 3], 0, 1],
    [[1, 2, 3], 1, 3],
  ])('of %j at %d is %d', (values, share, expected) => {
    expect(quantile(values, share)).toBe(expected);
  });

  it('is always a value that was measured, and leaves the values as they are', () => {
    fc.assert(
      fc.property(some, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const before = [...values];
        expect(values).toContain(quantile(values, share));
        expect(values).toEqual(before);
      }),
    );
  });

  it('refuses to speak of nothing', () => {
    expect(() => quantile([], 0.5)).toThrow('no values');
  });
});

describe('the paired ratio', () => {
  it('is not moved by one slow round, nor by a machine that becomes slower for both', () => {
    expect(pairedRatio([13, 13, 900, 26, 26], [10, 10, 10, 20, 20])).toBe(1.3);
  });

  it('of a thing beside itself is 1', () => {
    fc.assert(
      fc.property(some, (values) => {
        const above = values.map((value) => value + 1);
        expect(pairedRatio(above, above)).toBe(1);
        expect(median(above)).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('refuses rounds without their counterpart', () => {
    expect(() => pairedRatio([1, 2], [1])).toThrow('2 rounds beside 1');
  });
});
