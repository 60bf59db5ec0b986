/** The state of a submission is derived from the ledger, never kept beside it. */
import type { LedgerEntry } from '../contract/ledger.ts';
import type { SubmissionState } from '../contract/submission.ts';
import { submissionId } from './submission-key.ts';

/** `highest` is the entry of the highest revision; `countedRevision` the one that the agency's total has seen. */
export function stateOf(entry: LedgerEntry, highest: LedgerEntry, countedRevision: number): SubmissionState {
  const superseded = highest.kind === 'withdrawal' ? 'withdrawn' : 'superseded';
  const current = countedRevision >= entry.revision ? 'counted' : 'accepted';
  return {
    id: submissionId(entry),
    system: entry.system,
    agency: entry.agency,
    dataset: entry.dataset,
    period: entry.period,
    revision: entry.revision,
    state: entry.revision < highest.revision ? superseded : current,
    receivedAt: entry.receivedAt,
    storedAt: entry.storedAt,
    sha256: entry.sha256,
    digest: entry.digest,
    timeliness: entry.timeliness,
    cells: Object.keys(entry.cells).length,
  };
}
