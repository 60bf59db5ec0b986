/** What the ledger's one conditional put decides about an entry (DESIGN §1): new, the same again, or a conflict. */
import type { LedgerEntry } from '../../contract/submissions/ledger.ts';
import { MAX_REVISION } from '../../contract/submissions/submission.ts';
import { type Problem, problem } from '../problems/problems.ts';
import { fail, ok, type Result } from '../problems/result.ts';
import { isEvent } from './submission-key.ts';

/**
 * Judges an entry whose revision is already held. The same content gets the entry that stands, so that a retry
 * is answered as the first was; other content is refused, by `idempotency-key-reused` when the sender said that
 * it was a retry, else by `revision-conflict`. `highest`: of the revisions that there are, where the caller knows it; a
 * correction has to be above that.
 */
export function judgeAgain(
  standing: LedgerEntry,
  entry: LedgerEntry,
  highest = 0,
): Result<LedgerEntry, Problem> {
  if (standing.digest === entry.digest && standing.kind === entry.kind) return ok(standing);
  const { receivedAt } = standing;
  const isSameKey = entry.idempotencyKey !== null && entry.idempotencyKey === standing.idempotencyKey;
  if (isEvent(entry) || isSameKey) {
    const key = entry.idempotencyKey ?? '';
    return fail(
      problem('idempotency-key-reused', { key, receivedAt }, [
        {
          code: 'idempotency-key-reused',
          pointer: null,
          parameter: 'Idempotency-Key',
          key: null,
          details: { value: key, receivedAt },
        },
      ]),
    );
  }
  const { revision } = entry;
  const last = Math.max(revision, highest);
  const what = `${entry.system} ${entry.dataset} ${entry.period}`;
  return fail(
    problem(
      'revision-conflict',
      { what, revision, highest: last, most: MAX_REVISION, receivedAt, sha256: standing.sha256 },
      [
        {
          code: 'revision-conflict',
          pointer: '/revision',
          key: null,
          details: { value: revision, receivedAt, highest: last, most: MAX_REVISION },
          allowed: last < MAX_REVISION ? [`≥ ${last + 1}`, `≤ ${MAX_REVISION}`] : [],
        },
      ],
    ),
  );
}
