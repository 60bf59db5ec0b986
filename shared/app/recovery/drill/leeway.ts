/** By what restored totals may differ from the restored ledger, and nothing be wrong. */
import type { LedgerEntry } from '../../../contract/submissions/ledger.ts';
import { submissionId } from '../../../domain/submissions/submission-key.ts';
import { LAG_MS, MARGIN_MS, SWEPT_MS } from '../../../domain/verification/margins.ts';
import type { ReadJournal } from '../../ports/journal.ts';
import { instantsOf } from './check-ledger.ts';
import type { DrillState } from './state.ts';

export type Leeway = {
  /** Totals above an entry stored later than this may have been behind it. */
  readonly young: string;
  /** All may have been behind: the tree had just changed. */
  readonly isAllYoung: boolean;
  /** Entries of the live ledger between these the copy need not have, and its totals may have. */
  readonly sure: string;
  readonly tooNew: string;
  /** What was stored later and never got a message may not have been counted yet: the sweep comes each hour. */
  readonly swept: string;
  readonly readJournal: ReadJournal;
  /** Names of the totals above an entry. */
  readonly pathOf: (entry: LedgerEntry) => readonly string[];
};

export function leewayOf(state: DrillState, readJournal: ReadJournal, pathOf: Leeway['pathOf']): Leeway {
  const before = (milliseconds: number): string =>
    new Date(Date.parse(state.restorePoint ?? '') - milliseconds).toISOString();
  const { sure, tooNew } = instantsOf(state);
  const young = before(LAG_MS);
  const isAllYoung = (state.registryChangedAt ?? '') > young;
  return { young, isAllYoung, sure, tooNew, swept: before(SWEPT_MS), readJournal, pathOf };
}

/** Bounds the memory; were more of them without a message, the sweep's alarm would ring. */
const MOST_LATE = 20_000;

/**
 * Looks for what excuses the totals `names`, to be asked only where some do not fit: `see` is told of each entry of the live ledger
 * below them, and `excused` answers which names are above one that tables which restore at slightly different instants have on
 * one side only, or that no message had announced by `young`.
 */
export function excuses(
  names: ReadonlySet<string>,
  { young, sure, tooNew, swept, readJournal, pathOf }: Leeway,
) {
  const found = new Set<string>();
  const late = new Map<string, readonly string[]>();
  return {
    see(entry: LedgerEntry): void {
      const { storedAt } = entry;
      const isNear = storedAt > sure && storedAt <= tooNew;
      const isLate = storedAt > swept && storedAt <= young && late.size < MOST_LATE;
      if (!isNear && !isLate) return;
      const path = pathOf(entry).filter((name) => names.has(name));
      if (isNear) for (const name of path) found.add(name);
      else if (path.length > 0) late.set(submissionId(entry), path);
    },
    async excused(): Promise<ReadonlySet<string>> {
      if (late.size > 0)
        for await (const { writtenAt, entries } of readJournal(Date.parse(swept) - MARGIN_MS)) {
          if (writtenAt > young) break;
          for (const entry of entries) late.delete(submissionId(entry));
        }
      for (const path of late.values()) for (const name of path) found.add(name);
      return found;
    },
  };
}
