/** The state of a submission is derived from the ledger, never kept beside it. */
import type { EventEntry, LedgerEntry, ReportEntry } from '../../contract/submissions/ledger.ts';
import type { SubmissionState } from '../../contract/submissions/submission.ts';
import { isEvent, submissionId } from './submission-key.ts';

const common = (
  entry: LedgerEntry,
  state: SubmissionState['state'],
  by: LedgerEntry | null,
): SubmissionState => ({
  id: submissionId(entry),
  kind: entry.kind,
  system: entry.system,
  agency: entry.agency,
  dataset: entry.dataset,
  period: entry.period,
  ...(isEvent(entry) ? { bucket: entry.bucket } : { revision: entry.revision }),
  state,
  ...(by !== null && { by: submissionId(by) }),
  receivedAt: entry.receivedAt,
  storedAt: entry.storedAt,
  sha256: entry.sha256,
  digest: entry.digest,
  timeliness: entry.timeliness,
  cells: cellCount(entry),
});

/** How many figures a submission has. */
export const cellCount = (entry: LedgerEntry): number =>
  isEvent(entry)
    ? entry.increments.reduce((count, { cells }) => count + Object.keys(cells).length, 0)
    : Object.keys(entry.cells).length;

/** Why an entry counts nowhere any more, and through which one. */
export type Fate = { readonly state: 'superseded' | 'withdrawn'; readonly by: LedgerEntry };

/**
 * `next` is the entry of the very next revision, null where that is free; `highest` that of the highest. What was withdrawn stays
 * withdrawn when a later revision counts. A withdrawal takes all below it along; it can be superseded, but not withdrawn. Null:
 * the entry is the highest.
 */
export function fateOfReport(
  entry: ReportEntry,
  next: ReportEntry | null,
  highest: ReportEntry,
): Fate | null {
  if (highest.revision <= entry.revision) return null;
  if (entry.kind === 'report') {
    if (next?.kind === 'withdrawal') return { state: 'withdrawn', by: next };
    if (highest.kind === 'withdrawal') return { state: 'withdrawn', by: highest };
  }
  return { state: 'superseded', by: highest };
}

/** `countedRevision` is the one that the agency's total has seen. */
export function stateOf(entry: ReportEntry, fate: Fate | null, countedRevision: number): SubmissionState {
  const current = countedRevision >= entry.revision ? 'counted' : 'accepted';
  return common(entry, fate?.state ?? current, fate?.by ?? null);
}

/** `isCounted`: the total of its bucket has seen every entry that the bucket had when it was asked. */
export const stateOfEvent = (
  entry: EventEntry,
  withdrawal: EventEntry | null,
  isCounted: boolean,
): SubmissionState =>
  common(entry, withdrawal !== null ? 'withdrawn' : isCounted ? 'counted' : 'accepted', withdrawal);
