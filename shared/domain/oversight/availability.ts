/**
 * Minutes of service (R6). Each minute is one of four: within planned maintenance, up, down, or unknown; only those that
 * are up are no downtime. Whole days and hours come from totals, the others minute by minute: both ways give the same.
 * Times are milliseconds; months, years, days and hours are Vietnam's (UTC+7).
 */
import { type Decimal, formatDecimal, quotient } from '../values/decimal.ts';
import { DAY, HOUR, MINUTE, OFFSET } from '../values/duration.ts';

/** Half open: `to` is the first instant behind it. */
export type Span = { readonly from: number; readonly to: number };

/** The span of a calendar month `2026-11` or year `2026` in Vietnam; null for any other text. */
export function calendarSpan(id: string): Span | null {
  const match = /^(20\d{2})(?:-(0[1-9]|1[0-2]))?$/.exec(id);
  if (match === null) return null;
  const year = Number(match[1]);
  const month = match[2] === undefined ? null : Number(match[2]);
  const begin = (y: number, m: number) => Date.UTC(y, m - 1, 1) - OFFSET;
  return month === null
    ? { from: begin(year, 1), to: begin(year + 1, 1) }
    : { from: begin(year, month), to: begin(year, month + 1) };
}

/** The months of a year, in order; of a month itself alone. */
export const monthsIn = (id: string): string[] =>
  id.length > 4
    ? [id]
    : Array.from({ length: 12 }, (_, index) => `${id}-${String(index + 1).padStart(2, '0')}`);

/** The part of a span that lies within another; empty, at an end of the span, where they do not meet. */
export const clip = (span: Span, within: Span): Span => {
  const from = Math.min(Math.max(span.from, within.from), span.to);
  return { from, to: Math.max(from, Math.min(span.to, within.to)) };
};

/** The minutes that windows touch, overlapping ones as one, in order. */
export function touchedMinutes(windows: readonly Span[]): Span[] {
  const whole = windows
    .filter(({ from, to }) => to > from)
    .map(({ from, to }) => ({
      from: Math.floor(from / MINUTE) * MINUTE,
      to: Math.ceil(to / MINUTE) * MINUTE,
    }))
    .sort((a, b) => a.from - b.from);
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of whole) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

export type Tally = {
  readonly minutes: number;
  readonly up: number;
  readonly down: number;
  readonly unknown: number;
  readonly maintenance: number;
};

export const noMinutes: Tally = { minutes: 0, up: 0, down: 0, unknown: 0, maintenance: 0 };

export const addTallies = (a: Tally, b: Tally): Tally => ({
  minutes: a.minutes + b.minutes,
  up: a.up + b.up,
  down: a.down + b.down,
  unknown: a.unknown + b.unknown,
  maintenance: a.maintenance + b.maintenance,
});

/** A span of whole minutes. `maintenance` as `touchedMinutes` gives it; `seen`: the beginning of a minute → whether it was up. */
export function tallyMinutes(
  span: Span,
  maintenance: readonly Span[],
  seen: ReadonlyMap<number, boolean>,
): Tally {
  const counts = { ...noMinutes };
  for (let at = span.from; at < span.to; at += MINUTE) {
    counts.minutes += 1;
    const up = seen.get(at);
    if (maintenance.some(({ from, to }) => from <= at && at < to)) counts.maintenance += 1;
    else if (up === undefined) counts.unknown += 1;
    else if (up) counts.up += 1;
    else counts.down += 1;
  }
  return counts;
}

/** A span without maintenance, from how many of its minutes were probed and how many of these were up. */
export function tallyTotals(span: Span, probed: number, up: number): Tally {
  const minutes = (span.to - span.from) / MINUTE;
  return { minutes, up, down: probed - up, unknown: minutes - probed, maintenance: 0 };
}

/** `bucket` is the name of its total; of `minutes` the hour that their entries lie in. */
export type Piece = {
  readonly kind: 'day' | 'hour' | 'minutes';
  readonly bucket: string;
  readonly span: Span;
};

const bucketName = (instant: number, length: 10 | 13): string =>
  new Date(instant + OFFSET).toISOString().slice(0, length);

/**
 * Cuts a span of whole minutes into the largest pieces that can be answered from totals, and minutes where they cannot:
 * where maintenance touches an hour, where the span begins or ends in one, and from `recent` on, which totals may not
 * have yet.
 */
export function piecesOf(span: Span, maintenance: readonly Span[], recent: number): Piece[] {
  const pieces: Piece[] = [];
  const isPlain = (from: number, to: number) =>
    from >= span.from &&
    to <= span.to &&
    to <= recent &&
    !maintenance.some((one) => one.from < to && from < one.to);
  for (let at = span.from; at < span.to; ) {
    const day = Math.floor((at + OFFSET) / DAY) * DAY - OFFSET;
    const hour = Math.floor(at / HOUR) * HOUR;
    if (at === day && isPlain(day, day + DAY)) {
      pieces.push({ kind: 'day', bucket: bucketName(day, 10), span: { from: day, to: day + DAY } });
      at = day + DAY;
      continue;
    }
    const rest = clip({ from: at, to: hour + HOUR }, span);
    const kind = isPlain(hour, hour + HOUR) ? 'hour' : 'minutes';
    pieces.push({ kind, bucket: bucketName(hour, 13), span: rest });
    at = rest.to;
  }
  return pieces;
}

/** R6: at most one minute in a hundred. */
const hundredths = (units: number): Decimal => ({ units: BigInt(units), scale: 2 });

/** `ahead`: the whole span that the budget is of, also what is still to come. */
export function budgetOf(tally: Tally, ahead: Span): { minutes: string; used: number; remaining: string } {
  const whole = (ahead.to - ahead.from) / MINUTE;
  const used = tally.minutes - tally.up;
  return {
    minutes: formatDecimal(hundredths(whole)),
    used,
    remaining: formatDecimal(hundredths(whole - 100 * used)),
  };
}

/** Six digits after the point; null where there is no minute yet. */
export function availabilityOf({ up, minutes }: Tally): string | null {
  const whole = (value: number): Decimal => ({ units: BigInt(value), scale: 0 });
  const value = quotient(whole(up), whole(minutes), 6);
  return value === null ? null : formatDecimal(value);
}

/**
 * How fast the budget burns: 1 uses up exactly the 1 % by the end, 100 is a hub that is down. Planned maintenance is no
 * surprise and burns nothing here. `minutes`: of the window, also those before the hub was measured.
 */
export const burnRate = ({ down, unknown }: Tally, minutes: number): number =>
  Math.round((10_000 * (down + unknown)) / minutes) / 100;
