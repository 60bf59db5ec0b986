/**
 * A submission comes in: judge, record, enqueue, answer (DESIGN §1). The conditional put is durable acceptance and the
 * verdict in one write. Should the send fail after it, the caller gets 503, asks again, finds "the same again",
 * and the entry is sent again: whatever is behind the queue may see it any number of times.
 */

import type { DryRunVerdict } from '../../contract/submissions/dry-run.ts';
import type { LedgerEntry } from '../../contract/submissions/ledger.ts';
import type { Accepted } from '../../contract/submissions/submission.ts';
import type { Problem } from '../../domain/problems/problems.ts';
import { ok, type Result } from '../../domain/problems/result.ts';
import { correctionOf } from '../../domain/submissions/correction.ts';
import { isEvent, submissionId } from '../../domain/submissions/submission-key.ts';
import { cellCount } from '../../domain/submissions/submission-state.ts';
import type { PutEntry } from '../ports/ledger.ts';
import type { SendEntry } from '../ports/queues.ts';
import type { ReadSigner, Sign } from '../ports/signing.ts';
import type { JudgePorts } from './judge-form.ts';
import type { SubmissionRequest } from './judge-owner.ts';
import { judgeSubmission } from './judge-submission.ts';
import { acceptedOf } from './receipt.ts';
import { type FateAnswer, fateUnder, type SentAgain, type SentAgainPorts, sentAgain } from './sent-again.ts';

export type SubmitPorts = JudgePorts &
  SentAgainPorts & {
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
    const again = await againOf(ports, judged.couldStand);
    if (again === null) return judged;
    const signer = await ports.readSigner();
    await ports.sendEntry(again.standing);
    return ok({ ...acceptedOf(again.standing, signer), ...again.fate });
  }
  // Before anything is recorded: nothing is acknowledged without a receipt.
  const signer = await ports.readSigner();
  const entry = { ...judged.value, storedAt: new Date(ports.now()).toISOString() };
  const put = await ports.putEntry(entry);
  const again = put === 'written' ? ok({ standing: entry, fate: {} }) : await sentAgain(ports, put, entry);
  if (!again.ok) return again;
  const { standing, fate } = again.value;
  await ports.sendEntry(standing);
  return ok({ ...acceptedOf(standing, signer), ...fate });
}

/** What stands where this one would, if it is the same again; null if there is none or another. */
async function againOf(ports: SentAgainPorts, entry: LedgerEntry | null): Promise<SentAgain | null> {
  const found = entry && (await ports.findEntry(entry));
  const again = entry && found && (await sentAgain(ports, found, entry));
  return again?.ok ? again.value : null;
}

/** What `submit` would answer with: the entry that it would record, or the one that stands already and what has become of it. */
export type WouldBe = {
  readonly verdict: DryRunVerdict['verdict'];
  readonly entry: LedgerEntry;
  readonly fate: FateAnswer;
};

/** The verdict that `submit` would give now, with nothing recorded. */
export async function judgeNow(
  ports: JudgePorts & SentAgainPorts,
  request: SubmissionRequest,
): Promise<Result<WouldBe, Problem>> {
  const same = ({ standing, fate }: SentAgain): Result<WouldBe, Problem> =>
    ok({ verdict: 'same-again', entry: standing, fate });
  const judged = await judgeSubmission(ports, request);
  if (!judged.ok) {
    const again = await againOf(ports, judged.couldStand);
    return again === null ? judged : same(again);
  }
  const found = await ports.findEntry(judged.value);
  if (found === null) return ok({ verdict: 'new', entry: judged.value, fate: {} });
  const again = await sentAgain(ports, found, judged.value);
  return again.ok ? same(again.value) : again;
}

/** The same as it is answered (R26). */
export async function dryRun(
  ports: JudgePorts & SentAgainPorts,
  request: SubmissionRequest,
): Promise<Result<DryRunVerdict, Problem>> {
  const judged = await judgeNow(ports, request);
  if (!judged.ok) return judged;
  const { verdict, entry, fate } = judged.value;
  const effect = verdict === 'new' ? await effectOf(ports, entry) : {};
  return ok({ ...verdictOf(entry, verdict, fate), ...effect });
}

/** What recording an entry would change, beside adding it. */
export type Effect = Pick<DryRunVerdict, 'correction'> & FateAnswer;

/** What a new entry would do: a report corrects the one that counts, or would count itself in no total. Reads at most two entries. */
export async function effectOf(ports: SentAgainPorts, entry: LedgerEntry): Promise<Effect> {
  if (isEvent(entry)) return {};
  const highest = await ports.readHighest(entry);
  if (highest === null) return {};
  return highest.revision < entry.revision
    ? { correction: correctionOf(entry, highest) }
    : fateUnder(ports, entry, highest);
}

export const verdictOf = (
  entry: LedgerEntry,
  verdict: DryRunVerdict['verdict'],
  fate: FateAnswer = {},
): DryRunVerdict => ({
  dryRun: true,
  verdict,
  id: submissionId(entry),
  sha256: entry.sha256,
  digest: entry.digest,
  cells: cellCount(entry),
  timeliness: entry.timeliness,
  ...fate,
});
