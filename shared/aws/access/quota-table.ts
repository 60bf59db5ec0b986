/**
 * Table Quotas: pk `key#<id>` or `agency#<code>`, sk the day in Vietnam; an attribute for each container and hour (`h09-k3v8x2m9.0`) with
 * how many calls it has let in; `expires` (TTL), `lastAt`. Sums are made where they are read, so that no write has to win a race (ADR 44).
 */
import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { CountCalls } from '../../app/ports/quotas.ts';
import type { QuotaSubject } from '../../domain/access/quota-limits.ts';
import { DAY } from '../../domain/values/duration.ts';
import { startOfDay } from '../../domain/values/period.ts';
import type { Item } from '../item.ts';

const hourText = (hour: number): string => `h${String(hour).padStart(2, '0')}-`;

const partitionOf = ({ of, id }: QuotaSubject): string => `${of}#${id}`;

/** After the day somebody may still want to look; DynamoDB deletes within days of it. */
const expiry = (day: string): number => (startOfDay(day) + 3 * DAY) / 1000;

function sumOf(item: Item, prefix: string): number {
  let sum = 0;
  for (const name in item) if (name.startsWith(prefix)) sum += Number(item[name]?.N ?? 0);
  return sum;
}

/** So much of the name is kept. Two that have the same are one in four thousand million; the one that tells less is then not counted. */
const NAME_LENGTH = 8;

/** `container`: a name that no other has. The client is made when it is needed first, which in most containers is never. */
export function countCalls(
  client: () => DynamoDBClient,
  table: string,
  container: string,
  now: () => number,
): CountCalls {
  let made: DynamoDBClient | null = null;
  return async (subject, day, counts, counter) => {
    made ??= client();
    const names: Record<string, string> = { '#expires': 'expires', '#lastAt': 'lastAt' };
    const values: Item = {
      ':expires': { N: String(expiry(day)) },
      ':lastAt': { S: new Date(now()).toISOString() },
    };
    counts.forEach(({ hour, count }, at) => {
      names[`#${at}`] = `${hourText(hour)}${container.slice(0, NAME_LENGTH)}.${counter}`;
      values[`:${at}`] = { N: String(count) };
    });
    const each = counts.map((_, at) => at);
    const { Attributes = {} } = await made.send(
      new UpdateItemCommand({
        TableName: table,
        Key: { pk: { S: partitionOf(subject) }, sk: { S: day } },
        UpdateExpression: `SET #expires = :expires, #lastAt = :lastAt, ${each.map((at) => `#${at} = :${at}`).join(', ')}`,
        // A try that was slow must not put an earlier count over a later.
        ConditionExpression: each
          .map((at) => `(attribute_not_exists(#${at}) OR #${at} <= :${at})`)
          .join(' AND '),
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
        ReturnValues: 'ALL_NEW',
      }),
    );
    return { hour: sumOf(Attributes, hourText(counts[0].hour)), day: sumOf(Attributes, 'h') };
  };
}
