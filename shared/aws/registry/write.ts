/**
 * How table Registry is written (ADR 33): records of the tree under the number of an import, which one put makes the version; a record of
 * the hub (a key, the state of signing) by itself, under a counter of its own.
 */
import { BatchWriteItemCommand, type DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb';
import pLimit from 'p-limit';
import type { PutRegistryBack } from '../../app/ports/recovery.ts';
import type { DropRows, NoteImport, StageRecords } from '../../app/ports/registry.ts';
import { parseRecorded } from '../../contract/recorded.ts';
import { isOfTheHub, type RegistryRecord, recordKinds } from '../../domain/registry/records.ts';
import { viewAfter } from '../../domain/registry/view.ts';
import type { Item } from '../item.ts';
import { newest } from '../registry.ts';
import {
  COMMIT,
  commitVersion,
  numberText,
  putIf,
  putOwn,
  readView,
  takeNumber,
  versionKey,
} from './version.ts';

/** What BatchWriteItem takes at once, and how many of them are under way. */
const BATCH = 25;
const PARALLEL = 8;
/** Of one batch, each for what the try before left unprocessed; 12 s in all. */
const TRIES = 8;
const FIRST_WAIT_MS = 100;

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A record passes its schema first, with what another release has put into it, as it may have been read and changed. */
const itemOf = ({ kind, id, body }: RegistryRecord, number: number, at: string): Item => ({
  pk: { S: `${kind}#${id}` },
  sk: { S: numberText(number) },
  body: { S: JSON.stringify(parseRecorded<unknown>(recordKinds[kind], body)) },
  at: { S: at },
});

/** Throws where the table does not take all of it in the end. */
async function writeAll(
  client: DynamoDBClient,
  table: string,
  requests: readonly WriteRequest[],
): Promise<void> {
  const limit = pLimit(PARALLEL);
  const batches = Array.from({ length: Math.ceil(requests.length / BATCH) }, (_, index) =>
    requests.slice(index * BATCH, (index + 1) * BATCH),
  );
  await limit.map(batches, async (batch) => {
    let pending: WriteRequest[] = batch;
    for (let attempt = 0; pending.length > 0; attempt += 1) {
      if (attempt === TRIES) throw new Error(`table ${table} left ${pending.length} writes unprocessed`);
      if (attempt > 0) await sleep(FIRST_WAIT_MS * 2 ** (attempt - 1));
      const { UnprocessedItems } = await client.send(
        new BatchWriteItemCommand({ RequestItems: { [table]: pending } }),
      );
      pending = UnprocessedItems?.[table] ?? [];
    }
  });
}

/** Every record passes its schema before the first is written. */
export const stageRecords =
  (client: DynamoDBClient, table: string): StageRecords =>
  async (records, number, at) => {
    const items = records.map((record) => itemOf(record, number, at));
    await writeAll(
      client,
      table,
      items.map((Item) => ({ PutRequest: { Item } })),
    );
  };

/** The rows of a copy, and the version behind them, which loses to one that is as new or newer. */
export const putRegistryBack =
  (client: DynamoDBClient, table: string): PutRegistryBack =>
  async ({ version, at, rows }) => {
    const items = rows.map(
      (row): Item => ({
        pk: { S: row.name },
        sk: { S: numberText(row.version) },
        body: { S: row.text },
        at: { S: row.at },
      }),
    );
    await writeAll(
      client,
      table,
      items.map((Item) => ({ PutRequest: { Item } })),
    );
    const item = { ...versionKey, version: { N: String(version) }, at: { S: at } };
    const isNewer = 'attribute_not_exists(pk) OR version < :version';
    if (!(await putIf(client, table, item, isNewer, { ':version': item.version })))
      throw new Error(`table ${table} has a registry of version ${version} or newer`);
  };

export const dropRows =
  (client: DynamoDBClient, table: string): DropRows =>
  (rows) =>
    writeAll(
      client,
      table,
      rows.map(({ name, version }) => ({
        DeleteRequest: { Key: { pk: { S: name }, sk: { S: numberText(version) } } },
      })),
    );

export const noteImport =
  (client: DynamoDBClient, table: string): NoteImport =>
  async (number, at, note) => {
    const item: Item = {
      pk: { S: COMMIT },
      sk: { S: numberText(number) },
      at: { S: at },
      body: { S: JSON.stringify(note) },
    };
    if (!(await putOwn(client, table, item))) throw new Error(`number ${number} was taken twice`);
  };

/** Its own next version; `registry#version` stays. Throws where somebody else has just written it. */
async function writeOwn(
  client: DynamoDBClient,
  table: string,
  record: RegistryRecord,
  at: string,
): Promise<void> {
  const { kind, id } = record;
  const held = await newest(client, table, kind, id, { isConsistent: true });
  const item = itemOf(record, (held?.version ?? 0) + 1, at);
  if (!(await putOwn(client, table, item))) throw new Error(`${kind} ${id} was changed meanwhile`);
}

/**
 * Those of the tree as one version of the registry, all or nothing; then those of the hub, each by itself. Answers with the version that
 * the registry has. `at` is the time of the change. Throws where another change comes in between.
 */
export async function writeRecords(
  client: DynamoDBClient,
  table: string,
  records: readonly RegistryRecord[],
  at: string,
): Promise<number> {
  const base = await readView(client, table);
  const ofTree = records.filter((record) => !isOfTheHub(record));
  let { version } = base;
  if (ofTree.length > 0) {
    version = await takeNumber(client, table)();
    await stageRecords(client, table)(ofTree, version, at);
    const view = viewAfter(base, version, { at, written: new Set(base.abandoned) });
    const committed = await commitVersion(client, table)(base, view);
    if (committed !== 'written') throw new Error(`the registry has changed since version ${base.version}`);
  }
  const limit = pLimit(PARALLEL);
  await limit.map(records.filter(isOfTheHub), (record) => writeOwn(client, table, record, at));
  return version;
}
