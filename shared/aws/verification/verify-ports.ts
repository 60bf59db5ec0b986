/** What the verification reads and writes, sweep and all. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { listOperations, putOperation, readOperation } from '../operations-table.ts';
import { snapshotReader } from '../registry/snapshots.ts';
import { registryReader } from '../registry.ts';
import { readEvents, readReports, readSystemEvents } from '../submissions/ledger-table.ts';
import { putNode, readChildren, readNode } from '../totals.ts';

export type VerifiedTables = {
  readonly REGISTRY_TABLE: string;
  readonly SUBMISSIONS_TABLE: string;
  readonly TOTALS_TABLE: string;
  readonly OPERATIONS_TABLE: string;
};

export const verifyPorts = (client: DynamoDBClient, names: VerifiedTables, now: () => number) => ({
  ...registryReader(client, names.REGISTRY_TABLE, now),
  readSnapshot: snapshotReader(client, names.REGISTRY_TABLE),
  readReports: readReports(client, names.SUBMISSIONS_TABLE),
  readEvents: readEvents(client, names.SUBMISSIONS_TABLE),
  readSystemEvents: readSystemEvents(client, names.SUBMISSIONS_TABLE),
  putNode: putNode(client, names.TOTALS_TABLE),
  readNode: readNode(client, names.TOTALS_TABLE),
  readChildren: readChildren(client, names.TOTALS_TABLE),
  listOperations: listOperations(client, names.OPERATIONS_TABLE),
  readOperation: readOperation(client, names.OPERATIONS_TABLE),
  putOperation: putOperation(client, names.OPERATIONS_TABLE),
  pause: (look: number) => sleep(2_000 * look),
  now,
});
