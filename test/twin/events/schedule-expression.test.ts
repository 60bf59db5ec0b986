import { expect, it } from 'vitest';
import { isDue, parseScheduleExpression } from '../../../twin/events/schedule-expression.ts';

const start = Date.parse('2026-03-01T00:00:30Z');

it.each([
  ['rate(1 minute)', '2026-03-01T00:00:00Z', false],
  ['rate(1 minute)', '2026-03-01T00:01:00Z', true],
  ['rate(5 minutes)', '2026-03-01T00:04:00Z', false],
  ['rate(5 minutes)', '2026-03-01T00:10:00Z', true],
  ['rate(1 day)', '2026-03-02T00:00:00Z', true],
  ['cron(0 2 * * ? *)', '2026-03-01T02:00:00Z', true],
  ['cron(0 2 * * ? *)', '2026-03-01T02:01:00Z', false],
  ['cron(0/15 * ? * MON-FRI *)', '2026-03-02T10:45:00Z', true],
  ['cron(0/15 * ? * MON-FRI *)', '2026-03-01T10:45:00Z', false],
  ['cron(0 0 1,16 JAN,MAR ? 2026)', '2026-03-16T00:00:00Z', true],
  ['at(2026-03-05T06:07:08)', '2026-03-05T06:07:00Z', true],
])('%s at %s: %s', (text, time, due) => {
  expect(isDue(parseScheduleExpression(text), Date.parse(time), start)).toBe(due);
});

it('counts in the time zone of the schedule', () => {
  const nightly = parseScheduleExpression('cron(0 2 * * ? *)');
  expect(isDue(nightly, Date.parse('2026-03-01T19:00:00Z'), start, 'Asia/Ho_Chi_Minh')).toBe(true);
});

it.each([
  'daily',
  'rate(0 minutes)',
  'cron(0 2 * *)',
  'cron(61 * * * ? *)',
  'cron(0 0 L * ? *)',
  'at(tomorrow)',
])('refuses %s', (text) => expect(() => parseScheduleExpression(text)).toThrow(/no schedule|twin knows/));
