import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addTallies,
  availabilityOf,
  budgetOf,
  burnRate,
  calendarSpan,
  clip,
  monthsIn,
  noMinutes,
  piecesOf,
  type Span,
  tallyMinutes,
  tallyTotals,
  touchedMinutes,
} from '../../../../shared/domain/oversight/availability.ts';
import { HOUR, MINUTE } from '../../../../shared/domain/values/duration.ts';

const at = (iso: string): number => Date.parse(iso);
const minutesOf = ({ from, to }: Span): number => (to - from) / MINUTE;
const span = (id: string): Span => {
  const found = calendarSpan(id);
  if (found === null) throw new Error(id);
  return found;
};

describe('months and years', () => {
  test.each([
    ['2026', '2025-12-31T17:00:00Z', '2026-12-31T17:00:00Z', 525_600],
    ['2028', '2027-12-31T17:00:00Z', '2028-12-31T17:00:00Z', 527_040],
    ['2026-02', '2026-01-31T17:00:00Z', '2026-02-28T17:00:00Z', 40_320],
    ['2028-02', '2028-01-31T17:00:00Z', '2028-02-29T17:00:00Z', 41_760],
    ['2026-12', '2026-11-30T17:00:00Z', '2026-12-31T17:00:00Z', 44_640],
  ])('%s is from %s to %s: %i minutes', (id, from, to, minutes) => {
    expect(calendarSpan(id)).toEqual({ from: at(from), to: at(to) });
    expect(minutesOf(span(id))).toBe(minutes);
  });

  test.each(['2026-13', '2026-00', '2026-1', '26', '2026-Q1', '1999', ''])('%s is neither', (id) => {
    expect(calendarSpan(id)).toBeNull();
  });

  test('the months of any year follow each other and are the year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2099 }), (year) => {
        const months = monthsIn(String(year)).map(span);
        expect(months[0]?.from).toBe(span(String(year)).from);
        expect(months.at(-1)?.to).toBe(span(String(year)).to);
        for (const [index, month] of months.entries())
          if (index > 0) expect(month.from).toBe(months[index - 1]?.to);
      }),
    );
  });
});

describe('the budget', () => {
  const down = (minutes: number) => ({ ...noMinutes, minutes, down: minutes });

  test('of a year is 87.6 hours, of a leap year 87.84', () => {
    expect(budgetOf(noMinutes, span('2026')).minutes).toBe(String(87.6 * 60));
    expect(budgetOf(noMinutes, span('2028')).minutes).toBe('5270.4');
  });

  test('of a month of 31 days is 446.4 minutes; what is left is exact, and can be less than nothing', () => {
    expect(budgetOf(down(100), span('2026-12'))).toEqual({ minutes: '446.4', used: 100, remaining: '346.4' });
    expect(budgetOf(down(447), span('2026-12'))).toEqual({ minutes: '446.4', used: 447, remaining: '-0.6' });
  });

  test('is used by what was down, by what is unknown and by maintenance', () => {
    const tally = { minutes: 100, up: 90, down: 1, unknown: 2, maintenance: 7 };
    expect(budgetOf(tally, span('2026-11')).used).toBe(10);
    expect(availabilityOf(tally)).toBe('0.9');
    expect(availabilityOf(noMinutes)).toBeNull();
  });

  test('burns at 1 where it lasts exactly as long as the period, at 100 where the hub is down; maintenance burns nothing', () => {
    expect(burnRate({ ...noMinutes, minutes: 300, down: 2, unknown: 1, up: 297 }, 300)).toBe(1);
    expect(burnRate(down(60), 60)).toBe(100);
    expect(burnRate({ ...noMinutes, minutes: 60, maintenance: 60 }, 60)).toBe(0);
    expect(burnRate(down(1), 60)).toBe(1.67);
  });
});

const origin = at('2026-11-29T17:00:00Z');
const windows = fc.array(
  fc.record({ start: fc.integer({ min: -500, max: 5_000 }), length: fc.integer({ min: 0, max: 900 }) }).map(
    // Seconds, so that windows begin and end within minutes too.
    ({ start, length }) => ({
      from: origin + start * MINUTE + 7_000,
      to: origin + (start + length) * MINUTE + 7_000 * (length % 2),
    }),
  ),
  { maxLength: 5 },
);

