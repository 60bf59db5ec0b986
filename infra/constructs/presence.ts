import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { MetricOf } from './alarm-metric.ts';

/**
 * What says that a hub is there: SQS measures a queue every minute as long as somebody asks it or something lies in it. The submissions
 * queue is asked by its consumer at all times; where that is stopped, what comes in lies there.
 */
export const presenceOf = ({ queueName }: IQueue): MetricOf => ({
  namespace: 'AWS/SQS',
  metricName: 'ApproximateNumberOfMessagesVisible',
  dimensions: { QueueName: queueName },
});
