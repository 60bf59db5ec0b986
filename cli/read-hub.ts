/** The stores of a hub, as the operator's commands use them. */

import type { ListOperations, PutOperation, ReadOperation } from '../shared/app/ports/operations.ts';
import type { TableCopies } from '../shared/app/ports/recovery.ts';
import type { ListRecords, WriteRecords } from '../shared/app/ports/registry.ts';
import type { LoadPorts } from '../shared/app/registry/load-registry.ts';
import { listOperations, putOperation, readOperation } from '../shared/aws/operations-table.ts';
import {
  messagesIn,
  operatorDynamoDb,
  operatorSecrets,
  operatorSqs,
  queueUrlOf,
  sendRefolds,
} from '../shared/aws/operator.ts';
import { copyNameOf } from '../shared/aws/recovery/drill-tables.ts';
import { listRecords, readRegistry } from '../shared/aws/registry/lists.ts';
import { snapshotReader } from '../shared/aws/registry/snapshots.ts';
import { commitVersion, takeNumber } from '../shared/aws/registry/version.ts';
import { dropRows, noteImport, stageRecords, writeRecords } from '../shared/aws/registry/write.ts';
import { registryReader } from '../shared/aws/registry.ts';
import { readSecret } from '../shared/aws/secrets.ts';
import {
  readEvents,
  readReports,
  readRevisions,
  readSystemEvents,
} from '../shared/aws/submissions/ledger-table.ts';
import { putNode, readChildren, readNode } from '../shared/aws/totals.ts';
import { queueNamesOf, secretNamesOf } from '../shared/contract/stage-names.ts';
import type { Hub } from './hub.ts';

/** What names the stores of a hub. */
type Place = Pick<Hub, 'stage' | 'aws' | 'tables'>;

export function registryOf(
  { stage, aws, tables }: Place,
  now: () => number,
): LoadPorts & { readonly listRecords: ListRecords; readonly writeRecords: WriteRecords } {
  const client = operatorDynamoDb(aws);
  return {
    listRecords: listRecords(client, tables.registry),
    writeRecords: (records) => writeRecords(client, tables.registry, records, new Date(now()).toISOString()),
    readRegistry: readRegistry(client, tables.registry),
    takeNumber: takeNumber(client, tables.registry),
    stageRecords: stageRecords(client, tables.registry),
    noteImport: noteImport(client, tables.registry),
    commitVersion: commitVersion(client, tables.registry),
    dropRows: dropRows(client, tables.registry),
    now,
    readProberSecret: async () => {
      const secret = await readSecret(operatorSecrets(aws))(secretNamesOf(stage).proberKey);
      return secret === null ? null : { secret, stage };
    },
    countEntries: async (system, dataset, period) => {
      if (dataset.kind === 'report')
        return (await readRevisions(client, tables.submissions)(system, dataset.id, period.id)).length;
      const events = readSystemEvents(client, tables.submissions);
      let count = 0;
      for await (const entry of events(dataset.id, system, period.from, period.to))
        if (entry.period === period.id) count += 1;
      return count;
    },
    sendRefolds: async (refolds) => {
      if (refolds.length === 0) return;
      const queue = operatorSqs(aws);
      await sendRefolds(queue, await queueUrlOf(queue, queueNamesOf(stage).submissions), refolds);
    },
  };
}

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
