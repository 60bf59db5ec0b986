/** The state of a submission is derived from the ledger, never kept beside it. */
import type { EventEntry, LedgerEntry, ReportEntry } from '../../contract/submissions/ledger.ts';
import type { SubmissionState } from '../../contract/submissions/submission.ts';
import { isEvent, submissionId } from './submission-key.ts';

const common = (entry: LedgerEntry, state: SubmissionState['state']): SubmissionState => ({
  id: submissionId(entry),
  system: entry.system,
  agency: entry.agency,
  dataset: entry.dataset,
  period: entry.period,
  ...(isEvent(entry) ? { bucket: entry.bucket } : { revision: entry.revision }),
  state,
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

/** `highest` is the entry of the highest revision; `countedRevision` the one that the agency's total has seen. */
export function stateOf(entry: ReportEntry, highest: ReportEntry, countedRevision: number): SubmissionState {
  const superseded = highest.kind === 'withdrawal' ? 'withdrawn' : 'superseded';
  const current = countedRevision >= entry.revision ? 'counted' : 'accepted';
  return common(entry, entry.revision < highest.revision ? superseded : current);
}

/** `isCounted`: the total of its bucket has seen every entry that the bucket had when it was asked. */
export const stateOfEvent = (
  entry: EventEntry,
  withdrawal: EventEntry | null,
  isCounted: boolean,
): SubmissionState => common(entry, withdrawal !== null ? 'withdrawn' : isCounted ? 'counted' : 'accepted');
