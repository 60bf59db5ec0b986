/** The tables of a hub as a drill reads them: the live ones and the copies are the same adapters under other names. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type DrillCopy, type DrilledTable, drilledTables } from '../../app/ports/recovery.ts';
import { listRegistry } from '../registry/lists.ts';
import { snapshotAt, snapshotReader } from '../registry/snapshots.ts';
import { registryReader } from '../registry.ts';
import { readLedgerPage, readLedgerRange } from '../submissions/ledger-pages.ts';
import { readPlaces } from '../submissions/ledger-places.ts';
import { putEntry, readReports, readSystemEvents } from '../submissions/ledger-table.ts';
import { readChildren, readNode } from '../totals.ts';
import { copyNameOf, type TableNames } from './drill-tables.ts';

export const hubTables = (client: DynamoDBClient, names: TableNames, now: () => number): DrillCopy => ({
  ...registryReader(client, names.registry, now),
  listRegistry: listRegistry(client, names.registry),
  readSnapshot: snapshotReader(client, names.registry),
  readSnapshotAt: snapshotAt(client, names.registry),
  readLedgerPage: readLedgerPage(client, names.submissions),
  readLedgerRange: readLedgerRange(client, names.submissions),
  readPlaces: readPlaces(client, names.submissions),
  readReports: readReports(client, names.submissions),
  readSystemEvents: readSystemEvents(client, names.submissions),
  putEntry: putEntry(client, names.submissions),
  readNode: readNode(client, names.totals),
  readChildren: readChildren(client, names.totals),
});

/** The same adapters each time that the same drill asks, so that what they cache is kept. */
export function copiesOf(client: DynamoDBClient, names: TableNames, now: () => number) {
  const open = new Map<string, DrillCopy>();
  return (drill: string): DrillCopy => {
    const known = open.get(drill);
    if (known !== undefined) return known;
    const copies = Object.fromEntries(
      drilledTables.map((table) => [table, copyNameOf(names[table], drill)]),
    ) as Record<DrilledTable, string>;
    const tables = hubTables(client, copies, now);
    open.set(drill, tables);
    return tables;
  };
}
