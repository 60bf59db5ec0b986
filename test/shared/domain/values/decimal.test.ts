import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CanonicalDecimal } from '../../../../shared/contract/text.ts';
import {
  add,
  compare,
  type Decimal,
  decimal,
  decimalOfNumber,
  formatDecimal,
  parseDecimal,
  quotient,
  significantScale,
  zero,
} from '../../../../shared/domain/values/decimal.ts';

const anyDecimal: fc.Arbitrary<Decimal> = fc.record({
  units: fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n }),
  scale: fc.integer({ min: 0, max: 12 }),
});
/** The model: every value as an integer at one scale that none exceeds. */
const SCALE = 12;
const model = ({ units, scale }: Decimal): bigint => units * 10n ** BigInt(SCALE - scale);

describe('reading decimals', () => {
  test.each([
    ['0', '0'],
    ['-0', '0'],
    ['0.00', '0'],
    ['-0.0', '0'],
    ['7', '7'],
    ['-7', '-7'],
    ['1.50', '1.5'],
    ['100', '100'],
    ['0.05', '0.05'],
    ['-0.050', '-0.05'],
    ['10.010', '10.01'],
    [`0.${'0'.repeat(36)}1`, `0.${'0'.repeat(36)}1`],
  ])('%s is %s', (given, canonical) => {
    expect(formatDecimal(parseDecimal(given) ?? { units: -1n, scale: 20 })).toBe(canonical);
    expect(formatDecimal(decimal(given))).toBe(canonical);
  });

  test.each([
    ...[
      '',
      ' ',
      '1 ',
      ' 1',
      '+1',
      '01',
      '-01',
      '00',
      '.5',
      '5.',
      '-',
      '-.5',
      '1e3',
      '1E3',
      '0x10',
      '1,5',
      '1_000',
    ],
    ...['NaN', 'Infinity', '-Infinity', '1.2.3', '--1', '１', '1\n', '\n1', '1.5\n', 'null', '٣', '1n'],
  ])('%j is no decimal', (given) => {
    expect(parseDecimal(given)).toBeNull();
    expect(() => decimal(given)).toThrow(/not a canonical decimal/);
  });

  test.each([
    ['38 digits', '9'.repeat(38), true],
    ['38 digits and a sign', `-${'9'.repeat(38)}`, true],
    ['39 digits', '9'.repeat(39), false],
    ['39 digits and a sign', `-${'9'.repeat(39)}`, false],
    ['38 digits, some after the point', `${'9'.repeat(19)}.${'9'.repeat(19)}`, true],
    ['38 digits, some after the point, and a sign', `-${'9'.repeat(19)}.${'9'.repeat(19)}`, true],
    ['39 digits, some after the point', `${'9'.repeat(20)}.${'9'.repeat(19)}`, false],
    ['39 digits, some after the point, and a sign', `-${'9'.repeat(20)}.${'9'.repeat(19)}`, false],
    ['a million digits', '9'.repeat(1_000_000), false],
  ])('%s: a sender may use at most 38', (_, text, taken) => {
    expect(parseDecimal(text) !== null).toBe(taken);
  });

  test('what the hub has summed up itself may be longer', () => {
    const long = `-${'9'.repeat(60)}.5`;
    expect(formatDecimal(decimal(long))).toBe(long);
  });

  test('formatting gives the one canonical text of a value, and reading that gives the value', () => {
    fc.assert(
      fc.property(anyDecimal, (value) => {
        const text = formatDecimal(value);
        expect(CanonicalDecimal.safeParse(text).success).toBe(true);
        expect(model(decimal(text))).toBe(model(value));
        expect(formatDecimal(decimal(text))).toBe(text);
        expect(decimal(text).scale).toBe(significantScale(value));
      }),
    );
  });

  test('equal values have equal texts, other values other texts', () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, fc.integer({ min: 0, max: 5 }), (a, b, zeros) => {
        const padded = { units: a.units * 10n ** BigInt(zeros), scale: a.scale + zeros };
        expect(formatDecimal(padded)).toBe(formatDecimal(a));
        expect(formatDecimal(a) === formatDecimal(b)).toBe(model(a) === model(b));
      }),
    );
  });
});

