import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionName } from '../../shared/config.ts';
import { HubFunction, type HubFunctionProps } from './hub-function.ts';
import { impactAlarm } from './impact-alarm.ts';

export type QueueConsumerProps<F extends FunctionName> = HubFunctionProps<F> & {
  readonly queue: IQueue;
  readonly deadLetters: IQueue;
  /** Name of the queue in the alarms. */
  readonly queueLabel: string;
  /** Off when the oldest message is older than this, and messages pile up. */
  readonly patience: Duration;
  /** What people lose by messages in the dead-letter queue. */
  readonly deadLetterImpact: string;
  /** How many messages may wait, and what people lose when more do. */
  readonly depth: { readonly most: number; readonly impact: string };
  /** Messages at most; above 10 only with a window. */
  readonly batchSize: number;
  /** How long an incomplete batch waits for more: cost against freshness. Whole seconds, up to five minutes. */
  readonly batchingWindow: Duration;
  /** Consumers at the same time; Lambda takes 2 and more. */
  readonly maxConcurrency: number;
};

/** A function behind a queue, with the alarms of both. A batch that fails in part gives back only its failures. */
export class QueueConsumer<F extends FunctionName> extends Construct {
  constructor(scope: Construct, id: string, props: QueueConsumerProps<F>) {
    super(scope, id);
    const consumer = new HubFunction(this, 'Consumer', props);
    new EventSourceMapping(this, 'Mapping', {
      target: consumer.function,
      eventSourceArn: props.queue.queueArn,
      batchSize: props.batchSize,
      ...(props.batchSize > 1 && { maxBatchingWindow: props.batchingWindow }),
      maxConcurrency: props.maxConcurrency,
      reportBatchItemFailures: true,
    });
    const { operators, settings, queueLabel } = props;
    const common = {
      operators,
      namespace: 'AWS/SQS',
      statistic: 'Maximum',
      period: Duration.minutes(1),
    } as const;
    this.age(props);
    impactAlarm(this, 'DeadLetters', {
      ...common,
      alarmName: `dtm-${settings.stage}-${queueLabel}-dlq`,
      impact: props.deadLetterImpact,
      runbook: 'dead-letters',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: props.deadLetters.queueName },
      when: { above: 0 },
    });
    impactAlarm(this, 'Depth', {
      ...common,
      alarmName: `dtm-${settings.stage}-${queueLabel}-depth`,
      impact: props.depth.impact,
      runbook: 'queue-depth',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: props.queue.queueName },
      period: Duration.minutes(5),
      when: { above: props.depth.most },
    });
    impactAlarm(this, 'DeadLettersAge', {
      ...common,
      alarmName: `dtm-${settings.stage}-${queueLabel}-dlq-age`,
      impact: 'Messages that were set aside are deleted for good in a week: SQS keeps them for 14 days.',
      runbook: 'dead-letters',
      metricName: 'ApproximateAgeOfOldestMessage',
      dimensions: { QueueName: props.deadLetters.queueName },
      period: Duration.hours(1),
      when: { above: Duration.days(7).toSeconds() },
    });
  }

  /**
   * Old messages are a backlog only where more wait than come in a minute. One that fails again and again is invisible but for
   * moments, and SQS counts its age until it was received three times, 18 minutes: `totals-age` tells of it. Nothing is filled in:
   * SQS measures all three of a queue that is used, and a minute that it has not published yet is to be missing, not good.
   */
  private age({ operators, settings, queue, queueLabel, impact, patience }: QueueConsumerProps<F>): void {
    const ofQueue = (metricName: string, statistic: 'Maximum' | 'Sum') => ({
      namespace: 'AWS/SQS',
      metricName,
      dimensions: { QueueName: queue.queueName },
      statistic,
    });
    impactAlarm(this, 'Age', {
      operators,
      alarmName: `dtm-${settings.stage}-${queueLabel}-age`,
      impact,
      runbook: 'queue-age',
      calculated: {
        expression: `IF(m0 > ${patience.toSeconds()} AND m1 > m2, 1, 0)`,
        metrics: [
          ofQueue('ApproximateAgeOfOldestMessage', 'Maximum'),
          ofQueue('ApproximateNumberOfMessagesVisible', 'Maximum'),
          ofQueue('NumberOfMessagesSent', 'Sum'),
        ],
      },
      statistic: 'Maximum',
      period: Duration.minutes(1),
      periods: 3,
      when: { above: 0 },
    });
  }
}
