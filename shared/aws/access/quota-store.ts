/** What the gate of quotas asks of AWS: the table of counts, and the log, where operators hear of it. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CountCalls, QuotaNews, SayQuotaNews } from '../../app/ports/quotas.ts';
import { countCalls } from './quota-table.ts';

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error');

/** Of allow-listed fields, as every line of a log; the id is that of a key or the code of an agency. */
function lineOf(news: QuotaNews): object {
  if (news.kind === 'limits-unread')
    return { level: 'WARN', event: 'quota-limits-unread', fault: nameOf(news.error) };
  const { of, id } = news.subject;
  return news.kind === 'used-up'
    ? { level: 'WARN', event: 'quota-used-up', of, id, limit: news.limit }
    : { level: 'WARN', event: 'quota-not-counted', of, id, fault: nameOf(news.error) };
}

/** `name`: of the container, that no other has. */
export const quotaStore = (
  client: () => DynamoDBClient,
  table: string,
  name: string,
  now: () => number,
): { readonly countCalls: CountCalls; readonly say: SayQuotaNews } => ({
  countCalls: countCalls(client, table, name, now),
  say: (news) => {
    process.stdout.write(`${JSON.stringify(lineOf(news))}\n`);
  },
});
