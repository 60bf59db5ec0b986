/** The stores of a hub, as the operator's commands use them. */

import type { ListOperations, PutOperation, ReadOperation } from '../shared/app/ports/operations.ts';
import type { TableCopies } from '../shared/app/ports/recovery.ts';
import { listOperations, putOperation, readOperation } from '../shared/aws/operations-table.ts';
import { messagesIn, operatorDynamoDb, operatorSqs, queueUrlOf } from '../shared/aws/operator.ts';
import { copyNameOf } from '../shared/aws/recovery/drill-tables.ts';
import { snapshotReader } from '../shared/aws/registry/snapshots.ts';
import { registryReader } from '../shared/aws/registry.ts';
import { readEvents, readReports, readSystemEvents } from '../shared/aws/submissions/ledger-table.ts';
import { putNode, readChildren, readNode } from '../shared/aws/totals.ts';
import { queueNamesOf } from '../shared/contract/stage-names.ts';
import type { Hub } from './hub.ts';

/** What names the stores of a hub. */
type Place = Pick<Hub, 'stage' | 'aws' | 'tables'>;

/** Messages of the submissions queue that were not acknowledged, those in flight included. */
export async function messagesOnTheirWay({ stage, aws }: Place): Promise<number> {
  const queue = operatorSqs(aws);
  return messagesIn(queue, await queueUrlOf(queue, queueNamesOf(stage).submissions));
}

/** Works with what the hub keeps of its own operation, and closes the connection after it. */
export async function withOperations<T>(
  { aws, tables }: Place,
  work: (ports: {
    readonly listOperations: ListOperations;
    readonly readOperation: ReadOperation;
    readonly putOperation: PutOperation;
  }) => Promise<T>,
): Promise<T> {
  const client = operatorDynamoDb(aws);
  const table = tables.operations;
  try {
    return await work({
      listOperations: listOperations(client, table),
      readOperation: readOperation(client, table),
      putOperation: putOperation(client, table),
    });
  } finally {
    client.destroy();
  }
}

/** What the copies of a drill are called. */
export const drillCopiesOf =
  ({ tables }: Place): TableCopies['copyName'] =>
  (table, drill) =>
    copyNameOf(tables[table], drill);

/** What verification reads, and the put of a repair. */
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
