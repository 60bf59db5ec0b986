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

/** `above`: off when the value is greater; where nothing is measured nothing is wrong. */
type Above = (MetricOf | { readonly sumOf: readonly MetricOf[] }) & {
  readonly when: { readonly above: number };
};

/**
 * `below`: off when the value is less, or nothing is measured, in all of the periods. A period in which the witness was not
 * measured either says nothing: before a hub was there it could not be silent. So no period may be longer than what a new hub
 * takes for its first measurement times one less than their number.
 */
type Below = MetricOf & {
  readonly when: { readonly below: number };
  readonly periods: number;
  /** Is measured in every minute as long as there is a hub, whether or not its functions run. */
  readonly witness: MetricOf;
};

export type ImpactAlarmProps = (Above | Below) & {
  readonly operators: Operators;
  readonly alarmName: string;
  /** What people notice or lose while this lasts. The operator who is woken reads this first. */
  readonly impact: string;
  /** The page of the alarm's family, `docs/runbooks/<runbook>.md`; the synth stops where there is none. */
  readonly runbook: string;
  readonly statistic: 'Sum' | 'Maximum' | 'Minimum' | 'Average' | 'SampleCount' | 'p99';
  readonly period: Duration;
  readonly periods?: number;
  /** `signal`: shown on the dashboard, no mail. A slow hour is worth a look in the morning, not a night. */
  readonly urgency?: 'mail' | 'signal';
};

/**
 * An alarm whose text says the impact and ends with its runbook. None treats missing data as breaching: such an alarm rings on
 * every new hub until its first measurement.
 */
export function impactAlarm(scope: Construct, id: string, props: ImpactAlarmProps): Alarm {
  const { operators } = props;
  const alarm = new Alarm(scope, id, {
    alarmName: props.alarmName,
    alarmDescription: `${props.impact} Runbook: ${operators.runbookUrl(props.runbook)}`,
    metric: measured(props),
    threshold: 'above' in props.when ? props.when.above : 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: props.periods ?? 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  if (props.urgency !== 'signal') operators.notify(alarm);
  return alarm;
}

/**
 * Metrics that are summed are absent while they are zero: FILL keeps one from taking the other away. With a witness: 1 for a period
 * that is bad, 0 for one that is not. It is compared, and not added, as a sum may take what is missing for zero.
 */
function measured(props: ImpactAlarmProps): IMetric {
  const { period } = props;
  const one = (
    { namespace, metricName, dimensions }: MetricOf,
    statistic: string = props.statistic,
  ): Metric => new Metric({ namespace, metricName, dimensionsMap: { ...dimensions }, statistic, period });
  if ('witness' in props)
    return new MathExpression({
      expression: `IF(m1 > 0 AND FILL(m0, 0) < ${props.when.below}, 1, 0)`,
      usingMetrics: { m0: one(props), m1: one(props.witness, 'SampleCount') },
      period,
    });
  if (!('sumOf' in props)) return one(props);
  const names = props.sumOf.map((_, index) => `m${index}`);
  return new MathExpression({
    expression: names.map((name) => `FILL(${name}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(props.sumOf.map((metric, index) => [`m${index}`, one(metric)])),
    period,
  });
}
