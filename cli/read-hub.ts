/** The stores of a hub, as the operator's commands use them. */

import type { ListRecords, WriteRecords } from '../shared/app/ports/registry.ts';
import type { LoadPorts } from '../shared/app/registry/load-registry.ts';
import {
  operatorDynamoDb,
  operatorSecrets,
  operatorSqs,
  queueUrlOf,
  sendRefolds,
} from '../shared/aws/operator.ts';
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
