/** New cut-offs (R19): from a period on that has not begun, without gap or overlap; what has been taken stays where it is. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Calendar } from '../../../../shared/contract/registry.ts';
import { type PeriodKind, periodKinds } from '../../../../shared/contract/text.ts';
import { boundsMoved } from '../../../../shared/domain/registry/calendar-change.ts';
import { calendarFaults } from '../../../../shared/domain/registry/calendar-rules.ts';
import { DAY } from '../../../../shared/domain/values/duration.ts';
import {
  closesAt,
  dayOf,
  deadlineOf,
  periodOfDay,
  periodsBetween,
  readPeriod,
  startOfDay,
} from '../../../../shared/domain/values/period.ts';
import { calendar } from '../../../fixtures/catalogue.ts';
import { faultText } from '../../../fixtures/fault-text.ts';

type Rule = Calendar['periods'][number];
/** In 2026-12, which began on 2026-11-15 and ends on 2026-12-14. */
const now = Date.parse('2026-11-20T02:30:00.000Z');

const ruleOf = (kind: PeriodKind): Rule => {
  const found = calendar.periods.find((rule) => rule.kind === kind);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
};
/** Periods that end on this day of their last month. */
const until = (day: number) => ({ start: { month: -1, day: day + 1 }, end: { month: 0, day } });
const months = (...rules: Partial<Rule>[]): Calendar => ({
  ...calendar,
  periods: [
    ...rules.map((rule) => ({ ...ruleOf('month'), ...rule })),
    ...calendar.periods.filter(({ kind }) => kind !== 'month'),
  ],
});
const boundsOf = (id: string, by: Calendar) => {
  const period = readPeriod(id, by);
  return period && [period.from, period.to];
};
const moved = (before: Calendar, after: Calendar) =>
  boundsMoved(before, after, now).map((found) => `/${found.path.join('/')} ${faultText(found)}`);

describe('a rule that begins with a period', () => {
  const later = months({}, { ...until(27), from: '2027-02', closes: 30 });

  test('leaves every period before it as it was; its first one begins where they end', () => {
    expect(boundsOf('2027-01', later)).toEqual(['2026-12-15', '2027-01-14']);
    expect(boundsOf('2027-02', later)).toEqual(['2027-01-15', '2027-02-27']);
    expect(boundsOf('2027-03', later)).toEqual(['2027-02-28', '2027-03-27']);
    expect(boundsOf('2027-Q1', later)).toEqual(boundsOf('2027-Q1', calendar));
  });

  test('has deadlines and a closing of its own', () => {
    const days = (id: string) => {
      const period = readPeriod(id, later);
      if (period === null) throw new Error(id);
      return (closesAt(period, later) - startOfDay(period.to, 1)) / DAY;
    };
    expect([days('2027-01'), days('2027-02')]).toEqual([90, 30]);
    const first = readPeriod('2027-02', later);
    if (first === null) throw new Error('no period');
    expect(dayOf(deadlineOf(first, 'commune', later) - 1)).toBe('2027-03-01');
  });

  test('is right by the rules of the calendar, and may be loaded', () => {
    expect(calendarFaults(later, [])).toEqual([]);
    expect(moved(calendar, later)).toEqual([]);
    expect(moved(later, later)).toEqual([]);
  });

  test('every day is in exactly one period, on both sides of every seam, whatever the cut-offs', () => {
    const day = fc.integer({ min: 1, max: 27 });
    const seams = fc.uniqueArray(fc.integer({ min: 0, max: 35 }), { minLength: 1, maxLength: 4 });
    const kinds = fc.constantFrom(...periodKinds);
    fc.assert(
      fc.property(
        kinds,
        day,
        seams,
        fc.array(day, { minLength: 4, maxLength: 4 }),
        (kind, base, at, days) => {
          const ids = (
            periodsBetween(
              readPeriod(periodsOf(kind)[0], calendar) ?? never(),
              readPeriod(periodsOf(kind)[1], calendar) ?? never(),
              calendar,
            ) ?? never()
          ).map(({ id }) => id);
          const rules = at
            .toSorted((a, b) => a - b)
            .flatMap((seam, index) => {
              const from = ids[seam];
              return from === undefined ? [] : [{ ...ruleOf(kind), ...until(days[index] ?? 1), from }];
            });
          const changed: Calendar = Calendar.parse({
            ...calendar,
            periods: [{ ...ruleOf(kind), ...until(base) }, ...rules],
          });
          expect(calendarFaults(changed, [])).toEqual([]);
          const periods = ids.map((id) => readPeriod(id, changed) ?? never());
          for (const [index, period] of periods.slice(1).entries()) {
            expect(startOfDay(period.from)).toBe(startOfDay(periods[index]?.to ?? '', 1));
            expect(period.from <= period.to).toBe(true);
            for (const edge of [period.from, period.to])
              expect(periodOfDay(kind, changed, edge)?.id).toBe(period.id);
          }
          const [first] = rules;
          const old: Calendar = { ...changed, periods: changed.periods.slice(0, 1) };
          for (const id of ids)
            if (first && id < first.from) expect(boundsOf(id, changed)).toEqual(boundsOf(id, old));
        },
      ),
      { numRuns: 60 },
    );
  });
});

