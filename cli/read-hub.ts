/** The stores of a hub, as the operator's commands use them. */
import { operatorDynamoDb } from '../shared/aws/operator.ts';
import { snapshotReader } from '../shared/aws/registry/snapshots.ts';
import { registryReader } from '../shared/aws/registry.ts';
import { readEvents, readReports, readSystemEvents } from '../shared/aws/submissions/ledger-table.ts';
import { putNode, readChildren, readNode } from '../shared/aws/totals.ts';
import type { Hub } from './hub.ts';

/** What names the stores of a hub. */
type Place = Pick<Hub, 'stage' | 'aws' | 'tables'>;

/** What a restore folds totals from and verifies them with. */
export function ledgerOf({ aws, tables }: Place, now: () => number) {
  const client = operatorDynamoDb(aws);
  return {
    ...registryReader(client, tables.registry, now),
    readSnapshot: snapshotReader(client, tables.registry),
    readReports: readReports(client, tables.submissions),
    readEvents: readEvents(client, tables.submissions),
    readSystemEvents: readSystemEvents(client, tables.submissions),
    readNode: readNode(client, tables.totals),
    readChildren: readChildren(client, tables.totals),
    putNode: putNode(client, tables.totals),
  };
}
