import type { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Operators } from './operators.ts';

export type MetricOf = {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
};

type Measured = MetricOf | { readonly sumOf: readonly MetricOf[] };

export type ImpactAlarmProps = Measured & {
  readonly operators: Operators;
  readonly alarmName: string;
  /** What people notice or lose while this lasts. The operator who is woken reads this first. */
  readonly impact: string;
  /** The page of the alarm's family, `docs/runbooks/<runbook>.md`; the synth stops where there is none. */
  readonly runbook: string;
  readonly statistic: 'Sum' | 'Maximum' | 'Minimum' | 'Average' | 'SampleCount' | 'p99';
  readonly period: Duration;
  readonly periods?: number;
  /** `above`: off when the value is greater. `below`: off when it is less, or when nothing is measured at all. */
  readonly when: { readonly above: number } | { readonly below: number };
  /** What no measurement means where it is not as `when` says: the sign of life of a failure count, say. */
  readonly silence?: 'good' | 'bad';
  /** `signal`: shown on the dashboard, no mail. A slow hour is worth a look in the morning, not a night. */
  readonly urgency?: 'mail' | 'signal';
};

/**
 * An alarm whose text says the impact and ends with its runbook. Silence is good for a count of failures, bad for a sign
 * of life.
 */
export function impactAlarm(scope: Construct, id: string, props: ImpactAlarmProps): Alarm {
  const { operators } = props;
  const above = 'above' in props.when;
  const silence = props.silence ?? (above ? 'good' : 'bad');
  const alarm = new Alarm(scope, id, {
    alarmName: props.alarmName,
    alarmDescription: `${props.impact} Runbook: ${operators.runbookUrl(props.runbook)}`,
    metric: measured(props),
    threshold: 'above' in props.when ? props.when.above : props.when.below,
    comparisonOperator: above
      ? ComparisonOperator.GREATER_THAN_THRESHOLD
      : ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: props.periods ?? 1,
    treatMissingData: silence === 'good' ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
  });
  if (props.urgency !== 'signal') operators.notify(alarm);
  return alarm;
}

/** Metrics that are summed are absent while they are zero: FILL keeps one from taking the other away. */
function measured(props: ImpactAlarmProps): IMetric {
  const { statistic, period } = props;
  const one = ({ namespace, metricName, dimensions }: MetricOf): Metric =>
    new Metric({ namespace, metricName, dimensionsMap: { ...dimensions }, statistic, period });
  if (!('sumOf' in props)) return one(props);
  const names = props.sumOf.map((_, index) => `m${index}`);
  return new MathExpression({
    expression: names.map((name) => `FILL(${name}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(props.sumOf.map((metric, index) => [`m${index}`, one(metric)])),
    period,
  });
}
