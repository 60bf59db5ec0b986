/** The alarms of the template, evaluated over what the twin measured. */
import * as z from 'zod';
import type { Deployed, World } from '../template/world.ts';
import { type Calculate, calculationOf } from './metric-math.ts';
import { type MetricMinute, type MetricName, type MetricStore, MINUTE } from './metric-store.ts';

const Dimensions = z
  .array(z.object({ Name: z.string(), Value: z.string() }))
  .default([])
  .transform((list) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value])));
const OneMetric = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions,
  Statistic: z.enum(['Sum', 'Maximum', 'Minimum', 'Average', 'SampleCount']).optional(),
  ExtendedStatistic: z
    .string()
    .regex(/^p\d+(\.\d+)?$/)
    .optional(),
  Period: z.int().multipleOf(60),
});
const Common = z.object({
  AlarmName: z.string(),
  AlarmDescription: z.string().default(''),
  AlarmActions: z.array(z.unknown()).default([]),
  EvaluationPeriods: z.int(),
  DatapointsToAlarm: z.int().optional(),
  Threshold: z.number(),
  ComparisonOperator: z.enum([
    'GreaterThanThreshold',
    'GreaterThanOrEqualToThreshold',
    'LessThanThreshold',
    'LessThanOrEqualToThreshold',
  ]),
  TreatMissingData: z.enum(['missing', 'ignore', 'breaching', 'notBreaching']).default('missing'),
});
const Calculated = z.object({
  Metrics: z.array(
    z.union([
      z.object({ Id: z.string(), Expression: z.string() }),
      z.object({
        Id: z.string(),
        MetricStat: z.object({
          Metric: OneMetric.pick({ Namespace: true, MetricName: true, Dimensions: true }),
          Stat: OneMetric.shape.Statistic.unwrap(),
          Period: OneMetric.shape.Period,
        }),
      }),
    ]),
  ),
});

export type AlarmSpecification = z.output<typeof Common> & {
  readonly measured: readonly Measured[];
  /** Of a period, from what was measured in it; null where that says nothing. */
  readonly calculate: Calculate;
  /** Milliseconds. */
  readonly period: number;
};

/** `statistic`: `Sum`, …, or a percentile such as `p99`. */
type Measured = { readonly metric: MetricName; readonly statistic: string };

/** The value of an alarm over one metric. */
export const theOne: Calculate = ([value = null]) => value;

export type AlarmState = {
  readonly name: string;
  readonly description: string;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** Of the periods that were looked at, the newest last; null where nothing was measured. */
  readonly values: readonly (number | null)[];
};

function specificationOf(alarm: Deployed): AlarmSpecification {
  const properties = alarm.properties();
  const notEvaluated = (why: string): never => {
    throw new Error(
      `AWS::CloudWatch::Alarm ${alarm.label}: the twin does not evaluate it: ${why}; add it in twin/metrics`,
    );
  };
  const read = <T>(schema: z.ZodType<T>): T => {
    const parsed = schema.safeParse(properties);
    return parsed.success ? parsed.data : notEvaluated(z.prettifyError(parsed.error));
  };
  const common = read(Common);
  const named = (one: { Namespace: string; MetricName: string; Dimensions: Record<string, string> }) => ({
    namespace: one.Namespace,
    name: one.MetricName,
    dimensions: one.Dimensions,
  });
  if (properties.Metrics === undefined) {
    const one = read(OneMetric);
    const statistic = one.Statistic ?? one.ExtendedStatistic ?? 'Average';
    const measured = [{ metric: named(one), statistic }];
    return { ...common, measured, calculate: theOne, period: one.Period * 1000 };
  }
  const { Metrics } = read(Calculated);
  const stats = Metrics.flatMap((one) => ('MetricStat' in one ? [one] : [])).toSorted(
    (a, b) => Number(a.Id.slice(1)) - Number(b.Id.slice(1)),
  );
  if (stats.some(({ Id }, index) => Id !== `m${index}`))
    notEvaluated(`the metrics are to be m0, m1 and so on, not ${stats.map(({ Id }) => Id).join(', ')}`);
  const [expression = ''] = Metrics.flatMap((one) => ('Expression' in one ? [one.Expression] : []));
  const calculated = (text: string): Calculate => {
    try {
      return calculationOf(text);
    } catch (fault) {
      return notEvaluated((fault as Error).message);
    }
  };
  return {
    ...common,
    measured: stats.map(({ MetricStat: { Metric, Stat } }) => ({ metric: named(Metric), statistic: Stat })),
    calculate: calculated(expression),
    period: (stats[0]?.MetricStat.Period ?? 60) * 1000,
  };
}

export const alarmSpecifications = (world: World): AlarmSpecification[] =>
  world.ofType('AWS::CloudWatch::Alarm').map(specificationOf);

function statisticOf(statistic: string, minutes: readonly MetricMinute[]): number | null {
  if (minutes.length === 0) return null;
  const of = (pick: (one: MetricMinute) => number) => minutes.map(pick);
  const sum = of(({ sum: one }) => one).reduce((a, b) => a + b, 0);
  const count = of(({ count: one }) => one).reduce((a, b) => a + b, 0);
  switch (statistic) {
    case 'Sum':
      return sum;
    case 'SampleCount':
      return count;
    case 'Average':
      return sum / count;
    case 'Minimum':
      return Math.min(...of(({ minimum }) => minimum));
    case 'Maximum':
      return Math.max(...of(({ maximum }) => maximum));
    default: {
      const sorted = minutes.flatMap(({ values }) => values).toSorted((a, b) => a - b);
      const rank = Math.ceil((Number(statistic.slice(1)) / 100) * sorted.length);
      return sorted[Math.max(0, rank - 1)] ?? null;
    }
  }
}

const breaches: Readonly<
  Record<AlarmSpecification['ComparisonOperator'], (value: number, threshold: number) => boolean>
> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/**
 * The state at an instant, from the periods that end with its minute. CloudWatch looks at some more periods when data come
 * late, and keeps a state where data are ignored; here an alarm has no memory.
 */
export function evaluateAlarm(it: AlarmSpecification, store: MetricStore, at: number): AlarmState {
  const end = (Math.floor(at / MINUTE) + 1) * MINUTE;
  const values = Array.from({ length: it.EvaluationPeriods }, (_, index) => {
    const to = end - (it.EvaluationPeriods - 1 - index) * it.period;
    return it.calculate(
      it.measured.map(({ metric, statistic }) =>
        statisticOf(statistic, store.between(metric, to - it.period, to)),
      ),
    );
  });
  const state = (): AlarmState['state'] => {
    const known = values.filter((value) => value !== null);
    const missing = values.length - known.length;
    if (known.length === 0 && (it.TreatMissingData === 'missing' || it.TreatMissingData === 'ignore'))
      return 'INSUFFICIENT_DATA';
    const bad = known.filter((value) => breaches[it.ComparisonOperator](value, it.Threshold)).length;
    const counted = it.TreatMissingData === 'breaching' ? bad + missing : bad;
    return counted >= (it.DatapointsToAlarm ?? it.EvaluationPeriods) ? 'ALARM' : 'OK';
  };
  return { name: it.AlarmName, description: it.AlarmDescription, state: state(), values };
}
