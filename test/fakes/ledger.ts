/** The ledger in memory: one holder per key, as the conditional put makes it. Entries are kept as text, so none is shared. */
import { deflateRawSync } from 'node:zlib';
import type {
  FindEntry,
  PutEntry,
  ReadEvents,
  ReadEventsBehind,
  ReadHighest,
  ReadLedgerPage,
  ReadLedgerRange,
  ReadPlaces,
  ReadReports,
  ReadReportsBetween,
  ReadRevisions,
  ReadSystemEvents,
  ReplaceEntry,
  Standing,
} from '../../shared/app/ports/ledger.ts';
import type { EventEntry, LedgerEntry, ReportEntry } from '../../shared/contract/submissions/ledger.ts';
import { type EventKey, isEvent, type ReportKey } from '../../shared/domain/submissions/submission-key.ts';
import { placeOfStanding } from '../../shared/domain/verification/compare-entry.ts';

export type LedgerPorts = {
  readonly putEntry: PutEntry;
  readonly findEntry: FindEntry;
  readonly readRevisions: ReadRevisions;
  readonly readHighest: ReadHighest;
  readonly readReports: ReadReports;
  readonly readReportsBetween: ReadReportsBetween;
  readonly readEvents: ReadEvents;
  readonly readSystemEvents: ReadSystemEvents;
  readonly readEventsBehind: ReadEventsBehind;
  readonly readPlaces: ReadPlaces;
  readonly replaceEntry: ReplaceEntry;
};

/** The bound of an item in DynamoDB. */
const LARGEST = 400 * 1024;

type Place = { readonly partition: string; readonly key: string };

const reportsOf = (system: string, dataset: string, period: string) => `r#${system}#${dataset}#${period}`;
const eventsOf = (system: string, dataset: string) => `e#${system}#${dataset}`;
const shardOf = (bucket: string, shard: number) => `${bucket}#${shard.toString(16)}#`;

function placeOfEntry(key: LedgerEntry | ReportKey | EventKey): Place {
  const isEventKey = 'kind' in key ? isEvent(key) : 'bucket' in key;
  if (isEventKey && 'bucket' in key) {
    const isWithdrawal = 'kind' in key ? key.kind === 'event-withdrawal' : key.isWithdrawal === true;
    const name = `${shardOf(key.bucket, key.shard)}${key.idempotencyKey}${isWithdrawal ? '!' : ''}`;
    return { partition: eventsOf(key.system, key.dataset), key: name };
  }
  if (!('revision' in key)) throw new Error('a key of neither a report nor an event');
  const name = String(key.revision).padStart(3, '0');
  return { partition: reportsOf(key.system, key.dataset, 'period' in key ? key.period : ''), key: name };
}

/** So small that a walk through a test's ledger has several. */
const PAGE = 5;

