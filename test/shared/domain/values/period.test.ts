import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PeriodKind, periodKinds } from '../../../../shared/contract/text.ts';
import { DAY } from '../../../../shared/domain/values/duration.ts';
import {
  closesAt,
  dayOf,
  deadlineOf,
  newestEndedPeriod,
  openPeriods,
  type Period,
  periodExample,
  readPeriod,
  startOfDay,
} from '../../../../shared/domain/values/period.ts';
import { calendar } from '../../../fixtures/catalogue.ts';

const read = (id: string): Period => {
  const period = readPeriod(id, calendar);
  if (period === null) throw new Error(`${id} is no period`);
  return period;
};

const idsOf: Record<PeriodKind, (year: number) => string[]> = {
  month: (year) => Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`),
  quarter: (year) => [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`),
  'half-year': (year) => [`${year}-H1`, `${year}-H2`],
  year: (year) => [String(year)],
};

describe('the days of a period', () => {
  test.each([
    ['2026-10', 'month', '2026-09-15', '2026-10-14'],
    ['2026-01', 'month', '2025-12-15', '2026-01-14'],
    ['2024-03', 'month', '2024-02-15', '2024-03-14'],
    ['2026-Q1', 'quarter', '2025-12-15', '2026-03-14'],
    ['2026-Q4', 'quarter', '2026-09-15', '2026-12-14'],
    ['2026-H1', 'half-year', '2025-12-15', '2026-06-14'],
    ['2026-H2', 'half-year', '2026-06-15', '2026-12-14'],
    ['2026', 'year', '2025-12-15', '2026-12-14'],
  ])('%s is a %s from %s to %s', (id, kind, from, to) => {
    expect(read(id)).toEqual({ id, kind, from, to });
  });

  test.each([
    ...[
      '',
      '26',
      '1999',
      '1999-12',
      '2026-00',
      '2026-13',
      '2026-1',
      '2026-Q0',
      '2026-Q5',
      '2026-H0',
      '2026-H3',
    ],
    ...['2026-q1', '2026-10-14', '2026 ', ' 2026', '2026-', 'x2026', '2026-10\n', '02026', '２０２６'],
  ])('%j is no period', (id) => {
    expect(readPeriod(id, calendar)).toBeNull();
  });

  test('a kind that the calendar does not know has no periods', () => {
    const months = { ...calendar, periods: calendar.periods.filter(({ kind }) => kind === 'month') };
    expect(readPeriod('2026-Q4', months)).toBeNull();
    expect(readPeriod('2026-10', months)).not.toBeNull();
  });

  test.each(periodKinds)('every day of ten years is in exactly one %s, named after the calendar', (kind) => {
    const ids = Array.from({ length: 12 }, (_, index) => 2023 + index).flatMap(idsOf[kind]);
    const periods = ids.map(read);
    const found: string[] = [];
    for (let time = Date.UTC(2024, 0, 1); time < Date.UTC(2034, 0, 1); time += DAY) {
      const day = new Date(time).toISOString().slice(0, 10);
      const containing = periods.filter(({ from, to }) => from <= day && day <= to);
      if (containing.length !== 1) found.push(`${day}: ${containing.map(({ id }) => id).join(' ')}`);
    }
    expect(found).toEqual([]);
    expect(new Set(periods.map((period) => period.kind))).toEqual(new Set([kind]));
  });

  test('a quarter is its three months, a half-year its two quarters, a year its two halves', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2100 }), (year) => {
        const edges = (ids: string[]) => [read(ids[0] ?? '').from, read(ids.at(-1) ?? '').to];
        const months = idsOf.month(year);
        const quarters = idsOf.quarter(year);
        for (const [index, quarter] of quarters.entries()) {
          expect(edges(months.slice(index * 3, index * 3 + 3))).toEqual(edges([quarter]));
        }
        expect(edges(quarters.slice(0, 2))).toEqual(edges([`${year}-H1`]));
        expect(edges(quarters.slice(2))).toEqual(edges([`${year}-H2`]));
        expect(edges(idsOf['half-year'](year))).toEqual(edges([String(year)]));
      }),
    );
  });

  test.each(periodKinds)('the example of a %s is one', (kind) => {
    expect(read(periodExample[kind]).kind).toBe(kind);
  });
});

