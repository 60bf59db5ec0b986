/** What the consumer asks of the world: the real adapters over a store that counts, and a registry in memory. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AggregatePorts } from '../../shared/app/totals/aggregate-batch.ts';
import { readEvents, readReports } from '../../shared/aws/submissions/ledger-table.ts';
import { putNode, readChildren, readNode, readNodes } from '../../shared/aws/totals.ts';
import { type Nation, seed } from './workload.ts';

/** @param table the name of each of the two tables, where they are not called so */
export const consumerPorts = (
  client: DynamoDBClient,
  { snapshot }: Nation,
  table: (name: 'submissions' | 'totals') => string = (name) => name,
): AggregatePorts => ({
  readSnapshot: async () => snapshot,
  readCatalogue: async () => ({ value: seed.catalogue, version: 1 }),
  readCalendar: async () => seed.calendar,
  readNode: readNode(client, table('totals')),
  readNodes: readNodes(client, table('totals')),
  readChildren: readChildren(client, table('totals')),
  putNode: putNode(client, table('totals')),
  readReports: readReports(client, table('submissions')),
  readEvents: readEvents(client, table('submissions')),
  writeJournal: async () => undefined,
  buryMessage: async (_, reason) => {
    throw new Error(`a message was given up: ${reason}`);
  },
});
