/**
 * Table Registry: pk `<kind>#<id>`, sk the registry version that the record was written at, ten digits. Every
 * version is kept. `registry#version` points at the newest; it is written after the records of a change, so that
 * whoever sees a version sees all of it.
 */
import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateScan,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { DrillTables, PutRegistryBack, ReadRegistryVersion } from '../app/ports/recovery.ts';
import type { ListCredentials, ReadSnapshot, ReadSnapshotAsOf, Versioned } from '../app/ports/registry.ts';
import type { Duties } from '../contract/oversight/duties.ts';
import { parseRecorded } from '../contract/recorded.ts';
import type { Agency, Calendar, Catalogue, Credential, System } from '../contract/registry.ts';
import type { SigningState } from '../contract/submissions/receipt.ts';
import { compileCatalogue } from '../domain/registry/cell.ts';
import { CURRENT, type RecordKind, type RegistryRecord, recordKinds } from '../domain/registry/records.ts';
import type { RegistrySnapshot } from '../domain/registry/tree.ts';
import { type Item, jsonBody } from './item.ts';

export const versionKey: Item = { pk: { S: 'registry#version' }, sk: { S: CURRENT } };
const versionText = (version: number): string => String(version).padStart(10, '0');

/** The newest version of a record; null when there is none. Half a read unit, a whole one if consistent. */
async function newest(
  client: DynamoDBClient,
  table: string,
  kind: RecordKind,
  id: string,
  isConsistent = false,
): Promise<Versioned<unknown> | null> {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `${kind}#${id}` } },
      ScanIndexForward: false,
      Limit: 1,
      ConsistentRead: isConsistent,
    }),
  );
  const item = Items?.[0];
  if (item === undefined) return null;
  return { value: jsonBody(item), version: Number(item.sk?.S) };
}

/** The newest version of a record, uncached: for whoever judges a change by what stands there now. */
export const findRecord =
  <T>(client: DynamoDBClient, table: string, kind: RecordKind) =>
  async (id: string) =>
    (await newest(client, table, kind, id)) as Versioned<T> | null;

type Cached<T> = { readonly until: number; readonly value: Promise<T> };

/** Keeps what `read` answers for a minute (DESIGN §5: a revocation takes effect within one). Failures are not kept. */
function cachedForAMinute<T>(
  read: (id: string) => Promise<T>,
  now: () => number,
): (id: string) => Promise<T> {
  const known = new Map<string, Cached<T>>();
  return (id) => {
    const found = known.get(id);
    if (found !== undefined && found.until > now()) return found.value;
    if (known.size >= MOST_CACHED) known.clear();
    const value = read(id);
    known.set(id, { until: now() + 60_000, value });
    value.catch(() => known.delete(id));
    return value;
  };
}

/** Bounds the memory of a function; ids that do not exist are cached too, and senders choose ids. */
const MOST_CACHED = 20_000;

/**
 * What the functions ask the registry, each record by itself and cached for a minute, so that the cost of a
 * submission does not grow with the number of agencies (R4). Records are written through their schemas, so they
 * are not parsed by them again.
 */
export function registryReader(client: DynamoDBClient, table: string, now: () => number) {
  const find = <T>(kind: RecordKind) =>
    cachedForAMinute(async (id) => (await newest(client, table, kind, id)) as Versioned<T> | null, now);
  const credentials = find<Credential>('credential');
  const calendars = find<Calendar>('calendar');
  const duties = find<Duties>('duties');
  const catalogues = cachedForAMinute(async (id) => {
    const found = await newest(client, table, 'catalogue', id);
    if (found === null) throw missing('catalogue', table);
    return { version: found.version, value: compileCatalogue(found.value as Catalogue) };
  }, now);
  return {
    findAgency: find<Agency>('agency'),
    findSystem: find<System>('system'),
    findCredential: async (keyId: string) => (await credentials(keyId))?.value ?? null,
    readCatalogue: () => catalogues(CURRENT),
    readCalendar: async () => {
      const found = await calendars(CURRENT);
      if (found === null) throw missing('calendar', table);
      return found.value;
    },
    readDuties: async () => {
      const found = await duties(CURRENT);
      if (found === null) throw missing('duties', table);
      return found.value;
    },
  };
}

const missing = (kind: RecordKind, table: string): Error =>
  new Error(`table ${table} has no ${kind}: load the registry first (npm run dtm -- registry load)`);

/** Uncached and consistent: who signs keeps it himself. Null: never written, the stack's own keys sign. */
export const signingStateReader = (client: DynamoDBClient, table: string) => async () =>
  (await newest(client, table, 'signing-keys', CURRENT, true)) as Versioned<SigningState> | null;

export const readRegistryVersion =
  (client: DynamoDBClient, table: string): ReadRegistryVersion =>
  async () => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: versionKey, ConsistentRead: true }),
    );
    const at = [Item?.at?.S ?? '', Item?.keysAt?.S ?? ''].sort().at(-1) ?? '';
    return Item === undefined ? null : { version: Number(Item.version?.N), at };
  };

/** The newest registry version; 0 before the first load. Consistent. */
export const readVersion = async (client: DynamoDBClient, table: string): Promise<number> =>
  (await readRegistryVersion(client, table)())?.version ?? 0;

/** The whole tree, read anew only when the version has moved: one read unit per call otherwise. */
export function snapshotReader(client: DynamoDBClient, table: string): ReadSnapshot {
  let known: RegistrySnapshot | null = null;
  return async () => {
    const version = await readVersion(client, table);
    if (known?.version !== version) known = (await readAll(client, table, version, null)).snapshot;
    return known;
  };
}

