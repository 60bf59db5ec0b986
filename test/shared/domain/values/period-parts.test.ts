/** Periods made up of finer ones, series of periods, and the period of a day, by the shipped calendar (R19). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PeriodKind, periodKinds } from '../../../../shared/contract/text.ts';
import {
  type Period,
  partsOf,
  periodOfDay,
  periodsBetween,
  readPeriod,
  startOfDay,
} from '../../../../shared/domain/values/period.ts';
import { calendar } from '../../../fixtures/catalogue.ts';

const period = (id: string): Period => {
  const found = readPeriod(id, calendar);
  if (found === null) throw new Error(`${id} is no period`);
  return found;
};
const ids = (periods: readonly Period[] | null) => periods?.map(({ id }) => id) ?? null;
const months = (year: number, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `${year}-${String(from + index).padStart(2, '0')}`);

describe('the finer periods that make up a period', () => {
  test.each<[string, PeriodKind]>([
    ['2026-Q4', 'month'],
    ['2026-H1', 'month'],
    ['2026-H2', 'quarter'],
    ['2026', 'month'],
    ['2026', 'quarter'],
    ['2026', 'half-year'],
    ['2026', 'year'],
    ['2026-10', 'month'],
  ])('of %s by %s tile it without gap and overlap, or there are none', (id, kind) => {
    const whole = period(id);
    const parts = partsOf(whole, kind, calendar);
    if (parts === null) return expect(parts).toBeNull();
    expect(parts[0]?.from).toBe(whole.from);
    expect(parts.at(-1)?.to).toBe(whole.to);
    for (const [index, part] of parts.slice(1).entries())
      expect(startOfDay(part.from)).toBe(startOfDay(parts[index]?.to ?? '', 1));
  });

  test('of themselves are themselves', () => {
    for (const id of ['2026-10', '2026-Q4', '2026-H2', '2026'])
      expect(ids(partsOf(period(id), period(id).kind, calendar))).toEqual([id]);
  });

  test.each<[string, PeriodKind]>([
    ['2026-10', 'quarter'],
    ['2026-10', 'year'],
    ['2026-Q4', 'half-year'],
  ])('of %s by the coarser %s there are none', (id, kind) => {
    expect(partsOf(period(id), kind, calendar)).toBeNull();
  });

  test('quarters are months by the same cut-offs', () => {
    const of = (id: string, kind: PeriodKind) => ids(partsOf(period(id), kind, calendar));
    expect(of('2026-Q4', 'month')).toEqual(months(2026, 10, 12));
    expect(of('2026-H2', 'quarter')).toEqual(['2026-Q3', '2026-Q4']);
    expect(of('2026', 'half-year')).toEqual(['2026-H1', '2026-H2']);
    expect(of('2026', 'month')).toEqual(months(2026, 1, 12));
  });

  test('a calendar whose cut-offs differ has none', () => {
    const odd = {
      ...calendar,
      periods: calendar.periods.map((rule) =>
        rule.kind === 'quarter' ? { ...rule, end: { ...rule.end, day: rule.end.day + 1 } } : rule,
      ),
    };
    const quarter = readPeriod('2026-Q4', odd);
    expect(quarter && partsOf(quarter, 'month', odd)).toBeNull();
  });
});

describe('a series', () => {
  test.each([
    ['2026-10', '2026-10', ['2026-10']],
    ['2026-11', '2027-02', ['2026-11', '2026-12', '2027-01', '2027-02']],
    ['2025-Q4', '2026-Q2', ['2025-Q4', '2026-Q1', '2026-Q2']],
    ['2024-H2', '2025-H2', ['2024-H2', '2025-H1', '2025-H2']],
    ['2024', '2026', ['2024', '2025', '2026']],
    ['2026-10', '2026-09', null],
    ['2026-10', '2026-Q4', null],
    ['2026', '2026-12', null],
  ])('from %s to %s', (from, to, expected) => {
    expect(ids(periodsBetween(period(from), period(to), calendar))).toEqual(expected);
  });

  test('follows without gap, over any years', () => {
    const month = fc
      .integer({ min: 0, max: 239 })
      .map((at) => months(2010 + Math.floor(at / 12), (at % 12) + 1, (at % 12) + 1)[0] ?? '');
    fc.assert(
      fc.property(month, month, (one, other) => {
        const [from, to] = one <= other ? [one, other] : [other, one];
        const series = periodsBetween(period(from), period(to), calendar) ?? [];
        expect([series[0]?.id, series.at(-1)?.id]).toEqual([from, to]);
        for (const [index, next] of series.slice(1).entries())
          expect(startOfDay(next.from)).toBe(startOfDay(series[index]?.to ?? '', 1));
      }),
    );
  });
});

describe('the period of a day', () => {
  test.each<[string, PeriodKind, string]>([
    ['2026-09-14', 'month', '2026-09'],
    ['2026-09-15', 'month', '2026-10'],
    ['2026-10-14', 'month', '2026-10'],
    ['2026-12-14', 'month', '2026-12'],
    ['2026-12-15', 'month', '2027-01'],
    ['2026-12-31', 'month', '2027-01'],
    ['2027-01-14', 'month', '2027-01'],
  ])('%s lies in the %s %s', (day, kind, id) => {
    expect(periodOfDay(kind, calendar, day)?.id).toBe(id);
  });

  test('is the one whose days include it, for every kind and any day', () => {
    const day = fc
      .integer({ min: Date.parse('2001-01-01'), max: Date.parse('2098-12-31') })
      .map((time) => new Date(time).toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.constantFrom(...periodKinds), day, (kind, one) => {
        const found = periodOfDay(kind, calendar, one);
        expect(found?.kind).toBe(kind);
        expect(found !== null && found.from <= one && one <= found.to).toBe(true);
      }),
    );
  });

  test.each(['1998-10-05', '0000-01-01', '+010000-0', '-000001-1', ''])('%s is in none', (day) => {
    for (const kind of periodKinds) expect(periodOfDay(kind, calendar, day)).toBeNull();
  });

  test('a calendar that has no such kind has none', () => {
    expect(periodOfDay('month', { ...calendar, periods: [] }, '2026-10-05')).toBeNull();
  });
});
