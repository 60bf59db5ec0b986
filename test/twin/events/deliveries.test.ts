import { describe, expect, it } from 'vitest';
import { deliveriesOf } from '../../../twin/events/deliveries.ts';
import { parseScheduleExpression } from '../../../twin/events/schedule-expression.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const made = Date.parse('2026-11-20T02:30:00Z');
const of = (text: string, seed = 'a seed') =>
  deliveriesOf({ name: text, expression: parseScheduleExpression(text), timeZone: 'UTC' }, seed, made);

describe('in a day of minutes', () => {
  const day = of('cron(* * * * ? *)').between(made - 1, made + DAY);
  const byDue = Map.groupBy(day, ({ due }) => due);

  it('every run comes within its minute, some at once and some at the end of it', () => {
    expect([...byDue.keys()].toSorted()).toEqual(
      Array.from({ length: 1440 }, (_, index) => made + index * MINUTE),
    );
    const lateness = day.map(({ due, at }) => at - due);
    expect(Math.min(...lateness)).toBeGreaterThanOrEqual(0);
    expect(Math.min(...lateness)).toBeLessThan(1000);
    expect(Math.max(...lateness)).toBeGreaterThan(59_000);
    expect(Math.max(...lateness)).toBeLessThan(MINUTE);
  });

  it('some come twice, none three times', () => {
    const counts = [...byDue.values()].map(({ length }) => length);
    expect(new Set(counts)).toEqual(new Set([1, 2]));
    expect(counts.filter((count) => count === 2).length).toBeGreaterThan(36);
  });

  it('are the same for the same seed, whoever asks in which order, and others for another', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => made - 1 + hour * 60 * MINUTE).toReversed();
    const again = hours.flatMap((from) => of('cron(* * * * ? *)').between(from, from + 60 * MINUTE));
    const known = new Set(again.map(({ due, at }) => `${due} ${at}`));
    expect(
      day.filter(({ due, at, ...rest }) => !known.has(`${due} ${at}`) || Object.keys(rest).length),
    ).toEqual([]);
    expect(of('cron(* * * * ? *)', 'another').between(made - 1, made + DAY)).not.toEqual(day);
  });
});

it('a rate counts from the second in which its schedule was made, on no whole minute', () => {
  const starts = ['a', 'b', 'c', 'd'].map((seed) => {
    const [first] = of('rate(5 minutes)', seed).between(made, made + 6 * MINUTE);
    return (first?.due ?? 0) - made;
  });
  for (const start of starts) {
    expect(start % 1000).toBe(0);
    expect(start).toBeGreaterThan(4 * MINUTE);
    expect(start).toBeLessThanOrEqual(5 * MINUTE);
  }
  expect(starts.filter((start) => start % MINUTE !== 0)).toHaveLength(4);
});

describe('while the clock is put ahead', () => {
  const minutes = of('cron(* * * * ? *)');

  it('minute by minute, all come', () => {
    const seen = new Set<number>();
    for (let at = made; at < made + 120 * MINUTE; at += MINUTE)
      for (const { due } of minutes.passing(at, at + MINUTE)) seen.add(due);
    for (let due = made + MINUTE; due < made + 119 * MINUTE; due += MINUTE) expect(seen).toContain(due);
  });

  it('by an hour, the newest comes, and what was due before and late', () => {
    const [from, to] = [made + 10_000, made + 60 * MINUTE + 10_000];
    const dues = minutes.passing(from, to).map(({ due }) => due);
    const late = minutes.between(from, from + MINUTE).filter(({ due }) => due <= from);
    expect(dues.slice(0, late.length)).toEqual(late.map(({ due }) => due));
    const newest = new Set(dues.slice(late.length));
    expect(newest.size).toBe(1);
    expect([...newest][0]).toBe(Math.max(...minutes.between(from, to).map(({ due }) => due)));
  });
});