describe('instants', () => {
  test('a day begins at midnight in Vietnam, seven hours before it does in Greenwich', () => {
    expect(new Date(startOfDay('2026-10-15')).toISOString()).toBe('2026-10-14T17:00:00.000Z');
    expect(new Date(startOfDay('2026-10-15', 2)).toISOString()).toBe('2026-10-16T17:00:00.000Z');
  });

  test('the day of an instant is the one that has begun there', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-02'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (at) => {
          const day = dayOf(at.getTime());
          expect(startOfDay(day) <= at.getTime() && at.getTime() < startOfDay(day, 1)).toBe(true);
        },
      ),
    );
  });

  test('the deadline is the end of its day, and differs by level', () => {
    const iso = (level: Parameters<typeof deadlineOf>[1]) =>
      new Date(deadlineOf(read('2026-10'), level, calendar)).toISOString();
    expect(iso('commune')).toBe('2026-10-16T17:00:00.000Z');
    expect(iso('department')).toBe('2026-10-18T17:00:00.000Z');
    expect(iso('province')).toBe('2026-10-20T17:00:00.000Z');
    expect(iso('central')).toBe('2026-10-25T17:00:00.000Z');
  });

  test.each([
    // Circular 03/2019/TT-BKHCN: the year's reports of central agencies cover 15/12 to 14/12, and are due on 20/12.
    ['2026', 'central', '2026-12-20'],
    ['2027', 'central', '2027-12-20'],
    ['2026', 'province', '2026-12-19'],
    ['2026', 'department', '2026-12-17'],
    ['2026', 'commune', '2026-12-16'],
  ] as const)(
    'the report of the year %s is due, %s, on %s, and in time until midnight in Vietnam',
    (id, level, day) => {
      const due = deadlineOf(read(id), level, calendar);
      expect([dayOf(due - 1), due]).toEqual([day, Date.parse(`${day}T17:00:00.000Z`)]);
      expect(read(id)).toMatchObject({ from: `${Number(id) - 1}-12-15`, to: `${id}-12-14` });
    },
  );

  test('the deadline is that of the kind of period', () => {
    const iso = (id: string) => new Date(deadlineOf(read(id), 'commune', calendar)).toISOString();
    expect(iso('2026-Q4')).toBe('2026-12-17T17:00:00.000Z');
    expect(iso('2026')).toBe('2026-12-16T17:00:00.000Z');
  });

  test('a period closes at the end of the last day on which it takes anything', () => {
    expect(new Date(closesAt(read('2026-10'), calendar)).toISOString()).toBe('2027-01-12T17:00:00.000Z');
  });

  test('a kind without a rule has no grace: it closes with its last day', () => {
    const none = { ...calendar, periods: [] };
    const end = '2026-10-14T17:00:00.000Z';
    expect(new Date(closesAt(read('2026-10'), none)).toISOString()).toBe(end);
    expect(new Date(deadlineOf(read('2026-10'), 'commune', none)).toISOString()).toBe(end);
  });
});

describe('the newest period that has ended', () => {
  test.each([
    ['month', '2026-10-14T16:59:59.999Z', '2026-09'],
    ['month', '2026-10-14T17:00:00.000Z', '2026-10'],
    ['month', '2026-12-31T00:00:00.000Z', '2026-12'],
    ['month', '2026-01-01T00:00:00.000Z', '2025-12'],
    ['quarter', '2026-12-14T17:00:00.000Z', '2026-Q4'],
    ['quarter', '2026-01-01T00:00:00.000Z', '2025-Q4'],
    ['half-year', '2026-07-01T00:00:00.000Z', '2026-H1'],
    ['year', '2026-12-14T17:00:00.000Z', '2026'],
    ['year', '2026-12-14T16:59:59.999Z', '2025'],
  ] as const)('of kind %s at %s is %s', (kind, now, id) => {
    expect(newestEndedPeriod(kind, calendar, Date.parse(now))?.id).toBe(id);
  });

  test('without a rule for the kind there is none', () => {
    expect(newestEndedPeriod('year', { ...calendar, periods: [] }, 0)).toBeNull();
  });

  test('a calendar whose periods end early in the year before: the next year is looked at too', () => {
    const early = calendar.periods.map((rule) => ({ ...rule, end: { month: -3, day: 14 } }));
    const now = Date.parse('2026-11-01T00:00:00.000Z');
    expect(newestEndedPeriod('month', { ...calendar, periods: early }, now)?.id).toBe('2027-01');
  });
});

describe('the periods that take submissions', () => {
  const idsAt = (kind: PeriodKind, at: string) =>
    openPeriods(kind, calendar, Date.parse(at)).map(({ id }) => id);

  test.each([
    ['month', '2026-10-15T02:00:00.000Z', ['2026-08', '2026-09', '2026-10', '2026-11']],
    ['month', '2026-10-14T16:59:59.999Z', ['2026-08', '2026-09', '2026-10']],
    ['month', '2026-10-14T17:00:00.000Z', ['2026-08', '2026-09', '2026-10', '2026-11']],
    ['month', '2026-10-12T16:59:59.999Z', ['2026-07', '2026-08', '2026-09', '2026-10']],
    ['month', '2026-10-12T17:00:00.000Z', ['2026-08', '2026-09', '2026-10']],
    ['quarter', '2026-10-15T02:00:00.000Z', ['2026-Q3', '2026-Q4']],
    ['half-year', '2026-10-15T02:00:00.000Z', ['2026-H1', '2026-H2']],
    ['year', '2026-10-15T02:00:00.000Z', ['2025', '2026']],
    ['year', '2026-12-15T02:00:00.000Z', ['2025', '2026', '2027']],
  ] as const)('of kind %s at %s are %j', (kind, at, ids) => {
    expect(idsAt(kind, at)).toEqual(ids);
  });

  test('reach back two years where the calendar leaves them open so long', () => {
    const long = calendar.periods.map((rule) => ({ ...rule, closes: 900 }));
    const open = openPeriods('year', { ...calendar, periods: long }, Date.parse('2026-10-15T00:00:00.000Z'));
    expect(open.map(({ id }) => id)).toEqual(['2024', '2025', '2026']);
  });

  test('are those that have begun and not closed, at any instant', () => {
    const instant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) });
    fc.assert(
      fc.property(instant, fc.constantFrom(...periodKinds), (now, kind) => {
        const year = Number(dayOf(now).slice(0, 4));
        const all = [year - 3, year - 2, year - 1, year, year + 1, year + 2].flatMap(idsOf[kind]).map(read);
        const open = all.filter(
          (period) => startOfDay(period.from) <= now && now < closesAt(period, calendar),
        );
        expect(openPeriods(kind, calendar, now)).toEqual(open);
      }),
    );
  });
});
