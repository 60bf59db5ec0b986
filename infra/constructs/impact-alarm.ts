import type { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Operators } from './operators.ts';

export type ImpactAlarmProps = {
  readonly operators: Operators;
  readonly alarmName: string;
  /** What people notice or lose while this lasts. The operator who is woken reads this first. */
  readonly impact: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Maximum';
  readonly period: Duration;
  readonly periods?: number;
  /** `above`: off when the value is greater. `below`: off when it is less, or when nothing is measured at all. */
  readonly when: { readonly above: number } | { readonly below: number };
};

/** An alarm whose text says the impact. Silence is good for a count of failures, bad for a sign of life. */
export function impactAlarm(scope: Construct, id: string, props: ImpactAlarmProps): Alarm {
  const above = 'above' in props.when;
  const alarm = new Alarm(scope, id, {
    alarmName: props.alarmName,
    alarmDescription: props.impact,
    metric: new Metric({
      namespace: props.namespace,
      metricName: props.metricName,
      dimensionsMap: { ...props.dimensions },
      statistic: props.statistic,
      period: props.period,
    }),
    threshold: 'above' in props.when ? props.when.above : props.when.below,
    comparisonOperator: above
      ? ComparisonOperator.GREATER_THAN_THRESHOLD
      : ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: props.periods ?? 1,
    treatMissingData: above ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
  });
  props.operators.notify(alarm);
  return alarm;
}
