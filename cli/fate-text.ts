/** What became of a submission that is sent again: where it counts nowhere, lines that cannot be missed. */
import type { Accepted } from '../shared/contract/submissions/submission.ts';
import { readSubmissionId } from '../shared/domain/submissions/submission-key.ts';

/** Null while it stands. */
export function fateText({
  id,
  state,
  by,
  nextRevision,
}: Pick<Accepted, 'id' | 'state' | 'by' | 'nextRevision'>): string | null {
  if (state === undefined) return null;
  const again =
    nextRevision !== undefined
      ? `To report again, send it with "revision": ${nextRevision}.`
      : readSubmissionId(id).kind === 'event'
        ? 'To report again, send it with another Idempotency-Key.'
        : 'All revisions are used: ask the operator.';
  return `! ${id} COUNTS IN NO TOTAL: ${state} by ${by}; the same again changes nothing.\n! ${again}`;
}