const never = (): never => {
  throw new Error('no period');
};
const periodsOf = (kind: PeriodKind): [string, string] =>
  ({
    month: ['2026-01', '2028-12'] as [string, string],
    quarter: ['2024-Q1', '2032-Q4'] as [string, string],
    'half-year': ['2020-H1', '2037-H2'] as [string, string],
    year: ['2010', '2045'] as [string, string],
  })[kind];

describe('cut-offs that have been in force', () => {
  test('may not move: events would count in two periods', () => {
    expect(moved(calendar, months(until(27)))).toEqual([
      '/periods/0/start cut-offs of months that have begun: {"month":-1,"day":28}; allowed: {"month":-1,"day":15} as before; new ones in a rule of their own behind it, with "from": a month that begins after 2026-11-21',
      '/periods/0/end cut-offs of months that have begun: {"month":0,"day":27}; allowed: {"month":0,"day":14} as before; new ones in a rule of their own behind it, with "from": a month that begins after 2026-11-21',
    ]);
  });

  test('may not be replaced from a period on that has begun, or begins before every cache knows', () => {
    const from = (id: string, at = now) =>
      boundsMoved(calendar, months({}, { ...until(27), from: id }), at).map(({ path }) => path.join('/'));
    expect(from('2026-11')).toEqual(['periods/1/from']);
    expect(from('2026-12')).toEqual(['periods/1/from']);
    expect(from('2027-01')).toEqual([]);
    const begins = startOfDay('2026-12-15');
    expect(from('2027-01', begins - DAY)).toEqual(['periods/1/from']);
    expect(from('2027-01', begins - DAY - 1)).toEqual([]);
  });

  test('may not go, as a rule or as a kind', () => {
    const then = months({}, { ...until(27), from: '2026-10' });
    expect(moved(then, calendar)).toEqual([
      '/periods the rule of months from 2026-10 on is missing: nothing; allowed: every rule that has been in force',
    ]);
    const none = { ...calendar, periods: calendar.periods.filter(({ kind }) => kind !== 'year') };
    expect(moved(calendar, none)).toEqual([
      '/periods the rule of years is missing: nothing; allowed: every rule that has been in force',
    ]);
  });

  test('a rule that has not begun may be changed or taken back', () => {
    const planned = months({}, { ...until(27), from: '2027-02' });
    expect(moved(planned, months({}, { ...until(20), from: '2027-03' }))).toEqual([]);
    expect(moved(planned, calendar)).toEqual([]);
  });

  test('deadlines and closing may change: they move no entry', () => {
    const { deadlines } = ruleOf('month');
    expect(moved(calendar, months({ deadlines: { ...deadlines, commune: 9 }, closes: 60 }))).toEqual([]);
  });

  test('a kind that was not there may be anything', () => {
    const before = { ...calendar, periods: calendar.periods.filter(({ kind }) => kind !== 'year') };
    expect(moved(before, calendar)).toEqual([]);
  });
});
