/** The journal in S3: the second copy of what was accepted (R24). */
import type { LedgerEntry } from '../../contract/submissions/ledger.ts';

/** Writes all entries as one object that is never overwritten: the second copy of what was accepted (R24). */
export type WriteJournal = (entries: readonly LedgerEntry[]) => Promise<void>;

/** One object of the journal: the entries of one consumed batch, or why they cannot be read. */
export type JournalObject = {
  /** Its name in the bucket. Names are in the order of writing. */
  readonly name: string;
  /** When it was written: an Instant. An entry may be in several objects, and none is in one written before it. */
  readonly writtenAt: string;
  readonly entries: readonly LedgerEntry[];
  readonly fault: string | null;
};

/**
 * All objects written from `from` (milliseconds) on and behind the object `after`, in the order of writing, a few in
 * memory at a time.
 */
export type ReadJournal = (from: number, after?: string | null) => AsyncIterable<JournalObject>;
