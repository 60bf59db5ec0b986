import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type AlarmMetricProps, alarmMetric } from './alarm-metric.ts';
import type { Operators } from './operators.ts';

export type ImpactAlarmProps = AlarmMetricProps & {
  readonly operators: Operators;
  readonly alarmName: string;
  /** What people notice or lose while this lasts. The operator who is woken reads this first. */
  readonly impact: string;
  /** The page of the alarm's family, `docs/runbooks/<runbook>.md`; the synth stops where there is none. */
  readonly runbook: string;
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
    metric: alarmMetric(props),
    threshold: 'above' in props.when ? props.when.above : 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: props.periods ?? 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  if (props.urgency !== 'signal') operators.notify(alarm);
  return alarm;
}
