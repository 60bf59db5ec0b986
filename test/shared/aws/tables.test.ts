/** The adapters hold the contracts on every DynamoDB that is there. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EntryRefused } from '../../../shared/app/ports/ledger.ts';
import { countCalls } from '../../../shared/aws/access/quota-table.ts';
import { listKeyVersions, putKeyVersion, readKeyVersions } from '../../../shared/aws/keys.ts';
import { listOperations, putOperation, readOperation } from '../../../shared/aws/operations-table.ts';
import { catalogueAt, versionReader } from '../../../shared/aws/registry/catalogue-versions.ts';
import { quotasRecord } from '../../../shared/aws/registry/quotas.ts';
import { snapshotAsOf, snapshotReader } from '../../../shared/aws/registry/snapshots.ts';
import { writeRecords } from '../../../shared/aws/registry/write.ts';
import { registryReader } from '../../../shared/aws/registry.ts';
import { readPlaces, replaceEntry } from '../../../shared/aws/submissions/ledger-places.ts';
import {
  findEntry,
  putEntry,
  readEvents,
  readEventsBehind,
  readHighest,
  readReports,
  readReportsBetween,
  readRevisions,
  readSystemEvents,
} from '../../../shared/aws/submissions/ledger-table.ts';
import { pageGate } from '../../../shared/aws/submissions/page-gate.ts';
import { putNode, readChildren, readNode, readNodes } from '../../../shared/aws/totals.ts';
import { keysContract } from '../../contracts/keys-contract.ts';
import { ledgerContract } from '../../contracts/ledger-contract.ts';
import { ledgerEventsContract } from '../../contracts/ledger-events-contract.ts';
import { operationsContract } from '../../contracts/operations-contract.ts';
import { quotasContract } from '../../contracts/quotas-contract.ts';
import { quotasRecordContract } from '../../contracts/quotas-record-contract.ts';
import { registryContract } from '../../contracts/registry-contract.ts';
import { createTable, type Store, stores } from '../../contracts/stores.ts';
import { totalsContract } from '../../contracts/totals-contract.ts';
import { entry } from '../../fixtures/reports.ts';

describe.each(stores)('on $name', ({ open }) => {
  let store: Store;
  let ledger = '';
  let totals = '';
  let operations = '';
  beforeAll(async () => {
    store = await open();
    ledger = await createTable(store.client, 'ledger');
    totals = await createTable(store.client, 'totals');
    operations = await createTable(store.client, 'operations');
  });
  afterAll(() => store.close());

  /** So small that each page has to wait for the one before it. */
  const gate = pageGate(1);
  const openLedger = () => ({
    putEntry: putEntry(store.client, ledger),
    findEntry: findEntry(store.client, ledger),
    readRevisions: readRevisions(store.client, ledger),
    readHighest: readHighest(store.client, ledger),
    readReports: readReports(store.client, ledger, gate),
    readReportsBetween: readReportsBetween(store.client, ledger),
    readEvents: readEvents(store.client, ledger, gate),
    readSystemEvents: readSystemEvents(store.client, ledger),
    readEventsBehind: readEventsBehind(store.client, ledger),
    readPlaces: readPlaces(store.client, ledger),
    replaceEntry: replaceEntry(store.client, ledger),
  });
  ledgerContract('table Submissions', openLedger);
  ledgerEventsContract('table Submissions', openLedger);
  test('what is larger than an item is refused for good; where the key is taken, what stands there is the answer', async () => {
    const { putEntry: put } = openLedger();
    const large = { ...entry({ dataset: 'too-large' }), strange: 'x'.repeat(500_000) };
    await expect(put(large)).rejects.toThrow(EntryRefused);
    expect(await put(entry({ dataset: 'too-large' }))).toBe('written');
    expect(await put(large)).toEqual(entry({ dataset: 'too-large' }));
  });

  totalsContract('table Totals', () => ({
    readNode: readNode(store.client, totals),
    readNodes: readNodes(store.client, totals),
    readChildren: readChildren(store.client, totals),
    putNode: putNode(store.client, totals),
  }));

  quotasRecordContract('table Registry', () => quotasRecord(store.client, operations));
  quotasContract(
    'table Quotas',
    (container) =>
      async (...told) =>
        countCalls(() => store.client, operations, container, Date.now)(...told),
  );
  operationsContract('table Operations', () => ({
    readOperation: readOperation(store.client, operations),
    putOperation: putOperation(store.client, operations),
    listOperations: listOperations(store.client, operations),
  }));

  test('what stood in Operations before there were scopes is read there, and gone on with', async () => {
    const { client } = store;
    const item = { pk: { S: 'drill' }, sk: { S: 'of-0.1.0' }, version: { N: '3' }, body: { S: '"kept"' } };
    await client.send(new PutItemCommand({ TableName: operations, Item: item }));
    const kept = { id: 'of-0.1.0', version: 3, body: 'kept' };
    expect(await readOperation(client, operations)('drill', null, 'of-0.1.0')).toEqual(kept);
    const drills = await Array.fromAsync(listOperations(client, operations)('drill', null));
    expect(drills).toContainEqual(kept);
    const put = putOperation(client, operations);
    expect(await put('drill', null, 'of-0.1.0', 'anew', null)).toBe('lost the race');
    expect(await put('drill', null, 'of-0.1.0', 'later', 3)).toBe('written');
  });

  keysContract('table Registry', () => ({
    readKeyVersions: readKeyVersions(store.client, operations),
    putKeyVersion: putKeyVersion(store.client, operations, () => 0),
    listKeyVersions: listKeyVersions(store.client, operations),
  }));

  registryContract('table Registry', async () => {
    const table = await createTable(store.client, 'registry');
    const { client } = store;
    const readers = () => ({
      ...registryReader(client, table, () => 0),
      readSnapshot: snapshotReader(client, table),
      readSnapshotAsOf: snapshotAsOf(client, table),
      readVersion: versionReader(client, table),
      readCatalogueAt: catalogueAt(client, table),
      writeRecords: (records: Parameters<typeof writeRecords>[2], at = '2026-10-15T02:00:00.000Z') =>
        writeRecords(client, table, records, at),
    });
    return { ...readers(), laterReaders: readers };
  });
});