/** Reads the whole table, half a read unit per 4 KB: for what runs now and then. */
export const listCredentials =
  (client: DynamoDBClient, table: string): ListCredentials =>
  async () => {
    const newest = new Map<string, Item>();
    const request = {
      TableName: table,
      FilterExpression: 'begins_with(pk, :kind)',
      ExpressionAttributeValues: { ':kind': { S: 'credential#' } },
    };
    for await (const { Items = [] } of paginateScan({ client }, request)) {
      for (const item of Items) {
        const id = item.pk?.S ?? '';
        if ((newest.get(id)?.sk?.S ?? '') < (item.sk?.S ?? '')) newest.set(id, item);
      }
    }
    return [...newest.values()].map((item) => jsonBody(item) as Credential);
  };

/** Every version of every record, as it stands: for comparing a copy with its table. */
export const listRegistry = (client: DynamoDBClient, table: string): DrillTables['listRegistry'] =>
  async function* () {
    for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true }))
      for (const { pk, sk, at, body } of Items)
        if (sk?.S !== CURRENT)
          yield { name: pk?.S ?? '', version: Number(sk?.S), at: at?.S ?? '', text: body?.S ?? '' };
  };

/**
 * The tree as it was known at an instant: of each record the newest version that was written by then. It is the same for
 * all instants between two changes, and kept for the next of them: one read unit then.
 */
export const snapshotAsOf = (client: DynamoDBClient, table: string): ReadSnapshotAsOf => {
  let known: Awaited<ReturnType<typeof readAll>> | null = null;
  return async (instant) => {
    const version = await readVersion(client, table);
    const until = new Date(instant).toISOString();
    const isKnown =
      known?.snapshot.version === version && known.from <= until && (known.to === null || until < known.to);
    if (known === null || !isKnown) known = await readAll(client, table, version, until);
    return known.snapshot;
  };
};

/** The tree at a version that was the newest once. */
export const snapshotAt =
  (client: DynamoDBClient, table: string) =>
  async (version: number): Promise<RegistrySnapshot> =>
    (await readAll(client, table, version, null)).snapshot;

/**
 * `until`: nothing that was written later; null for no bound. `from` is the last change that is in the snapshot, `to` the
 * first that is not, null where there is none: any instant between them has the same.
 */
async function readAll(
  client: DynamoDBClient,
  table: string,
  version: number,
  until: string | null,
): Promise<{ snapshot: RegistrySnapshot; from: string; to: string | null }> {
  const agencies = new Map<string, Agency>();
  const systems = new Map<string, System>();
  const seen = new Map<string, number>();
  let from = '';
  let to: string | null = null;
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    for (const item of Items) {
      const [kind = '', id = ''] = item.pk?.S?.split('#') ?? [];
      const written = Number(item.sk?.S);
      if ((kind !== 'agency' && kind !== 'system') || written > version) continue;
      const at = item.at?.S ?? '';
      if (until !== null && at > until) {
        if (to === null || at < to) to = at;
        continue;
      }
      if (at > from) from = at;
      if (written < (seen.get(`${kind}#${id}`) ?? 0)) continue;
      seen.set(`${kind}#${id}`, written);
      const body = jsonBody(item);
      if (kind === 'agency') agencies.set(id, body as Agency);
      else systems.set(id, body as System);
    }
  }
  return { snapshot: { version, agencies, systems }, from, to };
}

/**
 * Writes records as the next registry version and then points at it. Each passes its schema first, with what another release has put into
 * it, as it may have been read and changed; a throw leaves
 * the version where it was, and records beyond it are not seen by the tree. `at` is kept as the time of the change.
 */
export async function writeRecords(
  client: DynamoDBClient,
  table: string,
  records: readonly RegistryRecord[],
  at: string,
): Promise<number> {
  const version = (await readVersion(client, table)) + 1;
  const items = records.map(
    ({ kind, id, body }): Item => ({
      pk: { S: `${kind}#${id}` },
      sk: { S: versionText(version) },
      body: { S: JSON.stringify(parseRecorded<unknown>(recordKinds[kind], body)) },
      at: { S: at },
    }),
  );
  await putItems(client, table, items);
  await pointAt(client, table, version, at);
  return version;
}

/** The rows of a copy, and the version behind them. */
export const putRegistryBack =
  (client: DynamoDBClient, table: string): PutRegistryBack =>
  async ({ version, at, rows }) => {
    const items = rows.map(
      (row): Item => ({
        pk: { S: row.name },
        sk: { S: versionText(row.version) },
        body: { S: row.text },
        at: { S: row.at },
      }),
    );
    await putItems(client, table, items);
    await pointAt(client, table, version, at);
  };

async function putItems(client: DynamoDBClient, table: string, items: readonly Item[]): Promise<void> {
  for (let start = 0; start < items.length; start += 25) {
    let pending = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    while (pending.length > 0) {
      const { UnprocessedItems } = await client.send(
        new BatchWriteItemCommand({ RequestItems: { [table]: pending } }),
      );
      pending = (UnprocessedItems?.[table] ?? []) as typeof pending;
    }
  }
}

/** Loses to a version that is as new or newer. */
async function pointAt(client: DynamoDBClient, table: string, version: number, at: string): Promise<void> {
  await client.send(
    new PutItemCommand({
      TableName: table,
      Item: { ...versionKey, version: { N: String(version) }, at: { S: at } },
      ConditionExpression: 'attribute_not_exists(pk) OR version < :version',
      ExpressionAttributeValues: { ':version': { N: String(version) } },
    }),
  );
}
