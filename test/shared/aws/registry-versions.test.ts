/** ADR 33 on the table: an import is seen as a whole or not at all, a key is not of the registry's version, a late write is of nothing. */
import type { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogueAt } from '../../../shared/aws/registry/catalogue-versions.ts';
import { listRegistry, readRegistry } from '../../../shared/aws/registry/lists.ts';
import { snapshotAsOf, snapshotAt, snapshotReader } from '../../../shared/aws/registry/snapshots.ts';
import { commitVersion, readView, takeNumber } from '../../../shared/aws/registry/version.ts';
import { dropRows, noteImport, stageRecords, writeRecords } from '../../../shared/aws/registry/write.ts';
import { registryReader } from '../../../shared/aws/registry.ts';
import { credentialRecord, type RegistryRecord } from '../../../shared/domain/registry/records.ts';
import { viewAfter } from '../../../shared/domain/registry/view.ts';
import { createTable, type Store, stores } from '../../contracts/stores.ts';
import { calendar, catalogue } from '../../fixtures/catalogue.ts';
import { agency, credential, system } from '../../fixtures/registry.ts';

const T1 = '2026-10-15T02:00:00.000Z';
const T2 = '2026-10-16T02:00:00.000Z';
const T2_STAGED = '2026-10-16T01:59:50.000Z';

/** `mark` is in each: of which version what is read is. */
const markedRecords = (mark: string): RegistryRecord[] => [
  { kind: 'agency', id: 'H26', body: { ...agency('H26', 'province'), provenance: mark } },
  { kind: 'system', id: 'H26.dvc', body: { ...markedSystem, names: { vi: mark, en: mark } } },
  { kind: 'catalogue', id: 'current', body: { ...catalogue, notice: { vi: mark, en: mark } } },
  { kind: 'calendar', id: 'current', body: calendar },
];
const markedSystem = system('H26.dvc', [{ from: '2021-01-01', to: null, agency: 'H26' }]);