/** `now`: for the log of changes, from which a restore makes a copy. */
export function fakeLedger(now: () => number = () => 0) {
  const log: { readonly at: number; readonly entry: LedgerEntry }[] = [];
  const partitions = new Map<string, Map<string, string>>();
  /** Of a partition, in the order of their keys. */
  const read = <T extends LedgerEntry>(partition: string, takes: (key: string) => boolean): T[] =>
    [...(partitions.get(partition) ?? [])]
      .filter(([key]) => takes(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, text]) => JSON.parse(text) as T);
  const revisions = (system: string, dataset: string, period: string) =>
    read<ReportEntry>(reportsOf(system, dataset, period), () => true);
  const all = (): LedgerEntry[] =>
    [...partitions.values()].flatMap((partition) =>
      [...partition.values()].map((text) => JSON.parse(text) as LedgerEntry),
    );
  const ports: LedgerPorts = {
    async putEntry(entry) {
      const { partition, key } = placeOfEntry(entry);
      const holders = partitions.get(partition) ?? new Map<string, string>();
      const standing = holders.get(key);
      if (standing !== undefined) return JSON.parse(standing) as LedgerEntry;
      const text = JSON.stringify(entry);
      if (text.length > LARGEST && deflateRawSync(text).length > LARGEST)
        throw new Error('too large an item');
      partitions.set(partition, holders.set(key, text));
      log.push({ at: now(), entry: JSON.parse(text) as LedgerEntry });
      return 'written';
    },
    async findEntry(wanted) {
      const { partition, key } = placeOfEntry(wanted);
      const text = partitions.get(partition)?.get(key);
      return text === undefined ? null : (JSON.parse(text) as LedgerEntry);
    },
    readRevisions: async (system, dataset, period) => revisions(system, dataset, period),
    readHighest: async ({ system, dataset, period }) => revisions(system, dataset, period).at(-1) ?? null,
    async *readReports(dataset, period, _owner, systems) {
      for (const system of [...systems].sort()) yield* revisions(system, dataset, period);
    },
    async *readReportsBetween(dataset, period, [first, last]) {
      const [level] = first.split('.');
      const end = reportsOf('', dataset, period).slice('r#'.length);
      const between = [...partitions.keys()]
        .flatMap((name) => (name.startsWith('r#') && name.endsWith(end) ? name.slice(2, -end.length) : []))
        .filter((system) => first <= system && system <= last && system.split('.')[0] === level);
      for (const system of between.sort()) yield* revisions(system, dataset, period);
    },
    async *readEvents(dataset, system, bucket, shard) {
      yield* read<EventEntry>(eventsOf(system, dataset), (key) => key.startsWith(shardOf(bucket, shard)));
    },
    async *readSystemEvents(dataset, system, from, to) {
      yield* read<EventEntry>(eventsOf(system, dataset), (key) => {
        const day = key.slice(0, 10);
        return from <= day && day <= to;
      });
    },
    async readEventsBehind({ dataset, system, from, to, after, most }) {
      const behind = after === null ? '' : placeOfEntry(after).key;
      const inRange = read<EventEntry>(
        eventsOf(system, dataset),
        (key) => from <= key && (key <= to || key.startsWith(to)) && key > behind,
      );
      return inRange.slice(0, most);
    },
    readPlaces: async (entries) =>
      entries.map((entry) => {
        const { partition, key } = placeOfEntry(entry);
        const text = partitions.get(partition)?.get(key);
        const place = placeOfStanding({ partition, sort: key });
        return { place, entry: text === undefined ? null : (JSON.parse(text) as LedgerEntry) };
      }),
    async replaceEntry(entry, damaged) {
      const { partition, key } = placeOfEntry(entry);
      const holders = partitions.get(partition);
      if (holders?.get(key) !== JSON.stringify(damaged)) return 'it has changed meanwhile';
      holders.set(key, JSON.stringify(entry));
      log.push({ at: now(), entry });
      return 'written';
    },
  };
  const standing = (): Standing[] =>
    [...partitions]
      .flatMap(([partition, holders]) =>
        [...holders].map(([sort, text]) => ({ partition, sort, entry: JSON.parse(text) as LedgerEntry })),
      )
      .sort((a, b) => (`${a.partition}#${a.sort}` < `${b.partition}#${b.sort}` ? -1 : 1));
  const readLedgerPage: ReadLedgerPage = async (cursor, storedAfter) => {
    const from = Number(cursor ?? 0);
    const page = standing().slice(from, from + PAGE);
    const after = storedAfter === undefined ? '' : new Date(storedAfter).toISOString();
    const next = from + PAGE < standing().length ? String(from + PAGE) : null;
    return { entries: page.filter(({ entry }) => entry.storedAt > after), next };
  };
  const readLedgerRange: ReadLedgerRange = async (partition, from, to) =>
    standing().filter((one) => one.partition === partition && one.sort >= from && one.sort <= to);
  return {
    ...ports,
    readLedgerPage,
    readLedgerRange,
    /** Every entry that was written, and when. */
    log: (): readonly { readonly at: number; readonly entry: LedgerEntry }[] => log,
    /** What no code of the hub does: an entry gone, or another in its place. */
    tamper(entry: LedgerEntry, other: LedgerEntry | null): void {
      const { partition, key } = placeOfEntry(entry);
      if (other === null) partitions.get(partition)?.delete(key);
      else partitions.get(partition)?.set(key, JSON.stringify(other));
    },
    entries: all,
    /** In the order of their revisions. */
    reports: (): ReportEntry[] =>
      all()
        .flatMap((entry) => (isEvent(entry) ? [] : entry))
        .sort((a, b) => a.revision - b.revision),
    events: (): EventEntry[] => all().filter(isEvent),
  };
}
