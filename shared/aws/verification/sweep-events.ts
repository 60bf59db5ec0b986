/**
 * The events of systems as a sweep reads them. Neighbouring reporting periods share calendar months, and most partitions
 * of a system, a dataset and a calendar month are empty: each is asked once whether it has anything. What is recorded later is
 * seen by the next sweep, so one of these is made for each run and never kept.
 */
import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { ReadSystemEvents } from '../../app/ports/ledger.ts';
import { eventPartition } from '../submissions/ledger-item.ts';
import { readSystemEvents } from '../submissions/ledger-table.ts';

/** The first and the last day of each calendar month between two days that lies between them. */
function monthsBetween(from: string, to: string): { from: string; to: string }[] {
  const months: { from: string; to: string }[] = [];
  for (let first = from; first <= to; ) {
    const month = first.slice(0, 7);
    const last = `${month}-31` < to ? `${month}-31` : to;
    months.push({ from: first, to: last });
    const [year = 0, number = 0] = month.split('-').map(Number);
    first = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
  }
  return months;
}

export function sweepEvents(client: DynamoDBClient, table: string): ReadSystemEvents {
  const read = readSystemEvents(client, table);
  const known = new Map<string, Promise<boolean>>();
  const hasAny = (pk: string): Promise<boolean> => {
    const found = known.get(pk) ?? askWhetherAny(client, table, pk);
    known.set(pk, found);
    // A refusal is not an answer.
    found.catch(() => known.delete(pk));
    return found;
  };
  return async function* (dataset, system, from, to) {
    for (const month of monthsBetween(from, to))
      if (await hasAny(eventPartition(system, dataset, month.from)))
        yield* read(dataset, system, month.from, month.to);
  };
}

async function askWhetherAny(client: DynamoDBClient, table: string, pk: string): Promise<boolean> {
  const { Count = 0 } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
      ConsistentRead: true,
      Select: 'COUNT',
      Limit: 1,
    }),
  );
  return Count > 0;
}
