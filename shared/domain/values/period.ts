/**
 * Reporting periods (R19). Which days a period covers, when its deadline is and when it closes are read from the
 * calendar; only the names of periods are code. Days are text (`YYYY-MM-DD`) in Vietnam's time, UTC+7 without
 * daylight saving; instants are milliseconds since 1970.
 */
import type { Calendar } from '../../contract/registry.ts';
import type { PeriodKind } from '../../contract/text.ts';
import { DAY, OFFSET } from './duration.ts';

export type Period = {
  readonly id: string;
  readonly kind: PeriodKind;
  readonly from: string;
  readonly to: string;
};

const form = /^(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?$/;

/** What a period of each kind looks like, for messages. */
export const periodExample: Readonly<Record<PeriodKind, string>> = {
  month: '2026-10',
  quarter: '2026-Q4',
  'half-year': '2026-H2',
  year: '2026',
};

/** The kind and the first and last calendar month (1-12) that a period is named after; null if it is no period. */
function namedMonths(id: string): { kind: PeriodKind; year: number; first: number; last: number } | null {
  const match = form.exec(id);
  if (match === null) return null;
  const year = Number(match[1]);
  if (year < 2000) return null;
  if (match[2]) return { kind: 'month', year, first: Number(match[2]), last: Number(match[2]) };
  if (match[3]) return { kind: 'quarter', year, first: Number(match[3]) * 3 - 2, last: Number(match[3]) * 3 };
  if (match[4])
    return { kind: 'half-year', year, first: Number(match[4]) * 6 - 5, last: Number(match[4]) * 6 };
  return { kind: 'year', year, first: 1, last: 12 };
}

/** The kind of period that an id is of; null if it is none. */
export const kindOfPeriod = (id: string): PeriodKind | null => namedMonths(id)?.kind ?? null;

const dayText = (time: number): string => new Date(time).toISOString().slice(0, 10);

type Rule = Calendar['periods'][number];

/** The rule that a period is under: the last of its kind that begins with it or before. Ids of a kind sort by time. */
const ruleOf = ({ id, kind }: Pick<Period, 'id' | 'kind'>, calendar: Calendar): Rule | undefined =>
  calendar.periods.findLast((rule) => rule.kind === kind && (rule.from === undefined || rule.from <= id));

/**
 * The period with its first and last day; null when the id is no period or the calendar has none of its kind. The
 * first one under a later rule begins where the one before it ends, so no rule leaves a gap or an overlap behind it.
 */
export function readPeriod(id: string, calendar: Calendar): Period | null {
  const named = namedMonths(id);
  if (named === null) return null;
  const { kind, year, first, last } = named;
  const rule = ruleOf({ id, kind }, calendar);
  if (rule === undefined) return null;
  const day = (month: number, at: Rule['start'], after = 0) =>
    dayText(Date.UTC(year, month - 1 + at.month, at.day + after));
  const before =
    rule.from === id
      ? calendar.periods.findLast((one) => one.kind === kind && (one.from === undefined || one.from < id))
      : undefined;
  const from = before === undefined ? day(first, rule.start) : day(first - 1, before.end, 1);
  return { id, kind, from, to: day(last, rule.end) };
}

/** The first instant of a day in Vietnam, or of the day `after` days later. */
export const startOfDay = (day: string, after = 0): number =>
  Date.parse(`${day}T00:00:00.000Z`) + after * DAY - OFFSET;

/** The day in Vietnam at an instant. */
export const dayOf = (instant: number): string => dayText(instant + OFFSET);

/** The instant after which nothing is taken for the period any more. */
export function closesAt(period: Period, calendar: Calendar): number {
  return startOfDay(period.to, (ruleOf(period, calendar)?.closes ?? 0) + 1);
}

export type DeadlineLevel = keyof Calendar['periods'][number]['deadlines'];

/** The instant before which a report of this level is on time. */
export function deadlineOf(period: Period, level: DeadlineLevel, calendar: Calendar): number {
  return startOfDay(period.to, (ruleOf(period, calendar)?.deadlines[level] ?? 0) + 1);
}

/** The names of a year's periods of a kind, in order. */
function periodIds(kind: PeriodKind, year: number): string[] {
  const numbered = (count: number, name: (n: number) => string) =>
    Array.from({ length: count }, (_, index) => `${year}-${name(index + 1)}`);
  switch (kind) {
    case 'month':
      return numbered(12, (n) => String(n).padStart(2, '0'));
    case 'quarter':
      return numbered(4, (n) => `Q${n}`);
    case 'half-year':
      return numbered(2, (n) => `H${n}`);
    case 'year':
      return [String(year)];
  }
}

/** The periods of a kind that are named after a year, in order. */
export const periodsOfYear = (kind: PeriodKind, calendar: Calendar, year: number): Period[] =>
  periodIds(kind, year).flatMap((id) => readPeriod(id, calendar) ?? []);

/** Every period of a kind from two years before a day to the year after it, in order; none of what is no day. */
function periodsAround(kind: PeriodKind, calendar: Calendar, day: string): Period[] {
  const year = Number(day.slice(0, 4));
  return [year - 2, year - 1, year, year + 1].flatMap((near) => periodsOfYear(kind, calendar, near));
}

/** The periods of a kind that take submissions at an instant. */
export const openPeriods = (kind: PeriodKind, calendar: Calendar, instant: number): Period[] =>
  periodsAround(kind, calendar, dayOf(instant)).filter(
    (period) => startOfDay(period.from) <= instant && instant < closesAt(period, calendar),
  );

/** The periods of a kind that have begun: those of this year and of the two before it. */
export const begunPeriods = (kind: PeriodKind, calendar: Calendar, instant: number): Period[] =>
  periodsAround(kind, calendar, dayOf(instant)).filter((period) => startOfDay(period.from) <= instant);

/** The newest period of a kind whose last day is over; null when the calendar has none of the kind. */
export const newestEndedPeriod = (kind: PeriodKind, calendar: Calendar, instant: number): Period | null =>
  periodsAround(kind, calendar, dayOf(instant)).findLast((period) => startOfDay(period.to, 1) <= instant) ??
  null;

/** The period of a kind that a day lies in; null when the calendar leaves a gap there. */
export const periodOfDay = (kind: PeriodKind, calendar: Calendar, day: string): Period | null =>
  periodsAround(kind, calendar, day).find((period) => period.from <= day && day <= period.to) ?? null;

/** The periods of a finer kind that make up a period, in order; null when they do not tile it. */
export function partsOf(period: Period, kind: PeriodKind, calendar: Calendar): Period[] | null {
  const parts = periodsAround(kind, calendar, period.to).filter(
    (part) => period.from <= part.from && part.to <= period.to,
  );
  const follows = parts.every((part, index) => {
    const before = parts[index - 1];
    return before === undefined
      ? part.from === period.from
      : startOfDay(before.to, 1) === startOfDay(part.from);
  });
  return follows && parts.at(-1)?.to === period.to ? parts : null;
}

/** Every period of the kind of `from` up to `to`; null when they are of different kinds or in the wrong order. */
export function periodsBetween(from: Period, to: Period, calendar: Calendar): Period[] | null {
  if (from.kind !== to.kind || from.from > to.from) return null;
  const [first, last] = [Number(from.id.slice(0, 4)), Number(to.id.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .flatMap((year) => periodIds(from.kind, year))
    .flatMap((id) => readPeriod(id, calendar) ?? [])
    .filter((period) => from.from <= period.from && period.to <= to.to);
}