describe.each(stores)('on $name', ({ open }) => {
  let store: Store;
  let client: DynamoDBClient;
  beforeAll(async () => {
    store = await open();
    client = store.client;
  });
  afterAll(() => store.close());

  /** A registry at version 1, and what each reader makes of it. */
  async function registryOfOne() {
    const table = await createTable(client, 'registry');
    let time = 0;
    const door = registryReader(client, table, () => time);
    await writeRecords(client, table, markedRecords('one'), T1);
    return {
      table,
      door,
      tick: (milliseconds: number) => {
        time += milliseconds;
      },
      seenBy: async (reader = registryReader(client, table, () => 0)) => [
        (await reader.findAgency('H26'))?.value.provenance,
        (await reader.findSystem('H26.dvc'))?.value.names.en,
        (await reader.readCatalogue()).value.catalogue.notice.en,
      ],
      seenByOthers: async () => {
        const snapshots = [
          await snapshotReader(client, table)(),
          await snapshotAsOf(client, table)(Date.parse('2026-12-01T00:00:00.000Z')),
          await snapshotAt(client, table)((await readView(client, table)).version),
        ];
        const known = await catalogueAt(client, table)((await readView(client, table)).version);
        const { records: listed } = await readRegistry(client, table)();
        return [
          ...snapshots.flatMap(({ agencies, systems }) => [
            agencies.get('H26')?.provenance,
            systems.get('H26.dvc')?.names.en,
          ]),
          known?.catalogue.value.catalogue.notice.en,
          ...listed
            .filter(({ kind }) => kind === 'agency')
            .map(({ body }) => (body as { provenance: string }).provenance),
        ];
      },
    };
  }
  const all = (mark: string) => [mark, mark, mark];
  const allOthers = (mark: string) => Array.from({ length: 8 }, () => mark);

  test('what is staged nobody sees; the commit shows all of it at once', async () => {
    const { table, seenBy, seenByOthers } = await registryOfOne();
    const base = await readView(client, table);
    const number = await takeNumber(client, table)();
    for (const record of markedRecords('two')) {
      await stageRecords(client, table)([record], number, T2_STAGED);
      expect([await seenBy(), await seenByOthers()]).toEqual([all('one'), allOthers('one')]);
    }
    await noteImport(client, table)(number, T2, {});
    expect(await seenByOthers()).toEqual(allOthers('one'));
    const view = viewAfter(base, number, { at: T2, written: new Set() });
    expect(await commitVersion(client, table)(base, view)).toBe('written');
    expect([await seenBy(), await seenByOthers()]).toEqual([all('two'), allOthers('two')]);
    const asOf = async (instant: string) =>
      (await snapshotAsOf(client, table)(Date.parse(instant))).agencies.get('H26')?.provenance;
    expect([await asOf(T1), await asOf(T2_STAGED), await asOf(T2)]).toEqual(['one', 'one', 'two']);
  });

  test('a request sees one version from its first question to its last', async () => {
    const { table, door, tick, seenBy } = await registryOfOne();
    await door.findCredential('abcdefghijkl');
    tick(59_999);
    await door.findCredential('abcdefghijkl');
    expect((await door.findAgency('H26'))?.value.provenance).toBe('one');
    await writeRecords(client, table, markedRecords('two'), T2);
    tick(29_000);
    expect(await seenBy(door)).toEqual(all('one'));
    await door.findCredential('abcdefghijkl');
    expect(await seenBy(door)).toEqual(all('two'));
  });

  test('what never asks for a credential moves on as well', async () => {
    const { table, door, tick, seenBy } = await registryOfOne();
    expect(await seenBy(door)).toEqual(all('one'));
    await writeRecords(client, table, markedRecords('two'), T2);
    tick(90_000);
    expect(await seenBy(door)).toEqual(all('two'));
  });

  test('a number that was passed over stays unseen, however late is written under it', async () => {
    const { table, seenBy, seenByOthers } = await registryOfOne();
    const dead = await takeNumber(client, table)();
    await stageRecords(client, table)(markedRecords('dead').slice(0, 2), dead, T2);
    await writeRecords(client, table, markedRecords('two'), T2);
    await stageRecords(client, table)(markedRecords('dead'), dead, T2);
    expect(await readView(client, table)).toEqual({ version: 3, abandoned: [dead], at: T2 });
    expect([await seenBy(), await seenByOthers()]).toEqual([all('two'), allOthers('two')]);
    // Under it there is an agency that no committed import has.
    const strange: RegistryRecord = { kind: 'agency', id: 'H50', body: agency('H50', 'province') };
    await stageRecords(client, table)([strange], dead, T2);
    expect(await registryReader(client, table, () => 0).findAgency('H50')).toBeNull();
    const listed: string[] = [];
    for await (const { name, version } of listRegistry(client, table)()) listed.push(`${name} ${version}`);
    expect(listed.filter((row) => / 2$/.test(row))).toEqual([]);
    expect(listed).toContain('agency#H26 3');
    await dropRows(client, table)([{ name: 'agency#H50', version: dead }]);
  });

  test('of two at once one is committed, and who only lost the answer learns that it was', async () => {
    const { table } = await registryOfOne();
    const base = await readView(client, table);
    const [first, second] = [await takeNumber(client, table)(), await takeNumber(client, table)()];
    expect([first, second]).toEqual([2, 3]);
    const commit = (number: number) =>
      commitVersion(client, table)(base, viewAfter(base, number, { at: T2, written: new Set() }));
    expect(await commit(second)).toBe('written');
    expect(await commit(second)).toBe('written');
    expect(await commit(first)).toBe('lost the race');
    expect(await readView(client, table)).toEqual({ version: 3, abandoned: [2], at: T2 });
  });

  test('numbers are taken by one each, and never one that an older release has used without taking it', async () => {
    const { table } = await registryOfOne();
    const take = takeNumber(client, table);
    const taken = await Promise.all([take(), take(), take(), take()]);
    expect(taken.toSorted()).toEqual([2, 3, 4, 5]);
    const older = { version: 9, abandoned: [], at: T2 };
    await commitVersion(client, table)(await readView(client, table), older);
    expect(await take()).toBe(10);
  });

  test('a key raises no version and lets the tree be; it has versions of its own', async () => {
    const { table } = await registryOfOne();
    const readSnapshot = snapshotReader(client, table);
    const before = await readSnapshot();
    const issue = (body = credential()) => writeRecords(client, table, [credentialRecord(body)], T2);
    expect(await issue()).toBe(1);
    expect(await issue({ ...credential(), revokedAt: T2 })).toBe(1);
    expect(await readSnapshot()).toBe(before);
    expect((await registryReader(client, table, () => 0).findCredential('abcdefghijkl'))?.revokedAt).toBe(T2);
    const rows: number[] = [];
    for await (const { name, version } of listRegistry(client, table)())
      if (name === 'credential#abcdefghijkl') rows.push(version);
    expect(rows).toEqual([1, 2]);
  });
});

test('what a batch leaves unprocessed is written again, and what is never taken is said', async () => {
  let left = 2;
  const tables: Record<string, number> = {};
  const client = {
    send: async ({ input }: BatchWriteItemCommand) => {
      const requests = input.RequestItems?.t ?? [];
      const taken = left > 0 ? 10 : requests.length;
      left -= 1;
      for (const { PutRequest } of requests.slice(0, taken)) {
        const id = PutRequest?.Item?.pk?.S ?? '';
        tables[id] = (tables[id] ?? 0) + 1;
      }
      return { UnprocessedItems: { t: requests.slice(taken) } };
    },
  } as unknown as DynamoDBClient;
  const many = Array.from({ length: 25 }, (_, index): RegistryRecord => {
    const code = `H${10 + index}`;
    return { kind: 'agency', id: code, body: agency(code, 'province') };
  });
  await stageRecords(client, 't')(many, 2, T2);
  expect(Object.values(tables)).toEqual(many.map(() => 1));
});
