/**
 * What was judged right in a piece is recorded and enqueued, as the real-time call does it, or left where nothing is to be. Done twice,
 * or by two at once, it finds its own entries: what stands there with the same key, instant and content is what it wrote itself.
 */
import pLimit from 'p-limit';
import type { BatchRecord } from '../../contract/batches/record.ts';
import type { Correction } from '../../contract/submissions/dry-run.ts';
import type { LedgerEntry } from '../../contract/submissions/ledger.ts';
import { records } from '../../domain/batches/batch-state.ts';
import { controlTotals } from '../../domain/batches/control-totals.ts';
import { outcomeName, takenName, verdictName } from '../../domain/batches/object-names.ts';
import type { RowFinding } from '../../domain/batches/row-finding.ts';
import type { Problem } from '../../domain/problems/problems.ts';
import { submissionId } from '../../domain/submissions/submission-key.ts';
import type { NewName, SendEntries, WorkObjectPorts } from '../ports/batches.ts';
import type { PutEntry } from '../ports/ledger.ts';
import { type FateAnswer, type SentAgainPorts, sentAgain } from '../submissions/sent-again.ts';
import { noCorrections, withCorrection } from './corrections.ts';
import { faultList } from './fault-list.ts';
import {
  type JudgedLine,
  linesOf,
  type OutcomeLine,
  type PieceOutcome,
  type PieceVerdict,
} from './piece-lines.ts';

export type SettlePorts = WorkObjectPorts &
  SentAgainPorts & {
    readonly putEntry: PutEntry;
    readonly sendEntries: SendEntries;
    readonly newName: NewName;
    readonly now: () => number;
  };

/** Entries that are recorded at the same time, and enqueued before the next are: ten fill a call of the queue. */
const AT_ONCE = 40;

type Settled =
  | {
      readonly standing: LedgerEntry;
      readonly outcome: OutcomeLine['outcome'];
      readonly fate: FateAnswer;
      readonly correction?: Correction;
    }
  | { readonly taken: Problem };

const isOwn = (standing: LedgerEntry, entry: LedgerEntry): boolean =>
  standing.digest === entry.digest &&
  standing.sha256 === entry.sha256 &&
  standing.receivedAt === entry.receivedAt &&
  standing.credential === entry.credential;

async function record(ports: SettlePorts, { entry, verdict, fate }: JudgedLine): Promise<Settled> {
  if (verdict === 'same-again') return { standing: entry, outcome: verdict, fate };
  const own = { ...entry, storedAt: new Date(ports.now()).toISOString() };
  const put = await ports.putEntry(own);
  if (put === 'written') return { standing: own, outcome: 'accepted', fate: {} };
  if (isOwn(put, entry)) return { standing: put, outcome: 'accepted', fate: {} };
  const again = await sentAgain(ports, put, entry);
  return again.ok ? { ...again.value, outcome: 'same-again' } : { taken: again.problem };
}

const leave = ({ entry, verdict, fate, correction }: JudgedLine): Settled => ({
  standing: entry,
  outcome: verdict === 'new' ? 'accepted' : verdict,
  fate,
  ...(correction !== undefined && { correction }),
});

/** Judged right, and then another request was first: the one thing in which a batch is not as it was judged. */
const faultsOf = ({ place, submission }: JudgedLine, { findings }: Problem): RowFinding[] =>
  findings.map(({ code, details, allowed }) => ({
    ...{ ...place, code, details, submission },
    ...(allowed && { allowed }),
  }));

export async function settlePiece(ports: SettlePorts, batch: BatchRecord, piece: number): Promise<void> {
  const { id } = batch;
  if ((await ports.listNames(outcomeName(id, piece))).length > 0) return;
  const limit = pLimit(AT_ONCE);
  const totals = controlTotals();
  const taken = faultList();
  const lines: OutcomeLine[] = [];
  const counts = { accepted: 0, sameAgain: 0, taken: 0 };
  let corrections = noCorrections;
  let head: PieceVerdict | null = null;

  const settle = async (judged: readonly JudgedLine[]): Promise<void> => {
    const settled = records(batch)
      ? await Promise.all(judged.map((line) => limit(() => record(ports, line))))
      : judged.map(leave);
    const standing = settled.flatMap((one) => ('standing' in one ? [one.standing] : []));
    if (records(batch)) await ports.sendEntries(standing);
    for (const [index, one] of settled.entries()) {
      const line = judged[index];
      if (line === undefined) continue;
      if ('taken' in one) {
        counts.taken += 1;
        for (const fault of faultsOf(line, one.taken)) taken.add(fault);
        continue;
      }
      const { outcome, fate, correction } = one;
      counts[outcome === 'accepted' ? 'accepted' : 'sameAgain'] += 1;
      totals.addEntry(one.standing);
      lines.push({
        id: submissionId(one.standing),
        sha256: one.standing.sha256,
        outcome,
        ...fate,
        ...(correction !== undefined && { correction }),
      });
      corrections = withCorrection(corrections, correction);
    }
  };

  let waiting: JudgedLine[] = [];
  for await (const text of linesOf(ports.readText(verdictName(id, piece)))) {
    if (head === null) {
      head = JSON.parse(text) as PieceVerdict;
      continue;
    }
    waiting.push(JSON.parse(text) as JudgedLine);
    if (waiting.length < AT_ONCE) continue;
    await settle(waiting);
    waiting = [];
  }
  await settle(waiting);
  if (head === null) throw new Error(`piece ${piece} of batch ${id} has no verdict`);
  const { taken: takenMeanwhile, ...others } = counts;
  const settledBy = ports.newName();
  const outcome: PieceOutcome = {
    ...others,
    takenMeanwhile,
    refused: head.refused,
    errors: head.errors,
    taken: taken.counted(),
    judgedBy: head.by,
    settledBy,
    totals: totals.sums(),
    ...(batch.dryRun && { corrections }),
  };
  await ports.putLines(
    takenName(id, piece, settledBy),
    taken.first().map((fault) => JSON.stringify(fault)),
  );
  await ports.putLines(
    outcomeName(id, piece),
    [outcome, ...lines].map((line) => JSON.stringify(line)),
  );
}