describe('minutes that maintenance touches', () => {
  test('are each in one window, the windows apart and in order', () => {
    fc.assert(
      fc.property(windows, fc.integer({ min: -600, max: 6_500 }), (given, minute) => {
        const merged = touchedMinutes(given);
        const from = origin + minute * MINUTE;
        const touched = given.some((one) => one.to > one.from && one.from < from + MINUTE && from < one.to);
        expect(merged.filter((one) => one.from <= from && from < one.to)).toHaveLength(touched ? 1 : 0);
        for (const [index, one] of merged.entries()) {
          expect(minutesOf(one) % 1).toBe(0);
          if (index > 0) expect(one.from).toBeGreaterThan(merged[index - 1]?.to ?? 0);
        }
      }),
    );
  });

  test('what overlaps counts once, what only meets is one', () => {
    const hour = (from: number, to: number) => ({ from: origin + from * HOUR, to: origin + to * HOUR });
    expect(touchedMinutes([hour(3, 5), hour(0, 2), hour(1, 3), hour(4, 5), hour(7, 7)])).toEqual([
      hour(0, 5),
    ]);
  });
});

describe('a span cut into pieces', () => {
  const spans = fc
    .tuple(fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 0, max: 4_400 }))
    .map(([start, length]) => ({ from: origin + start * MINUTE, to: origin + (start + length) * MINUTE }));
  const recents = fc.integer({ min: 0, max: 9_000 }).map((minute) => origin + minute * MINUTE);

  test('is covered once, without a gap; totals are asked only where they tell all', () => {
    fc.assert(
      fc.property(spans, windows, recents, (whole, given, recent) => {
        const maintenance = touchedMinutes(given);
        const pieces = piecesOf(whole, maintenance, recent);
        let reached = whole.from;
        for (const { kind, bucket, span: part } of pieces) {
          expect(part.from).toBe(reached);
          reached = part.to;
          const begin = at(`${bucket.padEnd(13, 'T00')}:00:00+07:00`);
          if (kind === 'minutes') {
            expect(begin <= part.from && part.to <= begin + HOUR).toBe(true);
            continue;
          }
          expect(part).toEqual({ from: begin, to: begin + (kind === 'day' ? 24 : 1) * HOUR });
          expect(part.to).toBeLessThanOrEqual(recent);
          expect(maintenance.some((one) => minutesOf(clip(one, part)) > 0)).toBe(false);
        }
        expect(reached).toBe(Math.max(whole.from, whole.to));
      }),
    );
  });

  test('has the same minutes from totals as one by one: up, down, unknown, in maintenance', () => {
    const seenAt = fc.array(fc.constantFrom(true, true, true, false, undefined), {
      minLength: 997,
      maxLength: 997,
    });
    fc.assert(
      fc.property(spans, windows, recents, seenAt, (whole, given, recent, states) => {
        const seen = new Map<number, boolean>();
        for (let minute = 0; minute < 9_000; minute += 1) {
          const state = states[minute % states.length];
          if (state !== undefined) seen.set(origin + minute * MINUTE, state);
        }
        const within = ({ from, to }: Span) => [...seen].filter(([time]) => from <= time && time < to);
        const maintenance = touchedMinutes(given);
        const tallies = piecesOf(whole, maintenance, recent).map(({ kind, span: part }) => {
          if (kind === 'minutes') return tallyMinutes(part, maintenance, seen);
          const probed = within(part);
          return tallyTotals(part, probed.length, probed.filter(([, up]) => up).length);
        });
        const sum = tallies.reduce(addTallies, noMinutes);
        expect(sum).toEqual(tallyMinutes(whole, maintenance, seen));
        expect(sum.up + sum.down + sum.unknown + sum.maintenance).toBe(sum.minutes);
      }),
      { numRuns: 60 },
    );
  });
});
