/** How far a JSON number can be trusted: IEEE 754 doubles hold 15 significant decimal digits exactly. */

/** Smallest normal double: below it digits are lost one by one. */
const SMALLEST_NORMAL = 2.2250738585072014e-308;

export type NumberVerdict = 'exact' | 'too-many-digits' | 'out-of-range';

const ZERO = 48;
const NINE = 57;

/**
 * Leading and trailing zeros are not significant: 1000000000000000000000 and 0.0001200 have one and two. One look at each
 * character, as a number can be as long as a body.
 */
function significantDigits(raw: string): number {
  let digits = 0;
  let significant = 0;
  for (let at = 0; at < raw.length; at += 1) {
    const code = raw.charCodeAt(at);
    if (code > NINE) break; // the exponent
    if (code < ZERO || (code === ZERO && digits === 0)) continue;
    digits += 1;
    if (code !== ZERO) significant = digits;
  }
  return significant;
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

/** Whether zeros stand behind the point of the number, without an exponent: 1.0 and 501.000, which are 1 and 501 as doubles. */
export const hasZerosBehindPoint = (raw: string): boolean =>
  raw.charCodeAt(raw.length - 1) === ZERO && raw.includes('.') && !raw.includes('e') && !raw.includes('E');
