/** What CloudWatch's page on metric math says, its own examples among them. `-`: no value at that time. */
import { describe, expect, test } from 'vitest';
import { calculationOf } from '../../twin/metrics/metric-math.ts';

type Row = readonly (number | '-')[];
/** The results, time by time. */
const evaluated = (expression: string, ...series: readonly Row[]): (number | '-')[] =>
  Array.from({ length: series[0]?.length ?? 0 }, (_, time) => {
    const at = series.map((one) => one[time]).map((value) => (typeof value === 'number' ? value : null));
    return calculationOf(expression)(at) ?? '-';
  });

describe('as AWS says', () => {
  const [metric1, metric2]: Row[] = [
    [30, 20, 0, 0],
    [20, '-', 20, '-'],
  ];
  test.each<[string, Row]>([
    ['m0 < m1', [0, 0, 1, 0]],
    ['m0 >= 30', [1, 0, 0, 0]],
    ['m0 > 15 AND m1 > 15', [1, 0, 0, 0]],
  ])('comparing: %s', (expression, results) => {
    expect(evaluated(expression, metric1 ?? [], metric2 ?? [])).toEqual(results);
  });

  const condition: Row = [1, 1, 0, 0, '-'];
  const whenTrue: Row = [30, '-', 0, 0, 30];
  const whenFalse: Row = [0, 0, 20, '-', 20];
  test.each<[string, Row]>([
    ['IF(m0, m1, m2)', [30, 0, 20, '-', '-']],
    ['IF(m0, 5, m2)', [5, 5, 20, '-', '-']],
    ['IF(m0, m1, 5)', [30, 0, 5, 5, '-']],
  ])('choosing: %s', (expression, results) => {
    expect(evaluated(expression, condition, whenTrue, whenFalse)).toEqual(results);
  });

  test.each<[string, Row]>([
    ['m0 + m1', [3, 1, 2, '-']],
    ['m0 - m1', [-1, 1, -2, '-']],
    ['5 * m1', [10, '-', 10, '-']],
    ['FILL(m1, 0)', [2, 0, 2, 0]],
    ['FILL(m0, 0) + FILL(m1, 7)', [3, 8, 2, 7]],
  ])('what is missing: %s', (expression, results) => {
    expect(evaluated(expression, [1, 1, '-', '-'], [2, '-', 2, '-'])).toEqual(results);
  });

  test('a division by zero drops the point', () => {
    expect(evaluated('m0 / m1', [6, 6, 6, '-'], [3, 0, '-', 3])).toEqual([2, '-', '-', 0]);
  });
});

test.each([
  ['1 + 2 * m0', 7],
  ['(1 + 2) * m0', 9],
  ['10 - 4 - m0', 3],
  ['m0 > 2 OR m0 > 5 AND m0 > 7', 1],
  ['m0 == 3 && m0 != 4 || m0 <= 0', 1],
  ['IF(m0 > 2, IF(m0 > 3, 10, 20), 30)', 20],
])('%s is %d where m0 is 3', (expression, result) => {
  expect(calculationOf(expression)([3])).toBe(result);
});

test.each([
  ['ANOMALY_DETECTION_BAND(m0)', 'unknown from here: ANOMALY'],
  ['FILL(m0, REPEAT)', 'unknown from here:  REPEAT'],
  ['IF(m0 > 1, 1', 'the end'],
  ['m0 m1', 'm1 in'],
  ['errors / calls', 'unknown from here: errors'],
])('the twin does not take %s for something else', (expression, fault) => {
  expect(() => calculationOf(expression)).toThrow(fault);
});
