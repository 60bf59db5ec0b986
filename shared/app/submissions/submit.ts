/**
 * A submission comes in: judge, record, enqueue, answer (DESIGN §1). The conditional put is durable acceptance and the
 * verdict in one write. Should the send fail after it, the caller gets 503, asks again, finds "the same again",
 * and the entry is sent again: whatever is behind the queue may see it any number of times.
 */
import type { LedgerEntry } from '../../contract/submissions/ledger.ts';
import type { Accepted, DryRunVerdict } from '../../contract/submissions/submission.ts';
import type { Problem } from '../../domain/problems/problems.ts';
import { ok, type Result } from '../../domain/problems/result.ts';
import { submissionId } from '../../domain/submissions/submission-key.ts';
import { cellCount } from '../../domain/submissions/submission-state.ts';
import { judgeAgain } from '../../domain/submissions/verdict.ts';
import type { FindEntry, PutEntry } from '../ports/ledger.ts';
import type { SendEntry } from '../ports/queues.ts';
import type { ReadSigner, Sign } from '../ports/signing.ts';
import type { JudgePorts } from './judge-form.ts';
import type { SubmissionRequest } from './judge-owner.ts';
import { judgeSubmission } from './judge-submission.ts';
import { acceptedOf } from './receipt.ts';

export type SubmitPorts = JudgePorts & {
  readonly findEntry: FindEntry;
  readonly putEntry: PutEntry;
  readonly sendEntry: SendEntry;
  readonly readSigner: ReadSigner<Sign>;
  readonly now: () => number;
};

export async function submit(
  ports: SubmitPorts,
  request: SubmissionRequest,
): Promise<Result<Accepted, Problem>> {
  const judged = await judgeSubmission(ports, request);
  if (!judged.ok) {
    const standing = await standingOf(ports, judged.couldStand);
    if (standing === null) return judged;
    const signer = await ports.readSigner();
    await ports.sendEntry(standing);
    return ok(acceptedOf(standing, signer));
  }
  // Before anything is recorded: nothing is acknowledged without a receipt.
  const signer = await ports.readSigner();
  const entry = { ...judged.value, storedAt: new Date(ports.now()).toISOString() };
  const put = await ports.putEntry(entry);
  const standing = put === 'written' ? ok(entry) : judgeAgain(put, entry);
  if (!standing.ok) return standing;
  await ports.sendEntry(standing.value);
  return ok(acceptedOf(standing.value, signer));
}

/** The entry that stands where this one would, if it is the same again; null if there is none or another. */
async function standingOf(
  { findEntry }: { readonly findEntry: FindEntry },
  entry: LedgerEntry | null,
): Promise<LedgerEntry | null> {
  const found = entry && (await findEntry(entry));
  const verdict = entry && found && judgeAgain(found, entry);
  return verdict?.ok ? verdict.value : null;
}

/** The verdict that `submit` would give now, with nothing recorded (R26). */
export async function dryRun(
  ports: JudgePorts & { readonly findEntry: FindEntry },
  request: SubmissionRequest,
): Promise<Result<DryRunVerdict, Problem>> {
  const judged = await judgeSubmission(ports, request);
  if (!judged.ok) {
    const standing = await standingOf(ports, judged.couldStand);
    return standing === null ? judged : ok(verdictOf(standing, 'same-again'));
  }
  const found = await ports.findEntry(judged.value);
  if (found === null) return ok(verdictOf(judged.value, 'new'));
  const standing = judgeAgain(found, judged.value);
  return standing.ok ? ok(verdictOf(standing.value, 'same-again')) : standing;
}

export const verdictOf = (entry: LedgerEntry, verdict: DryRunVerdict['verdict']): DryRunVerdict => ({
  dryRun: true,
  verdict,
  id: submissionId(entry),
  sha256: entry.sha256,
  digest: entry.digest,
  cells: cellCount(entry),
  timeliness: entry.timeliness,
});
