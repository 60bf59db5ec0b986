/** Where the twin's measurements come from: log lines of functions, their calls, the gateway, the queues. */
import * as z from 'zod';
import type { InjectedFailure } from '../aws/pipeline.ts';
import type { ReplicationOutcome } from '../aws/s3/replication.ts';
import type { QueueGauge } from '../aws/sqs/queue-gauges.ts';
import { LOOKED_BACK, type MetricStore, MINUTE } from './metric-store.ts';

/** A line in CloudWatch's embedded metric format, as far as ours have it. */
const EmbeddedMetrics = z.looseObject({
  _aws: z.object({
    Timestamp: z.number(),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string() })),
      }),
    ),
  }),
});

/** Puts what a log line measures; a line that measures nothing is left alone. */
export function measureLine(store: MetricStore, message: string): void {
  if (!message.includes('"CloudWatchMetrics"')) return;
  const line = EmbeddedMetrics.parse(JSON.parse(message));
  for (const { Namespace, Dimensions, Metrics } of line._aws.CloudWatchMetrics) {
    for (const names of Dimensions) {
      const dimensions = Object.fromEntries(names.map((name) => [name, String(line[name])]));
      for (const { Name } of Metrics)
        for (const value of [line[Name]].flat())
          store.put({ namespace: Namespace, name: Name, dimensions }, Number(value), line._aws.Timestamp);
    }
  }
}

export type Invocation = {
  readonly functionName: string;
  readonly outcome: 'done' | 'failed' | 'throttled';
  readonly milliseconds: number;
};

/** A throttled call is no invocation, as in AWS/Lambda. */
export function measureInvocation(store: MetricStore, it: Invocation, time: number): void {
  const put = (name: string, value: number): void =>
    store.put({ namespace: 'AWS/Lambda', name, dimensions: { FunctionName: it.functionName } }, value, time);
  if (it.outcome === 'throttled') {
    put('Throttles', 1);
    return;
  }
  put('Invocations', 1);
  put('Errors', it.outcome === 'failed' ? 1 : 0);
  put('Duration', it.milliseconds);
}

/** An event that Lambda gave up, after retries or for its age. */
export const measureDropped = (store: MetricStore, functionName: string, time: number): void =>
  store.put(
    { namespace: 'AWS/Lambda', name: 'AsyncEventsDropped', dimensions: { FunctionName: functionName } },
    1,
    time,
  );

export type ApiAnswer = {
  readonly apiName: string;
  readonly stage: string;
  readonly status: number;
  readonly milliseconds: number;
};

export function measureAnswer(store: MetricStore, it: ApiAnswer, time: number): void {
  const dimensions = { ApiName: it.apiName, Stage: it.stage };
  const put = (name: string, value: number): void =>
    store.put({ namespace: 'AWS/ApiGateway', name, dimensions }, value, time);
  put('Count', 1);
  put('Latency', it.milliseconds);
  put('4XXError', it.status >= 400 && it.status < 500 ? 1 : 0);
  put('5XXError', it.status >= 500 ? 1 : 0);
}

const reads = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);

/** Of DynamoDB only: SQS and S3 have no such metrics. */
export function measureFailure(store: MetricStore, it: InjectedFailure, time: number): void {
  if (it.service !== 'dynamodb') return;
  for (const TableName of it.resource.split(',')) {
    const put = (name: string, dimensions: Record<string, string>): void =>
      store.put({ namespace: 'AWS/DynamoDB', name, dimensions: { TableName, ...dimensions } }, 1, time);
    if (it.kind === 'unavailable') put('SystemErrors', { Operation: it.operation });
    else put(reads.has(it.operation) ? 'ReadThrottleEvents' : 'WriteThrottleEvents', {});
  }
}

/** With what has come; what waits is not measured, unlike on AWS. */
export function measureReplication(store: MetricStore, it: ReplicationOutcome, time: number): void {
  const { source, target, id } = it.rule;
  const dimensions = { SourceBucket: source, DestinationBucket: target, RuleId: id };
  const put = (name: string, value: number): void =>
    store.put({ namespace: 'AWS/S3', name, dimensions }, value, time);
  put('OperationsFailedReplication', it.status === 'FAILED' ? 1 : 0);
  if (it.status === 'COMPLETED') put('ReplicationLatency', it.milliseconds / 1000);
}

/** What the queues would have been found to be in each minute from `from` to `to`, were they as they are. */
export function measureQueues(
  store: MetricStore,
  gauges: readonly QueueGauge[],
  from: number,
  to: number,
): void {
  const first = Math.max(from, to - LOOKED_BACK);
  for (const { name, visible, inFlight, oldest, sent } of gauges) {
    const put = (metric: string, value: number, time: number): void =>
      store.put({ namespace: 'AWS/SQS', name: metric, dimensions: { QueueName: name } }, value, time);
    for (const [minute, count] of sent) put('NumberOfMessagesSent', count, minute);
    for (let time = first; time <= to; time += MINUTE) {
      put('ApproximateNumberOfMessagesVisible', visible, time);
      put('ApproximateNumberOfMessagesNotVisible', inFlight, time);
      put('ApproximateAgeOfOldestMessage', oldest === null ? 0 : Math.max(0, time - oldest) / 1000, time);
      // Of a queue that is used, a minute without a message is a zero.
      put('NumberOfMessagesSent', 0, time);
    }
  }
}
