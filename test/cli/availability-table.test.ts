import { expect, test } from 'vitest';
import { availabilityText, percentText } from '../../cli/availability-table.ts';
import type { AvailabilityAnswer } from '../../shared/contract/oversight/availability.ts';
import { english } from '../fixtures/view.ts';

const measured = {
  from: '2025-12-31T17:00:00.000Z',
  to: '2026-12-31T17:00:00.000Z',
  until: '2026-11-20T04:59:00.000Z',
  minutes: 465_000,
  up: 464_000,
  down: 700,
  unknown: 100,
  maintenance: 200,
  availability: '0.997849',
  budget: { minutes: '5256', used: 1000, remaining: '4256' },
};
const answer: AvailabilityAnswer = {
  period: '2026',
  ...measured,
  months: [{ month: '2026-11', ...measured, budget: { minutes: '432', used: 1000, remaining: '-568' } }],
  maintenances: [
    {
      reason: 'new release',
      startedAt: '2026-11-10T15:00:00.000Z',
      until: '2026-11-11T03:00:00.000Z',
      endedAt: null,
    },
  ],
};

test.each([
  ['1', '100.0000 %'],
  ['0.997849', '99.7849 %'],
  ['0.9', '90.0000 %'],
  ['0.000001', '0.0001 %'],
  ['0', '0.0000 %'],
  [null, '-'],
])('%s is shown as %s', (availability, expected) => {
  expect(percentText(availability)).toBe(expected);
});

test('a year is shown month by month, then as a whole, with its maintenance', () => {
  expect(availabilityText(answer, english).split('\n')).toEqual([
    'Minutes up to 2026-11-20 11:59 +07:00; at most 1 % may be downtime, maintenance included (R6).',
    '',
    'period   available  down  unknown  maintenance  budget   left',
    '───────  ─────────  ────  ───────  ───────────  ──────  ─────',
    '2026-11  99.7849 %   700      100          200     432   -568',
    '2026     99.7849 %   700      100          200   5 256  4 256',
    '',
    'Planned maintenance:',
    '  2026-11-10 22:00 +07:00 to now: new release',
  ]);
});

test('nothing measured is said as that', () => {
  expect(availabilityText({ ...answer, minutes: 0 }, english)).toBe('2026: not one minute was measured');
});
