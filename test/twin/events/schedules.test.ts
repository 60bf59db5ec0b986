/** The clock of the schedules, with functions that answer as they are told and a clock that is put ahead. */
import { afterEach, expect, it } from 'vitest';
import type { RetryPolicy } from '../../../twin/events/retry-policy.ts';
import { parseScheduleExpression } from '../../../twin/events/schedule-expression.ts';
import { type Schedules, startSchedules } from '../../../twin/events/schedules.ts';
import type { InvokeAnswer, LambdaFunction } from '../../../twin/functions/function.ts';

const MINUTE = 60_000;
const began = Date.parse('2026-11-20T02:30:00Z');
const good: InvokeAnswer = { kind: 'answer', payload: 'null' };
const bad: InvokeAnswer = {
  kind: 'answer',
  payload: '{}',
  functionError: { errorType: 'Error', errorMessage: 'it failed' },
};

let schedules: Schedules;
afterEach(() => schedules.stop());

/** `answers` of one run after the other, the last for ever. Gives what was called: when, and for which minute. */
function started(answers: readonly InvokeAnswer[], policy?: RetryPolicy, text = 'cron(40 2 * * ? *)') {
  let clock = began + 1;
  const calls: { at: number; time: string }[] = [];
  const faults: string[] = [];
  const lambda = {
    specification: { name: 'prober' },
    invoke: async (payload: string): Promise<InvokeAnswer> => {
      calls.push({ at: clock, time: JSON.parse(payload).time });
      return answers[Math.min(calls.length, answers.length) - 1] ?? good;
    },
  } as unknown as LambdaFunction;
  schedules = startSchedules({
    specifications: [
      {
        name: 'one',
        label: 'One',
        arn: 'arn:schedule',
        expression: parseScheduleExpression(text),
        timeZone: 'UTC',
        functionArn: 'arn:function',
        roleArn: undefined,
        input: '{"time":"<aws.scheduler.scheduled-time>"}',
        enabled: true,
        service: 'scheduler.amazonaws.com',
      },
    ],
    functions: new Map([['arn:function', lambda]]),
    retryPolicies: new Map(policy === undefined ? [] : [['prober', policy]]),
    // With it the run of 02:40 comes once.
    seed: 'a seed',
    accountId: '123456789012',
    region: 'ap-southeast-1',
    now: () => clock,
    advance: (milliseconds) => {
      clock += milliseconds;
    },
    randomUuid: () => 'an id',
    onFault: (fault) => faults.push(fault),
  });
  return { calls, faults, now: () => clock };
}
const waits = (calls: readonly { at: number }[]): number[] =>
  calls.slice(1).map(({ at }, index) => at - (calls[index]?.at ?? 0));

it('hands a run over late, with the whole minute in which it was due, and the clock shows when', async () => {
  const { calls, now } = started([good]);
  await schedules.letPass(15 * MINUTE);
  expect(calls.map(({ time }) => time)).toEqual(['2026-11-20T02:40:00Z']);
  const [{ at } = { at: 0 }] = calls;
  expect(at - Date.parse('2026-11-20T02:40:00Z')).toBeGreaterThan(0);
  expect(at - Date.parse('2026-11-20T02:40:00Z')).toBeLessThan(MINUTE);
  expect(now()).toBe(began + 1 + 15 * MINUTE);
});

it('hands nothing over while it is paused', async () => {
  const { calls } = started([good]);
  schedules.pause('one');
  await schedules.letPass(15 * MINUTE);
  schedules.resume('one');
  expect(calls).toEqual([]);
});

it('tries an event that fails again after one and after two minutes, for the same minute', async () => {
  const { calls } = started([bad]);
  await schedules.letPass(18 * MINUTE);
  expect(waits(calls)).toEqual([MINUTE, 2 * MINUTE]);
  expect(new Set(calls.map(({ time }) => time))).toEqual(new Set(['2026-11-20T02:40:00Z']));
});

it('tries it no more when it was taken', async () => {
  const { calls } = started([bad, good]);
  await schedules.letPass(18 * MINUTE);
  expect(waits(calls)).toEqual([MINUTE]);
});

it('tries no event again where the template says so', async () => {
  const { calls, faults } = started([bad], { retries: 0, longestWait: MINUTE });
  await schedules.letPass(18 * MINUTE);
  expect(calls).toHaveLength(1);
  expect(faults).toEqual([]);
});

it('tries an event that found no room until it is too old, and says that it is dropped', async () => {
  const { calls, faults } = started([{ kind: 'throttled' }], { retries: 0, longestWait: MINUTE });
  await schedules.letPass(18 * MINUTE);
  expect(waits(calls)).toEqual([1000, 2000, 4000, 8000, 16_000]);
  expect(faults).toEqual(['schedule One: its function had no room for an event, which is dropped']);
});

it('tries a run by hand again too, when time passes', async () => {
  const { calls } = started([bad, good]);
  await schedules.run('one');
  expect(calls).toHaveLength(1);
  await schedules.letPass(2 * MINUTE);
  expect(waits(calls)).toEqual([MINUTE]);
});
