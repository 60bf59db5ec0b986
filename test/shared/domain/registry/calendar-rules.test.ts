import { describe, expect, test } from 'vitest';
import { readSeed } from '../../../../shared/app/registry/load-seed.ts';
import type { Calendar } from '../../../../shared/contract/registry.ts';
import { calendarFaults } from '../../../../shared/domain/registry/calendar-rules.ts';
import { readPeriod } from '../../../../shared/domain/values/period.ts';
import { faultText } from '../../../fixtures/fault-text.ts';
import { smallSeedFiles } from '../../../fixtures/small-seed.ts';

const read = readSeed(smallSeedFiles());
if (!read.ok) throw new Error('the seed has faults');
const { calendar, catalogue } = read.value;
const texts = (changed: Calendar): string[] =>
  calendarFaults(changed, catalogue.datasets).map((found) => `/${found.path.join('/')} ${faultText(found)}`);

test.each([
  ['2026-10', '2026-09-15', '2026-10-14'],
  ['2026-01', '2025-12-15', '2026-01-14'],
  ['2026-Q1', '2025-12-15', '2026-03-14'],
  ['2026-Q4', '2026-09-15', '2026-12-14'],
  ['2026-H1', '2025-12-15', '2026-06-14'],
  ['2026-H2', '2026-06-15', '2026-12-14'],
  ['2026', '2025-12-15', '2026-12-14'],
])('the shipped calendar has %s from %s to %s (R19)', (id, from, to) => {
  expect(readPeriod(id, calendar)).toMatchObject({ from, to });
});

test('communes report before departments, provinces and the centre', () => {
  for (const { deadlines, closes } of calendar.periods) {
    const days = [deadlines.commune, deadlines.department, deadlines.province, deadlines.central, closes];
    expect(days).toEqual([...new Set(days)].toSorted((a, b) => a - b));
  }
});

test('a deadline on the closing day is right, one after it is not', () => {
  const closing = (closes: number) => ({
    ...calendar,
    periods: calendar.periods.map((period, index) => (index === 0 ? { ...period, closes } : period)),
  });
  expect(texts(closing(11))).toEqual([]);
  expect(texts(closing(10))).toEqual([
    '/periods/0/deadlines/central the deadline is after the period closes: 11; allowed: up to 10',
  ]);
});

test('a kind that a dataset uses must be there', () => {
  const periods = calendar.periods.filter(({ kind }) => kind !== 'year');
  expect(texts({ ...calendar, periods })).toEqual([
    '/periods no period of kind "year", which dataset etx-yearly uses: ["month","quarter","half-year"]; allowed: also "year"',
  ]);
});

describe('the rules of one kind', () => {
  const [month, ...rest] = calendar.periods;
  if (month === undefined) throw new Error('the calendar has no months');
  const moved = { ...month, start: { month: -1, day: 28 }, end: { month: 0, day: 27 } };
  const withRules = (...rules: Calendar['periods']): Calendar => ({
    ...calendar,
    periods: [...rules, ...rest],
  });

  test('later ones begin with a period, each after the one before', () => {
    expect(texts(withRules(month, { ...moved, from: '2027-02' }, { ...month, from: '2028-01' }))).toEqual([]);
    expect(texts(withRules(month, { ...moved, from: '2027-02' }, { ...month, from: '2027-02' }))).toEqual([
      '/periods/2/from not after the rule before it: "2027-02"; allowed: after "2027-02"',
    ]);
    expect(texts(withRules(month, { ...moved, from: '2027-Q1' }))).toEqual([
      '/periods/1/from not a period of kind "month": "2027-Q1"; allowed: such as "2026-10"',
    ]);
  });

  test('the first holds for all before: it begins with none', () => {
    expect(texts(withRules({ ...month, from: '2027-02' }))).toEqual([
      '/periods/0/from no rule for the periods before it: "2027-02"; allowed: none in the first rule of a kind',
    ]);
  });

  test('the first period of a later one has a day at least', () => {
    const before = { ...month, start: { month: 0, day: 15 }, end: { month: 1, day: 14 } };
    const after = { ...month, start: { month: -1, day: 14 }, end: { month: 0, day: 13 } };
    expect(texts(withRules(before, { ...after, from: '2027-02' }))).toEqual([
      '/periods/1/from a first period without a day: "2027-02"; allowed: an end after 2027-02-14',
    ]);
  });

  test.each([
    ['a gap', { month: -1, day: 16 }],
    ['an overlap', { month: -1, day: 14 }],
    ['an overlap of a month', { month: -2, day: 15 }],
  ])('%s between a period and the next is refused: a day would count nowhere, or twice', (_, start) => {
    expect(texts(withRules({ ...month, start }))).toEqual([
      `/periods/0/start not the day after the period before it: ${JSON.stringify(start)}; allowed: {"month":-1,"day":15}, which follows the end`,
    ]);
  });
});
