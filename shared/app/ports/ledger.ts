/** The ledger as use cases ask it (DESIGN §5, table Submissions). Every read is strongly consistent. */
import type { Dataset } from '../../contract/registry.ts';
import type { EventEntry, LedgerEntry, ReportEntry } from '../../contract/submissions/ledger.ts';
import type { IdRange } from '../../domain/registry/subtree.ts';
import type { EventKey, ReportKey } from '../../domain/submissions/submission-key.ts';
import type { Period } from '../../domain/values/period.ts';

/** The entry of a revision, or of an event (not its withdrawal). */
export type FindEntry = (key: ReportKey | EventKey) => Promise<LedgerEntry | null>;

/** Thrown where the ledger can never take an entry, such as one above the size of an item: no later try writes it. */
export class EntryRefused extends Error {
  override readonly name = 'EntryRefused';
}

/** Writes the entry where its revision is free; else answers with the entry that stands there. Throws EntryRefused. */
export type PutEntry = (entry: LedgerEntry) => Promise<'written' | LedgerEntry>;

/** Every revision of one system's report, in order; consistent, so that what was acknowledged is seen. */
export type ReadRevisions = (
  system: string,
  dataset: string,
  period: string,
) => Promise<readonly ReportEntry[]>;

/** The highest revision of one system's report; one entry is read, however many there are. Consistent. */
export type ReadHighest = (
  report: Pick<ReportKey, 'system' | 'dataset' | 'period'>,
) => Promise<ReportEntry | null>;

/**
 * Every ledger entry of the given systems, all revisions, those of one system behind each other; `owner` names the
 * agency whose own systems they are, or a band of it.
 */
export type ReadReports = (
  dataset: string,
  period: string,
  owner: string,
  systems: readonly string[],
) => AsyncIterable<ReportEntry>;

/** Every entry of one shard of a time bucket, in the order of their keys, a withdrawal right behind its event. */
export type ReadEvents = (
  dataset: string,
  system: string,
  bucket: string,
  shard: number,
) => AsyncIterable<EventEntry>;

/** Ledger entries of a system in a period of a dataset, withdrawals and all revisions counted, as far as `most`. */
export type CountEntries = (
  system: string,
  dataset: Dataset,
  period: Period,
  most: number,
) => Promise<number>;

/** For whoever folds reports only. */
export const noEvents: ReadEvents = async function* () {};

/**
 * All events of a system between two days, both included; those of one shard of a bucket behind each other, as
 * `ReadEvents` has them.
 */
export type ReadSystemEvents = (
  dataset: string,
  system: string,
  from: string,
  to: string,
) => AsyncIterable<EventEntry>;

/**
 * Every ledger entry of the systems whose ids lie in a range, both ends of one level-1 code: all revisions in their
 * order, those of one system behind each other. Consistent, page by page.
 */
export type ReadReportsBetween = (
  dataset: string,
  period: string,
  range: IdRange,
) => AsyncIterable<ReportEntry>;

/** An entry where it stands. Those of one partition are together, in the order of their sort keys. */
export type Standing = { readonly partition: string; readonly sort: string; readonly entry: LedgerEntry };

/** A page of a walk through a whole ledger; `next` is null at its end. `storedAfter`: none that was stored by then. */
export type ReadLedgerPage = (
  cursor: string | null,
  storedAfter?: number,
) => Promise<{ readonly entries: readonly Standing[]; readonly next: string | null }>;

/** The entries of a partition between two sort keys, both included. Consistent. */
export type ReadLedgerRange = (partition: string, from: string, to: string) => Promise<readonly Standing[]>;

/** Where each of these entries has its place, and what the ledger has there; in their order. Consistent. */
export type ReadPlaces = (
  entries: readonly LedgerEntry[],
) => Promise<readonly { readonly place: string; readonly entry: LedgerEntry | null }[]>;

/** Puts `entry` in the place of `damaged`, if that still stands there as it was read. */
export type ReplaceEntry = (
  entry: LedgerEntry,
  damaged: LedgerEntry,
) => Promise<'written' | 'it has changed meanwhile'>;

type EventRange = {
  readonly dataset: string;
  readonly system: string;
  /** The first and the last bucket, days or finer: all that lies in the last one as well. */
  readonly from: string;
  readonly to: string;
  /** Only what is behind this entry, which is in the range. */
  readonly after: EventKey | null;
  readonly most: number;
};

/** The first entries of a range, at most so many, in the order of bucket, shard and key, a withdrawal right behind its event. Consistent. */
export type ReadEventsBehind = (range: EventRange) => Promise<readonly EventEntry[]>;
