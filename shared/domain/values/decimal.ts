/**
 * Exact decimals (R24): integers scaled by a power of ten, never floating point. Addition is exact, associative
 * and commutative; nothing here rounds.
 */

/** `units` × 10^-`scale`. */
export type Decimal = { readonly units: bigint; readonly scale: number };

const MAX_DIGITS = 38;
const form = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const exponentForm = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/;

export const zero: Decimal = { units: 0n, scale: 0 };

/** Reads decimal text of at most 38 digits; null for anything else (`NaN`, `1e3`, `+1`, `01`, `.5`, blanks). */
export function parseDecimal(text: string): Decimal | null {
  // At most 38 digits, a sign and a point; the bound comes first, as reading takes time that grows with the length.
  if (text.length > MAX_DIGITS + 2 || !form.test(text)) return null;
  const point = text.indexOf('.');
  const digits = point < 0 ? text : text.slice(0, point) + text.slice(point + 1);
  if (digits.length - (digits.startsWith('-') ? 1 : 0) > MAX_DIGITS) return null;
  return { units: BigInt(digits), scale: point < 0 ? 0 : text.length - point - 1 };
}

/** A JSON number of up to 15 significant digits, exactly as written; null when it needs more than 38 digits. */
export function decimalOfNumber(value: number): Decimal | null {
  if (Number.isSafeInteger(value)) return { units: BigInt(value), scale: 0 };
  const text = String(value);
  const match = exponentForm.exec(text);
  if (match === null) return parseDecimal(text);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  if (Math.abs(shift) > MAX_DIGITS) return null;
  const digits = whole + fraction;
  return shift < 0
    ? parseDecimal(`${sign}0.${'0'.repeat(-shift - 1)}${digits}`)
    : parseDecimal(`${sign}${digits.padEnd(shift + 1, '0')}`);
}

const powers: bigint[] = [1n];
function powerOfTen(exponent: number): bigint {
  for (let known = powers.length; known <= exponent; known += 1) powers.push((powers[known - 1] ?? 1n) * 10n);
  return powers[exponent] ?? 1n;
}

const unitsAt = (value: Decimal, scale: number): bigint =>
  value.scale === scale ? value.units : value.units * powerOfTen(scale - value.scale);

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale };
}

/** Negative, zero or positive, as for `Array.prototype.sort`. */
export function compare(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [unitsAt(a, scale), unitsAt(b, scale)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The canonical text: no exponent, no trailing zeros after the point, no `-0`. Equal values give equal texts. */
export function formatDecimal(value: Decimal): string {
  if (value.scale === 0) return value.units.toString();
  const negative = value.units < 0n;
  const digits = (negative ? -value.units : value.units).toString().padStart(value.scale + 1, '0');
  const whole = digits.slice(0, digits.length - value.scale);
  let end = digits.length;
  while (end > whole.length && digits.charAt(end - 1) === '0') end -= 1;
  const text = end === whole.length ? whole : `${whole}.${digits.slice(whole.length, end)}`;
  return negative ? `-${text}` : text;
}

/** A whole number in groups of three digits, as SI writes it; a sign stays where it is. */
export function groupsOfThree(whole: string, blank: string): string {
  const first = whole.startsWith('-') ? 1 : 0;
  const groups: string[] = [];
  let end = whole.length;
  for (; end - first > 3; end -= 3) groups.push(whole.slice(end - 3, end));
  return [whole.slice(0, end), ...groups.reverse()].join(blank);
}

/** Digits after the point that matter: 1.50 has one. */
export function significantScale(value: Decimal): number {
  let { units, scale } = value;
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n;
    scale -= 1;
  }
  return scale;
}

const GROUP = 3;

/**
 * Whether a Vietnamese reader takes the decimal, as it was written, for thousands: 501.000 is 501 to a program and 501 thousand to
 * a person. Three digits stand behind the point, or groups of three zeros, where no figure of `scale` has so many.
 */
export function readsAsThousands(value: Decimal, scale: number): boolean {
  if (scale >= GROUP || value.scale === 0 || value.scale % GROUP !== 0) return false;
  return value.scale === GROUP || significantScale(value) === 0;
}

/** Reads text that was written by `formatDecimal`; anything else is a bug or a damaged store, and throws. */
export function decimal(canonical: string): Decimal {
  const value = parseCanonical(canonical);
  if (value === null) throw new Error(`not a canonical decimal: ${JSON.stringify(canonical)}`);
  return value;
}

// Sums outgrow the 38 digits that one sender may use, so stored values are read without that bound.
function parseCanonical(text: string): Decimal | null {
  if (!form.test(text)) return null;
  const point = text.indexOf('.');
  if (point < 0) return { units: BigInt(text), scale: 0 };
  return { units: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 };
}

/** numerator ÷ denominator, rounded half away from zero to `scale` digits; null when the denominator is 0. */
export function quotient(numerator: Decimal, denominator: Decimal, scale: number): Decimal | null {
  if (denominator.units === 0n) return null;
  const common = Math.max(numerator.scale, denominator.scale);
  const top = unitsAt(numerator, common) * powerOfTen(scale) * 2n;
  const bottom = unitsAt(denominator, common);
  const sign = top < 0n === bottom < 0n ? 1n : -1n;
  const absolute = (value: bigint) => (value < 0n ? -value : value);
  const units = (absolute(top) / absolute(bottom) + 1n) / 2n;
  return { units: units * sign, scale };
}
