/** What a call of an import may do on the table until it is over, and what is noted of each import (ADR 37). */
import { setTimeout as sleep } from 'node:timers/promises';
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whileOpen } from '../../../shared/aws/clients.ts';
import { readKeyVersions } from '../../../shared/aws/keys.ts';
import { listImports, listImportsFrom } from '../../../shared/aws/registry/imports.ts';
import { readRegistry } from '../../../shared/aws/registry/lists.ts';
import { commitVersion, readView, takeNumber } from '../../../shared/aws/registry/version.ts';
import { noteImport, stageRecords, writeRecords } from '../../../shared/aws/registry/write.ts';
import type { RegistryRecord } from '../../../shared/domain/registry/records.ts';
import { viewAfter } from '../../../shared/domain/registry/view.ts';
import { createTable, type Store, stores } from '../../contracts/stores.ts';
import { agency, credential } from '../../fixtures/registry.ts';

const AT = '2026-10-15T02:00:00.000Z';
const agencies = (count: number): RegistryRecord[] =>
  Array.from({ length: count }, (_, at) => {
    const code = `H${at}`;
    return { kind: 'agency', id: code, body: agency(code, 'province') };
  });

describe.each(stores)('on $name', ({ open }) => {
  let store: Store;
  let client: DynamoDBClient;
  beforeAll(async () => {
    store = await open();
    client = store.client;
  });
  afterAll(() => store.close());

  test('whose call is over writes nothing more, however much was under way, and reads nothing', async () => {
    const table = await createTable(client, 'registry');
    const call = new AbortController();
    const mine = whileOpen(client, call.signal);
    const number = await takeNumber(mine, table)();
    const rows = async (): Promise<number> => {
      const view = { version: number, abandoned: [], at: AT };
      await commitVersion(client, table)(await readView(client, table), view);
      return (await readRegistry(client, table)()).records.length;
    };
    const staged = stageRecords(mine, table)(agencies(2_000), number, AT).catch((error: unknown) => error);
    call.abort();
    expect(await staged).toMatchObject({ name: 'AbortError' });
    // What was sent before may arrive yet.
    await sleep(200);
    const arrived = await rows();
    expect(arrived).toBeLessThan(2_000);
    await sleep(200);
    expect((await readRegistry(client, table)()).records.length).toBe(arrived);
    for (const late of [
      () => stageRecords(mine, table)(agencies(1), number, AT),
      () => noteImport(mine, table)(number, AT, null),
      () => takeNumber(mine, table)(),
      () => readRegistry(mine, table)(),
    ])
      await expect(late()).rejects.toMatchObject({ name: 'AbortError' });
    // Others go on with the same client.
    expect(await takeNumber(client, table)()).toBe(number + 1);
  });

  test('imports are listed newest first, and those that nobody sees are not', async () => {
    const table = await createTable(client, 'registry');
    await writeRecords(client, table, agencies(1), AT);
    const numbers: number[] = [];
    for (const isCommitted of [true, false, true]) {
      const base = await readView(client, table);
      const number = await takeNumber(client, table)();
      await noteImport(client, table)(number, AT, { mark: number });
      if (!isCommitted) continue;
      numbers.unshift(number);
      const view = viewAfter(base, number, { at: AT, written: new Set() });
      expect(await commitVersion(client, table)(base, view)).toBe('written');
    }
    const late = await takeNumber(client, table)();
    await noteImport(client, table)(late, AT, { mark: late });
    expect(await Array.fromAsync(listImports(client, table)())).toEqual(
      numbers.map((number) => ({ version: number, note: { mark: number } })),
    );
    expect(numbers).toEqual([4, 2]);
    const versions = async (list: AsyncIterable<{ readonly version: number }>) =>
      (await Array.fromAsync(list)).map(({ version }) => version);
    expect(await versions(listImports(client, table)(4))).toEqual([2]);
    expect(await versions(listImports(client, table)(1))).toEqual([]);
    expect(await versions(listImportsFrom(client, table)(2))).toEqual([2, 4]);
    expect(await versions(listImportsFrom(client, table)(3))).toEqual([4]);
    expect(await versions(listImportsFrom(client, table)(9))).toEqual([]);
  });

  test('a put whose answer was lost is no clash: the SDK makes it again', async () => {
    const table = await createTable(client, 'registry');
    const twice = {
      config: client.config,
      send: async (command: PutItemCommand) => {
        if (command instanceof PutItemCommand) await client.send(command);
        return client.send(command);
      },
    } as unknown as DynamoDBClient;
    await noteImport(twice, table)(1, AT, { mark: 1 });
    await expect(noteImport(client, table)(1, AT, { mark: 2 })).rejects.toThrow('taken twice');
    const key = {
      kind: 'credential',
      id: 'examplekey01',
      body: credential({ keyId: 'examplekey01' }),
    } as const;
    await writeRecords(twice, table, [key], AT);
    const held = await readKeyVersions(client, table)('examplekey01');
    expect(held.map(({ version }) => version)).toEqual([1]);
  });
});
