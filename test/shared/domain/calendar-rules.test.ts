import { expect, test } from 'vitest';
import { seedFiles } from '../../../cli/seed-files.ts';
import { readSeed } from '../../../shared/app/load-seed.ts';
import type { Calendar } from '../../../shared/contract/registry.ts';
import { calendarFaults } from '../../../shared/domain/calendar-rules.ts';
import { faultText } from '../../../shared/domain/fault.ts';
import { readPeriod } from '../../../shared/domain/period.ts';

const read = readSeed(seedFiles('seed'));
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
    expect(days).toEqual(days.toSorted((a, b) => a - b));
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
