/** What the ledger's one conditional put decides about an entry (DESIGN §1): new, the same again, or a conflict. */
import type { LedgerEntry } from '../contract/ledger.ts';
import { MAX_REVISION } from '../contract/submission.ts';
import { type Problem, problem } from './problems.ts';
import { fail, ok, type Result } from './result.ts';
import { isEvent } from './submission-key.ts';

/**
 * Judges an entry whose revision is already held. The same content gets the entry that stands, so that a retry
 * is answered as the first was; other content is refused, by `idempotency-key-reused` when the sender said that
 * it was a retry, else by `revision-conflict`.
 */
export function judgeAgain(standing: LedgerEntry, entry: LedgerEntry): Result<LedgerEntry, Problem> {
  if (standing.digest === entry.digest && standing.kind === entry.kind) return ok(standing);
  const isSameKey = entry.idempotencyKey !== null && entry.idempotencyKey === standing.idempotencyKey;
  if (isEvent(entry) || isSameKey) {
    return fail(
      problem('idempotency-key-reused', { key: entry.idempotencyKey ?? '', receivedAt: standing.receivedAt }),
    );
  }
  return fail(
    problem('revision-conflict', {
      what: `${entry.system} ${entry.dataset} ${entry.period}`,
      revision: entry.revision,
      most: MAX_REVISION,
      receivedAt: standing.receivedAt,
      sha256: standing.sha256,
    }),
  );
}
