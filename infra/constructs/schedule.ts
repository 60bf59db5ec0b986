import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  Schedule as CdkSchedule,
  ContextAttribute,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { MetricOf } from './alarm-metric.ts';
import { impactAlarm } from './impact-alarm.ts';
import type { Operators } from './operators.ts';

export type ScheduleProps = {
  readonly name: string;
  readonly expression: string;
  readonly target: IFunction;
  /** What the function is to do, where it does several things. */
  readonly task?: string;
  /** How often Scheduler tries again, within half an hour, to hand a run to Lambda; 3 by default. What Lambda does then: `longestWait`. */
  readonly retries?: number;
  readonly operators: Operators;
  /** What is lost while the function does not run at all. */
  readonly impact: string;
  /** Off when the function did not run for this long. */
  readonly silence: Duration;
  /** What is measured at each run; by default that the function is invoked, by whomever: not for a function with several schedules. */
  readonly signOfLife?: MetricOf;
  /** Is measured as long as there is a hub, whether or not this runs. */
  readonly witness: MetricOf;
};

/**
 * How long an event may wait for a function that runs every five minutes. It is tied to no minute: each run does what is due then, so
 * a late one is as good as one in time, until the next one comes.
 */
export const UNTIL_THE_NEXT_RUN = Duration.minutes(5);

/** A new hub has four of them for its first run. */
const PERIODS_OF_SILENCE = 5;

const lambdaMetric = ({ functionName }: IFunction, metricName: string): MetricOf => ({
  namespace: 'AWS/Lambda',
  metricName,
  dimensions: { FunctionName: functionName },
});

/**
 * Runs a function by the clock, with a role that may invoke that function and nothing else. A missed run has no
 * dead-letter queue: the next run does its work, and an alarm says when runs stay away.
 */
export class Schedule extends Construct {
  constructor(scope: Construct, id: string, props: ScheduleProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [props.target.functionArn] }),
    );
    const schedule = new CdkSchedule(this, 'Schedule', {
      scheduleName: props.name,
      schedule: ScheduleExpression.expression(props.expression),
      target: new LambdaInvoke(props.target, {
        // The target's own grant has every version and alias of the function in it.
        role: role.withoutPolicyUpdates(),
        input: ScheduleTargetInput.fromObject({
          source: 'schedule',
          schedule: props.name,
          task: props.task,
          time: ContextAttribute.scheduledTime,
        }),
        retryAttempts: props.retries ?? 3,
        maxEventAge: Duration.minutes(30),
      }),
    });
    schedule.node.addDependency(role);
    impactAlarm(this, 'Silence', {
      operators: props.operators,
      alarmName: `${props.name}-silence`,
      impact: props.impact,
      runbook: 'schedule-silence',
      ...(props.signOfLife ?? lambdaMetric(props.target, 'Invocations')),
      statistic: 'SampleCount',
      period: Duration.seconds(props.silence.toSeconds() / PERIODS_OF_SILENCE),
      periods: PERIODS_OF_SILENCE,
      when: { below: 1 },
      witness: props.witness,
    });
  }
}
