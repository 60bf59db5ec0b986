/** How far a JSON number can be trusted: IEEE 754 doubles hold 15 significant decimal digits exactly. */

/** Smallest normal double: below it digits are lost one by one. */
const SMALLEST_NORMAL = 2.2250738585072014e-308;

export type NumberVerdict = 'exact' | 'too-many-digits' | 'out-of-range';

/** Leading and trailing zeros are not significant: 1000000000000000000000 and 0.0001200 have one and two. */
function significantDigits(raw: string): number {
  const exponent = raw.search(/[eE]/);
  const mantissa = exponent < 0 ? raw : raw.slice(0, exponent);
  return mantissa.replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '').length;
}

/** `raw` is the number as written (RFC 8259 §6), `value` what a double makes of it. */
export function judgeNumber(raw: string, value: number): NumberVerdict {
  const size = Math.abs(value);
  // Nearly every number: too short for 16 digits, and of a size that an exponent has not pushed over the edge.
  if (raw.length <= 15 && size >= 1e-14 && size < 1e15) return 'exact';
  const digits = significantDigits(raw);
  if (digits === 0) return 'exact';
  if (!Number.isFinite(value) || size < SMALLEST_NORMAL) return 'out-of-range';
  return digits > 15 ? 'too-many-digits' : 'exact';
}
