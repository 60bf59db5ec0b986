/**
 * What a cell says, as text. A spreadsheet keeps numbers and dates as doubles, of which it shows 15 digits; a figure of more is not what its
 * author sees, and only a text cell holds it.
 */
import type { Shown } from './date-styles.ts';

const SIGNIFICANT = 15;
const form = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;
/** Beyond it a number is written out with its exponent: no figure of the hub has so many digits. */
const MOST_DIGITS = 60;

/** Digits without zeros at either end; the number is 0.digits × 10^point. */
type Digits = { readonly sign: '' | '-'; readonly digits: string; readonly point: number };

function digitsOf(text: string): Digits | null {
  const match = form.exec(text);
  const [, sign, whole = '', fraction = '', exponent = '0'] = match ?? [];
  const all = whole + fraction;
  if (match === null || all === '') return null;
  const digits = all.replace(/^0+/, '');
  const point = whole.length + Number(exponent) - (all.length - digits.length);
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  const kept = digits.slice(0, end);
  return { sign: sign === '-' && kept !== '' ? '-' : '', digits: kept, point: kept === '' ? 0 : point };
}

function plain({ sign, digits, point }: Digits): string {
  if (digits === '') return '0';
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits.padEnd(point, '0')}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** `isTooLong`: what stands there is not what its author sees; the text is what stands there. */
export type NumberText = { readonly text: string; readonly isTooLong: boolean };

/**
 * A number of a cell as a plain decimal of at most 15 significant digits: what a sum of doubles has behind them, its author does not see. A
 * whole part of more digits is told even where zeros stand at its end: a spreadsheet has put them there if more was typed, and nobody can
 * see whether. What is no number comes back as it is.
 */
export function numberText(written: string): NumberText {
  const read = digitsOf(written.trim());
  if (read === null) return { text: written, isTooLong: false };
  const isTooLong = read.point > SIGNIFICANT;
  if (Math.abs(read.point) > MOST_DIGITS) return { text: written, isTooLong };
  if (isTooLong || read.digits.length <= SIGNIFICANT) return { text: plain(read), isTooLong };
  const rounded = digitsOf(Number(written).toPrecision(SIGNIFICANT));
  return { text: rounded === null ? written : plain(rounded), isTooLong };
}

const DAY_SECONDS = 86_400;
/** Days from 1899-12-30, or 1904-01-01, to 1970-01-01. */
const EPOCH = { 1900: 25_569, 1904: 24_107 } as const;
/** Lotus 1-2-3 and so Excel have a 1900-02-29: days up to there are counted otherwise, and nobody reports them. */
const FIRST = 61;
const LAST = 2_958_465;

/**
 * The text of a number that is shown as a date: as much of it as is shown, and all of it where it would be cut short. Times are Vietnam's,
 * as a cell has no offset of its own.
 */
export function dateText(
  written: string,
  shown: Exclude<Shown, 'number'>,
  dates: keyof typeof EPOCH,
): string {
  const serial = Number(written);
  const seconds = Math.round(serial * DAY_SECONDS);
  if (!Number.isFinite(serial) || serial < 0 || serial > LAST) return numberText(written).text;
  const pad = (number: number): string => String(number).padStart(2, '0');
  const ofDay = seconds % DAY_SECONDS;
  const time = `${pad(Math.floor(ofDay / 3600))}:${pad(Math.floor(ofDay / 60) % 60)}:${pad(ofDay % 60)}`;
  if (shown === 'time' && seconds < DAY_SECONDS) return time;
  if (dates === 1900 && serial < FIRST) return numberText(written).text;
  const day = new Date((seconds - ofDay - EPOCH[dates] * DAY_SECONDS) * 1000).toISOString().slice(0, 10);
  if (ofDay !== 0 || shown === 'instant' || shown === 'time') return `${day}T${time}+07:00`;
  if (shown === 'month' && day.endsWith('-01')) return day.slice(0, 7);
  return shown === 'year' && day.endsWith('-01-01') ? day.slice(0, 4) : day;
}

/** A date that is written out in a cell (`t="d"`). */
export const isoDateText = (written: string): string => {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.0+)?)?$/.exec(written) ?? [];
  if (day === undefined) return written;
  return time === undefined || time === '00:00:00' ? day : `${day}T${time}+07:00`;
};

/** `_x000D_` is a character that XML cannot hold, and `_x005F_` the `_` in front of what looks like one (ECMA-376-1 §22.9.2.19). */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;
