import { describe, expect, test } from 'vitest';
import { type AlarmSpecification, evaluateAlarm, theOne } from '../../twin/metrics/alarms.ts';
import { calculationOf } from '../../twin/metrics/metric-math.ts';
import { createMetricStore, MINUTE } from '../../twin/metrics/metric-store.ts';
import { measureLine, measureQueues } from '../../twin/metrics/sources.ts';

const metric = { namespace: 'N', name: 'M', dimensions: { a: '1', b: '2' } };
const alarm = (changes: Partial<AlarmSpecification> = {}): AlarmSpecification => ({
  AlarmName: 'one',
  AlarmDescription: '',
  AlarmActions: [],
  EvaluationPeriods: 1,
  Threshold: 10,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'missing',
  measured: [{ metric, statistic: 'Sum' }],
  calculate: theOne,
  period: 5 * MINUTE,
  ...changes,
});
const NOW = 1_000_000 * MINUTE;
/** The state after values were put so many minutes before now. */
function stateOf(it: AlarmSpecification, ...values: readonly (readonly [ago: number, value: number])[]) {
  const store = createMetricStore();
  for (const [ago, value] of values)
    store.put({ ...metric, dimensions: { b: '2', a: '1' } }, value, NOW - ago * MINUTE);
  const { state, values: seen } = evaluateAlarm(it, store, NOW);
  return [state, ...seen];
}

test('what no alarm looks at any more is forgotten', () => {
  const store = createMetricStore();
  const DAYS = 3 * 24 * 60;
  for (let minute = 0; minute <= DAYS; minute += 1) store.put(metric, 1, minute * MINUTE);
  const kept = store.between(metric, 0, (DAYS + 1) * MINUTE);
  expect(kept.map(({ minute }) => minute)).toEqual(
    Array.from({ length: 26 * 60 + 1 }, (_, index) => DAYS - 26 * 60 + index),
  );
});

describe('an alarm', () => {
  test('looks at the periods that end now, and no further', () => {
    expect(stateOf(alarm(), [0, 6], [4, 5])).toEqual(['ALARM', 11]);
    expect(stateOf(alarm(), [0, 6], [5, 5])).toEqual(['OK', 6]);
    expect(stateOf(alarm(), [-1, 60])).toEqual(['INSUFFICIENT_DATA', null]);
  });

  test.each([
    ['Sum', 16],
    ['SampleCount', 4],
    ['Average', 4],
    ['Minimum', 1],
    ['Maximum', 9],
    ['p50', 2],
    ['p99', 9],
  ])('of the statistic %s', (statistic, value) => {
    expect(stateOf(alarm({ measured: [{ metric, statistic }] }), [0, 2], [1, 9], [1, 1], [2, 4])[1]).toBe(
      value,
    );
  });

  test.each([
    ['missing', 'INSUFFICIENT_DATA'],
    ['ignore', 'INSUFFICIENT_DATA'],
    ['notBreaching', 'OK'],
    ['breaching', 'ALARM'],
  ] as const)('to which silence is %s', (TreatMissingData, state) => {
    expect(stateOf(alarm({ TreatMissingData }))[0]).toBe(state);
  });

  test('goes off when so many of its periods are over the threshold', () => {
    const three = { EvaluationPeriods: 3, period: MINUTE };
    expect(stateOf(alarm(three), [0, 11], [1, 11], [2, 11])).toEqual(['ALARM', 11, 11, 11]);
    expect(stateOf(alarm(three), [0, 11], [1, 10], [2, 11])[0]).toBe('OK');
    expect(stateOf(alarm({ ...three, DatapointsToAlarm: 2 }), [0, 11], [2, 11])[0]).toBe('ALARM');
  });

  test.each([
    ['GreaterThanThreshold', 'OK'],
    ['GreaterThanOrEqualToThreshold', 'ALARM'],
    ['LessThanThreshold', 'OK'],
    ['LessThanOrEqualToThreshold', 'ALARM'],
  ] as const)('%s at the threshold', (ComparisonOperator, state) => {
    expect(stateOf(alarm({ ComparisonOperator }), [0, 10])[0]).toBe(state);
  });

  test('over a sum takes what is absent for zero', () => {
    const both = alarm({
      measured: ['M', 'absent'].map((name) => ({ metric: { ...metric, name }, statistic: 'Sum' })),
      calculate: calculationOf('FILL(m0, 0) + FILL(m1, 0)'),
    });
    expect(stateOf(both, [0, 11])).toEqual(['ALARM', 11]);
    expect(stateOf(both)).toEqual(['OK', 0]);
  });

  test.each([
    ['nothing is said where the witness was not measured', [9, null], 0],
    ['nothing is said, though the value is low', [1, null], 0],
    ['enough', [2, 5], 0],
    ['too little', [1, 5], 1],
    ['nothing, though the witness was', [null, 5], 1],
  ])('with a witness: %s', (_, values, result) => {
    expect(calculationOf('IF(m1 > 0 AND FILL(m0, 0) < 2, 1, 0)')(values)).toBe(result);
  });
});

test('a log line in the embedded metric format is a measurement; another is none', () => {
  const store = createMetricStore();
  const embedded = {
    _aws: {
      Timestamp: NOW,
      CloudWatchMetrics: [
        { Namespace: 'N', Dimensions: [['a', 'b']], Metrics: [{ Name: 'M', Unit: 'Count' }] },
      ],
    },
    a: '1',
    b: '2',
    M: [12, 1],
  };
  measureLine(store, JSON.stringify(embedded));
  measureLine(store, 'START RequestId: 1');
  expect(evaluateAlarm(alarm(), store, NOW)).toMatchObject({ state: 'ALARM', values: [13] });
});

test('a queue is found as it is in every minute since it was looked at, its oldest message older each time', () => {
  const store = createMetricStore();
  const sent = new Map([[NOW - MINUTE, 4]]);
  const gauge = { name: 'q', visible: 3, inFlight: 1, oldest: NOW - 2 * MINUTE, sent };
  measureQueues(store, [gauge], NOW - 2 * MINUTE, NOW);
  const minutesOf = (name: string) =>
    store.between(
      { namespace: 'AWS/SQS', name, dimensions: { QueueName: 'q' } },
      NOW - 10 * MINUTE,
      NOW + MINUTE,
    );
  expect(minutesOf('ApproximateAgeOfOldestMessage').map(({ maximum }) => maximum)).toEqual([0, 60, 120]);
  expect(minutesOf('NumberOfMessagesSent').map(({ sum }) => sum)).toEqual([0, 4, 0]);
});
