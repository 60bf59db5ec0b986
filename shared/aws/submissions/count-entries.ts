/** How much of a system was accepted in a period: asked where an import would take its place away. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CountEntries } from '../../app/ports/ledger.ts';
import { readRevisions, readSystemEvents } from './ledger-table.ts';

export const countEntries =
  (client: DynamoDBClient, table: string): CountEntries =>
  async (system, dataset, period, most) => {
    if (dataset.kind === 'report')
      return Math.min(most, (await readRevisions(client, table)(system, dataset.id, period.id)).length);
    let count = 0;
    for await (const entry of readSystemEvents(client, table)(dataset.id, system, period.from, period.to)) {
      if (entry.period === period.id) count += 1;
      if (count === most) break;
    }
    return count;
  };