describe('JSON numbers', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [1.5, '1.5'],
    [-0.1, '-0.1'],
    [0.1 + 0.2, '0.30000000000000004'],
    [1e21, '1000000000000000000000'],
    [-1.25e22, '-12500000000000000000000'],
    [1e-7, '0.0000001'],
    [-1.5e-9, '-0.0000000015'],
    [1e15, '1000000000000000'],
    [9007199254740991, '9007199254740991'],
    [1e37, `1${'0'.repeat(37)}`],
    [1e-37, `0.${'0'.repeat(36)}1`],
  ])('%s is %s exactly', (value, text) => {
    expect(formatDecimal(decimalOfNumber(value) ?? { units: -1n, scale: 20 })).toBe(text);
  });

  test.each([Number.NaN, Infinity, -Infinity, 1e38, 1e39, 1e-38, 1e300, 5e-324, 1.7976931348623157e308])(
    '%s needs more than 38 digits or is no number',
    (value) => {
      expect(decimalOfNumber(value)).toBeNull();
    },
  );

  test('every number of up to 15 significant digits is the decimal that was written', () => {
    const digits = fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n });
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 15 }), (units, scale) => {
        const text = formatDecimal({ units, scale });
        const read = decimalOfNumber(Number(text));
        expect(read && formatDecimal(read)).toBe(text);
      }),
    );
  });
});

describe('arithmetic', () => {
  test('sums and comparisons are those of integers, at any mix of scales', () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, (a, b) => {
        expect(model(add(a, b))).toBe(model(a) + model(b));
        expect(compare(a, b)).toBe(model(a) < model(b) ? -1 : model(a) > model(b) ? 1 : 0);
      }),
    );
  });

  test('a long sum does not depend on its order, and zero changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyDecimal), (values) => {
        const forward = values.reduce(add, zero);
        const backward = values.reduceRight(add, zero);
        expect(formatDecimal(forward)).toBe(formatDecimal(backward));
        expect(model(forward)).toBe(values.reduce((sum, value) => sum + model(value), 0n));
      }),
    );
  });

  test.each([
    ['1', '3', 6, '0.333333'],
    ['2', '3', 6, '0.666667'],
    ['1', '8', 2, '0.13'],
    ['-1', '8', 2, '-0.13'],
    ['1', '-8', 2, '-0.13'],
    ['-1', '-8', 2, '0.13'],
    ['0', '7', 6, '0'],
    ['0', '-7', 6, '0'],
    ['1', '2', 0, '1'],
    ['-1', '2', 0, '-1'],
    ['1.5', '0.25', 3, '6'],
    ['0.25', '1.5', 3, '0.167'],
    ['9'.repeat(60), '1', 0, '9'.repeat(60)],
  ])('%s ÷ %s to %d digits is %s, half away from zero', (top, bottom, scale, expected) => {
    const result = quotient(decimal(top), decimal(bottom), scale);
    expect(result && formatDecimal(result)).toBe(expected);
  });

  test('nothing divides by zero', () => {
    expect(quotient(decimal('1'), decimal('0'), 6)).toBeNull();
    expect(quotient(zero, zero, 6)).toBeNull();
  });

  test('a quotient is within half a unit of its last digit', () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, fc.integer({ min: 0, max: 9 }), (top, bottom, scale) => {
        fc.pre(bottom.units !== 0n);
        const result = quotient(top, bottom, scale) ?? zero;
        expect(result.scale).toBe(scale);
        const error = model(top) * 10n ** BigInt(scale) - result.units * model(bottom);
        const size = (value: bigint) => (value < 0n ? -value : value);
        expect(2n * size(error) <= size(model(bottom))).toBe(true);
      }),
    );
  });

  test.each([
    ['1.50', 1],
    ['1.05', 2],
    ['100', 0],
    ['0.000', 0],
    ['-2.500', 1],
  ])('%s has %d digits after the point that matter', (text, digits) => {
    expect(significantScale(decimal(text))).toBe(digits);
  });
});
