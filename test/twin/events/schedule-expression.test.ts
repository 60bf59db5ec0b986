import { expect, it } from 'vitest';
import { dueTimes, parseScheduleExpression } from '../../../twin/events/schedule-expression.ts';

const start = Date.parse('2026-03-01T00:00:37Z');

const isDue = (text: string, time: string, timeZone = 'UTC'): boolean => {
  const [at, expression] = [Date.parse(time), parseScheduleExpression(text)];
  return [...dueTimes({ expression, timeZone, start }, at - 1, at)].length > 0;
};

it.each([
  ['rate(1 minute)', '2026-03-01T00:00:37Z', false],
  ['rate(1 minute)', '2026-03-01T00:01:00Z', false],
  ['rate(1 minute)', '2026-03-01T00:01:37Z', true],
  ['rate(5 minutes)', '2026-03-01T00:04:37Z', false],
  ['rate(5 minutes)', '2026-03-01T00:10:37Z', true],
  ['rate(1 day)', '2026-03-02T00:00:37Z', true],
  ['cron(0 2 * * ? *)', '2026-03-01T02:00:00Z', true],
  ['cron(0 2 * * ? *)', '2026-03-01T02:01:00Z', false],
  ['cron(0/15 * ? * MON-FRI *)', '2026-03-02T10:45:00Z', true],
  ['cron(0/15 * ? * MON-FRI *)', '2026-03-01T10:45:00Z', false],
  ['cron(0 0 1,16 JAN,MAR ? 2026)', '2026-03-16T00:00:00Z', true],
  ['at(2026-03-05T06:07:08)', '2026-03-05T06:07:00Z', true],
])('%s at %s: %s', (text, time, due) => {
  expect(isDue(text, time)).toBe(due);
});

it('counts in the time zone of the schedule', () => {
  expect(isDue('cron(0 2 * * ? *)', '2026-03-01T19:00:00Z', 'Asia/Ho_Chi_Minh')).toBe(true);
});

it('names what is due, the newest first, without the instant that it begins after', () => {
  const timetable = { expression: parseScheduleExpression('cron(* * * * ? *)'), timeZone: 'UTC', start };
  const [after, until] = [Date.parse('2026-03-01T00:01:00Z'), Date.parse('2026-03-01T00:03:59Z')];
  expect(
    [...dueTimes(timetable, after, until)].map((at) => new Date(at).toISOString().slice(11, 19)),
  ).toEqual(['00:03:00', '00:02:00']);
});

it.each([
  'daily',
  'rate(0 minutes)',
  'cron(0 2 * *)',
  'cron(61 * * * ? *)',
  'cron(0 0 L * ? *)',
  'at(tomorrow)',
])('refuses %s', (text) => expect(() => parseScheduleExpression(text)).toThrow(/no schedule|twin knows/));
