/**
 * Table Registry: pk `<kind>#<id>`, sk the number under which the record was written, ten digits. Every version is kept. Records of the tree
 * (agencies, systems, catalogue, calendar, duties) have the number of their import, and are seen when `registry#version` has come to it; a
 * record of the hub (a key, the state of signing) has numbers of its own (ADR 33).
 */
import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Versioned } from '../app/ports/registry.ts';
import type { Quotas } from '../contract/access/quotas.ts';
import type { Duties } from '../contract/oversight/duties.ts';
import type { Agency, Calendar, Catalogue, Credential, System } from '../contract/registry.ts';
import type { SigningState } from '../contract/submissions/receipt.ts';
import { type CompiledCatalogue, compileCatalogue } from '../domain/registry/cell.ts';
import { CURRENT, type RecordKind } from '../domain/registry/records.ts';
import { type RegistryView, sees } from '../domain/registry/view.ts';
import { jsonBody } from './item.ts';
import { numberText, readView } from './registry/version.ts';

/**
 * The newest version of a record, of the tree the newest that `view` sees; null when there is none. Half a read unit, a whole one if
 * consistent, and as much again for each abandoned number on top.
 */
export async function newest(
  client: DynamoDBClient,
  table: string,
  kind: RecordKind,
  id: string,
  { isConsistent = false, view }: { readonly isConsistent?: boolean; readonly view?: RegistryView } = {},
): Promise<Versioned<unknown> | null> {
  for (let upTo = view?.version ?? null; ; ) {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: upTo === null ? 'pk = :pk' : 'pk = :pk AND sk <= :sk',
        ExpressionAttributeValues: {
          ':pk': { S: `${kind}#${id}` },
          ...(upTo !== null && { ':sk': { S: numberText(upTo) } }),
        },
        ScanIndexForward: false,
        Limit: 1,
        ConsistentRead: isConsistent,
      }),
    );
    const item = Items?.[0];
    if (item === undefined) return null;
    const version = Number(item.sk?.S);
    if (view === undefined || sees(view, version)) return { value: jsonBody(item), version };
    upTo = version - 1;
  }
}

/** The newest version of a record of the tree that is seen, uncached: for whoever judges a change by what stands there now. */
export const findRecord =
  <T>(client: DynamoDBClient, table: string, kind: RecordKind) =>
  async (id: string) => {
    const view = await readView(client, table);
    return (await newest(client, table, kind, id, { isConsistent: true, view })) as Versioned<T> | null;
  };

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

/** A version of the registry, and what was read of it: as it never changes, it is kept until the version moves. */
type Seen = { readonly view: RegistryView; readonly records: Map<string, Promise<unknown>> };

/** Asked for the version again by the first read of a request after a minute, by any read after half a minute more. */
const FIRST_MS = 60_000;
const ANY_MS = 90_000;

/** The version that is read from, for as long as a request takes; failures are not kept, nor that nothing was loaded yet. */
function seenVersion(client: DynamoDBClient, table: string, now: () => number) {
  let known: { readonly seen: Promise<Seen>; readonly askedAt: number } | null = null;
  const ask = async (before: Promise<Seen> | null): Promise<Seen> => {
    const view = await readView(client, table);
    const last = await before?.catch(() => null);
    return last?.view.version === view.version ? last : { view, records: new Map() };
  };
  return (after: number): Promise<Seen> => {
    if (known !== null && now() - known.askedAt < after) return known.seen;
    const asked = { seen: ask(known?.seen ?? null), askedAt: now() };
    const forget = (): void => {
      if (known === asked) known = null;
    };
    known = asked;
    asked.seen.then(({ view }) => view.version === 0 && forget(), forget);
    return asked.seen;
  };
}

/**
 * What the functions ask the registry, each record by itself, so that the cost of a submission does not grow with the number of agencies
 * (R4). All that a request reads is of one version: a request asks for its credential first and takes at most 29 s (API Gateway), and only
 * that first question moves to a newer version before a minute and a half is over. Records were written through their schemas, so they are
 * not parsed by them again.
 */
export function registryReader(client: DynamoDBClient, table: string, now: () => number) {
  const seen = seenVersion(client, table, now);
  const credentials = cachedForAMinute(
    async (id) => (await newest(client, table, 'credential', id)) as Versioned<Credential> | null,
    now,
  );
  /** Consistent, as it is kept: a replica that is behind would hide a part of the version. */
  const find = async <T>(
    kind: RecordKind,
    id: string,
    made: (found: Versioned<unknown>) => Versioned<T> = (found) => found as Versioned<T>,
  ): Promise<Versioned<T> | null> => {
    const { view, records } = await seen(ANY_MS);
    const name = `${kind}#${id}`;
    const known = records.get(name);
    if (known !== undefined) return known as Promise<Versioned<T> | null>;
    if (records.size >= MOST_CACHED) records.clear();
    const read = newest(client, table, kind, id, { isConsistent: true, view }).then(
      (found) => found && made(found),
    );
    records.set(name, read);
    read.catch(() => records.delete(name));
    return read;
  };
  const current = async <T>(
    kind: RecordKind,
    made?: (found: Versioned<unknown>) => Versioned<T>,
  ): Promise<Versioned<T>> => {
    const found = await find(kind, CURRENT, made);
    if (found === null) throw missing(kind, table);
    return found;
  };
  return {
    findAgency: (code: string) => find<Agency>('agency', code),
    findSystem: (id: string) => find<System>('system', id),
    findCredential: async (keyId: string) => {
      const [found] = await Promise.all([credentials(keyId), seen(FIRST_MS)]);
      return found?.value ?? null;
    },
    readCatalogue: () => current<CompiledCatalogue>('catalogue', compiled),
    readCalendar: async () => (await current<Calendar>('calendar')).value,
    readDuties: async () => (await current<Duties>('duties')).value,
    /** Uncached: whoever asks keeps them. */
    readQuotas: async () =>
      ((await newest(client, table, 'quotas', CURRENT))?.value as Quotas | undefined) ?? null,
  };
}

const compiled = ({ version, value }: Versioned<unknown>): Versioned<CompiledCatalogue> => ({
  version,
  value: compileCatalogue(value as Catalogue),
});

const missing = (kind: RecordKind, table: string): Error =>
  new Error(`table ${table} has no ${kind}: load the registry first (npm run dtm -- registry load)`);

/** Uncached and consistent: who signs keeps it himself. Null: never written, the stack's own keys sign. */
export const signingStateReader = (client: DynamoDBClient, table: string) => async () =>
  (await newest(client, table, 'signing-keys', CURRENT, {
    isConsistent: true,
  })) as Versioned<SigningState> | null;
