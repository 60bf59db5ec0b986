/**
 * A submission whose place in the ledger is taken: whether it is the same again, and what has become of that since. A retry is never
 * refused, but its sender has to learn where it counts nowhere any more.
 */
import type { LedgerEntry, ReportEntry } from '../../contract/submissions/ledger.ts';
import { type Accepted, MAX_REVISION } from '../../contract/submissions/submission.ts';
import type { Problem } from '../../domain/problems/problems.ts';
import { ok, type Result } from '../../domain/problems/result.ts';
import { isEvent, submissionId } from '../../domain/submissions/submission-key.ts';
import { type Fate, fateOfReport } from '../../domain/submissions/submission-state.ts';
import { judgeAgain } from '../../domain/submissions/verdict.ts';
import type { FindEntry, ReadHighest } from '../ports/ledger.ts';

export type SentAgainPorts = { readonly findEntry: FindEntry; readonly readHighest: ReadHighest };

/** What an answer says of the fate of an entry; nothing while the entry stands. */
export type FateAnswer = Pick<Accepted, 'state' | 'by' | 'nextRevision'>;

export type SentAgain = { readonly standing: LedgerEntry; readonly fate: FateAnswer };

/** `standing` is what the ledger has where `entry` would be. Of a report at most two entries are read, of an event one. */
export async function sentAgain(
  ports: SentAgainPorts,
  standing: LedgerEntry,
  entry: LedgerEntry,
): Promise<Result<SentAgain, Problem>> {
  const { system, dataset } = standing;
  if (isEvent(standing)) {
    const verdict = judgeAgain(standing, entry);
    if (!verdict.ok) return verdict;
    const { bucket, shard, idempotencyKey } = standing;
    const key = { system, dataset, bucket, shard, idempotencyKey, isWithdrawal: true };
    const by = await ports.findEntry(key);
    return ok({ standing, fate: by === null ? {} : answerOf({ state: 'withdrawn', by }) });
  }
  const highest = (await ports.readHighest(standing)) ?? standing;
  const verdict = judgeAgain(standing, entry, highest.revision);
  if (!verdict.ok) return verdict;
  return ok({ standing, fate: await fateUnder(ports, standing, highest) });
}

/** What becomes of a report under the highest revision that stands; nothing where it is itself the highest. */
export async function fateUnder(
  ports: Pick<SentAgainPorts, 'findEntry'>,
  report: ReportEntry,
  highest: ReportEntry,
): Promise<FateAnswer> {
  const { system, dataset, period, revision } = report;
  const behind = { system, dataset, period, revision: revision + 1 };
  const next = highest.revision > behind.revision ? await ports.findEntry(behind) : highest;
  const fate = fateOfReport(report, next !== null && !isEvent(next) ? next : null, highest);
  const nextRevision = highest.revision + 1;
  return fate === null ? {} : { ...answerOf(fate), ...(nextRevision <= MAX_REVISION && { nextRevision }) };
}

const answerOf = ({ state, by }: Fate): FateAnswer => ({ state, by: submissionId(by) });
