/**
 * The change log beneath the item store: for each write, in commit order, what the item was before. Written in the same
 * LevelDB batch as the item, so that a kill leaves both or neither. It is an undo log: the present is in the table, the
 * past is the present undone, and what is older than the window is cut off by deleting a range of keys.
 *
 * Per table, times never go back: where the clock does (another offset after a restart), time stands still instead.
 */
import { type DynaliteStore, type Level, under } from '../dynalite.ts';

type Change = { type: 'put'; key: string; value: string; valueEncoding: 'utf8' };

const PAGE = 500;
const LATEST = 9_999_999_999_999;
const changesOf = (tableId: string): string => `pitr-change~${tableId}~`;
const digits = (value: number, length: number): string => String(value).padStart(length, '0');
export const itemsOf = (table: string): string => `item-${table}~`;

type Recorder = (itemKey: string) => Change;

async function recorderOf(
  level: Level,
  table: string,
  tableId: string,
  now: () => number,
): Promise<Recorder> {
  const [changes, items] = [changesOf(tableId), itemsOf(table)];
  const newest = level.iterator({ ...under(changes), reverse: true, limit: 1, valueEncoding: 'utf8' });
  const [last] = await newest.nextv(1);
  await newest.close();
  let [time = 0, sequence = 0] = (last?.[0].slice(changes.length) ?? '0-0').split('-').map(Number);
  return (itemKey) => {
    const clock = Math.min(now(), LATEST);
    sequence = clock > time ? 0 : sequence + 1;
    time = Math.max(clock, time);
    // Each key has one writer at a time (dynalite's lock), so that what is read here is what the write replaces.
    const before = level.getSync(`${items}${itemKey}`, { valueEncoding: 'utf8' });
    return {
      type: 'put',
      key: `${changes}${digits(time, 13)}-${digits(sequence, 9)}`,
      value: `${itemKey}\n${before ?? ''}`,
      valueEncoding: 'utf8',
    };
  };
}

export type ChangeLog = {
  /** From now on, every write of `table` is recorded under `tableId`. */
  record(table: string, tableId: string): Promise<void>;
  stop(table: string): void;
  /** Forgets changes made before `time` (ms); all of them if it is absent. */
  cut(tableId: string, time?: number): Promise<void>;
};

/** Puts itself between dynalite and its items. */
export function recordChanges(store: DynaliteStore, now: () => number): ChangeLog {
  const recorders = new Map<string, Recorder>();
  const hooked = new WeakSet<object>();
  const level = store.db;
  const itemDb = store.getItemDb.bind(store);
  store.getItemDb = (table) => {
    const items = itemDb(table);
    if (hooked.has(items)) return items;
    hooked.add(items);
    const { put, del } = items;
    items.put = (key, value, done) => {
      const recorder = recorders.get(table);
      if (recorder === undefined) return put(key, value, done);
      level.batch([{ type: 'put', key: `${itemsOf(table)}${key}`, value }, recorder(key)], done);
    };
    items.del = (key, done) => {
      const recorder = recorders.get(table);
      if (recorder === undefined) return del(key, done);
      level.batch([{ type: 'del', key: `${itemsOf(table)}${key}` }, recorder(key)], done);
    };
    return items;
  };
  return {
    record: async (table, tableId) => {
      recorders.set(table, await recorderOf(level, table, tableId, now));
    },
    stop: (table) => void recorders.delete(table),
    cut: (tableId, time) => {
      const changes = changesOf(tableId);
      const { gte, lt } = under(changes);
      return level.clear({ gte, lt: time === undefined ? lt : `${changes}${digits(Math.max(0, time), 13)}` });
    },
  };
}

async function* pages(
  level: Level,
  options: Parameters<Level['iterator']>[0],
  signal: AbortSignal,
): AsyncGenerator<[string, string][]> {
  const iterator = level.iterator(options);
  try {
    for (let page = await iterator.nextv(PAGE); page.length > 0; page = await iterator.nextv(PAGE)) {
      signal.throwIfAborted();
      yield page;
    }
  } finally {
    await iterator.close();
  }
}

/**
 * Copies all items under the key prefix `from` to `to`, whatever was there before being removed; with `past`, as they
 * were at the end of the millisecond `past.time` by the changes recorded under `past.tableId`. Reads one snapshot, in
 * pages: writers go on meanwhile. Returns the bytes copied. Done again it gives the same result.
 */
export async function copyItems(
  level: Level,
  from: string,
  to: string,
  signal: AbortSignal,
  past?: { tableId: string; time: number },
): Promise<number> {
  const snapshot = level.snapshot();
  const read = { snapshot, valueEncoding: 'utf8' } as const;
  let bytes = 0;
  try {
    await level.clear(under(to));
    for await (const page of pages(level, { ...under(from), ...read }, signal)) {
      for (const [, value] of page) bytes += Buffer.byteLength(value);
      await level.batch(
        page.map(([key, value]) => ({
          type: 'put',
          key: `${to}${key.slice(from.length)}`,
          value,
          valueEncoding: 'utf8',
        })),
      );
    }
    if (past === undefined) return bytes;
    const changes = changesOf(past.tableId);
    const later = { gt: `${changes}${digits(past.time, 13)}~`, lt: under(changes).lt };
    for await (const page of pages(level, { ...later, ...read, reverse: true }, signal))
      await level.batch(
        page.map(([, change]) => {
          const end = change.indexOf('\n');
          const [key, value] = [`${to}${change.slice(0, end)}`, change.slice(end + 1)];
          return value === ''
            ? { type: 'del' as const, key }
            : { type: 'put' as const, key, value, valueEncoding: 'utf8' as const };
        }),
      );
    return bytes;
  } finally {
    await snapshot.close();
  }
}
