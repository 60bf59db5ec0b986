/** What the gate of quotas asks of AWS: the table of counts, and the log, where operators hear of it. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CountCalls, QuotaNews, SayQuotaNews } from '../../app/ports/quotas.ts';
import { METRICS_NAMESPACE, METRICS_SERVICE, type MetricName, metrics } from '../../contract/metrics.ts';
import { countCalls } from './quota-table.ts';

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error');

/** Of allow-listed fields, as every line of a log; the id is that of a credential or the code of an agency. */
function fieldsOf(news: QuotaNews): object {
  if (news.kind === 'limits-unread') return { event: 'quota-limits-unread', fault: nameOf(news.error) };
  const { of, id } = news.subject;
  return news.kind === 'used-up'
    ? { event: 'quota-used-up', of, id, limit: news.limit }
    : { event: 'quota-not-counted', of, id, fault: nameOf(news.error) };
}

/**
 * One line that says it to people and, in the embedded metric format, to CloudWatch. Written by hand: powertools would be a sixth of what
 * functions at the door load, for two metrics.
 */
function lineOf(news: QuotaNews, stage: string, now: number): string {
  const name: MetricName = news.kind === 'used-up' ? 'QuotasUsedUp' : 'QuotasNotCounted';
  return JSON.stringify({
    level: 'WARN',
    ...fieldsOf(news),
    service: METRICS_SERVICE,
    stage,
    [name]: 1,
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [
        {
          Namespace: METRICS_NAMESPACE,
          Dimensions: [['service', 'stage']],
          Metrics: [{ Name: name, Unit: metrics[name] }],
        },
      ],
    },
  });
}

type QuotaConfig = { readonly QUOTAS_TABLE: string; readonly STAGE: string };

/** `name`: of the container, that no other has. */
export const quotaStore = (
  client: () => DynamoDBClient,
  { QUOTAS_TABLE, STAGE }: QuotaConfig,
  name: string,
  now: () => number,
): { readonly countCalls: CountCalls; readonly say: SayQuotaNews } => ({
  countCalls: countCalls(client, QUOTAS_TABLE, name, now),
  say: (news) => {
    process.stdout.write(`${lineOf(news, STAGE, now())}\n`);
  },
});
