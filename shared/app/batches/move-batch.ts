/**
 * What a batch needs next, by what is there of it. Whoever has done a step asks this, and the sweep asks it of what stands still: so
 * any of them may die anywhere. Messages may come twice and to two at once: every step puts its objects once, or a record on condition.
 */
import type { BatchMessage, BatchRecord } from '../../contract/batches/record.ts';
import { judged, settled, settlesAtOnce } from '../../domain/batches/batch-state.ts';
import { outcomesOf, pieceOfName, verdictName, verdictsOf } from '../../domain/batches/object-names.ts';
import type { BatchRecordPorts, StandingBatch, WorkObjectPorts } from '../ports/batches.ts';
import { changeBatch } from './change-batch.ts';
import { headOf } from './piece-lines.ts';

export type MovePorts = BatchRecordPorts & WorkObjectPorts;

export type Progress = {
  readonly pieces: number;
  readonly judged: readonly number[];
  readonly settled: readonly number[];
};

/** Which pieces are done: two lists of up to 2,048 names. Null before the file is cut. */
export async function progressOf(
  { listNames }: Pick<WorkObjectPorts, 'listNames'>,
  { id, state, cut }: BatchRecord,
): Promise<Progress | null> {
  if (cut === null || !cut.isWhole || state === 'cutting') return null;
  const [verdicts, outcomes] = await Promise.all([listNames(verdictsOf(id)), listNames(outcomesOf(id))]);
  return { pieces: cut.pieces, judged: verdicts.map(pieceOfName), settled: outcomes.map(pieceOfName) };
}

const missing = (pieces: number, done: readonly number[]): number[] => {
  const there = new Set(done);
  return Array.from({ length: pieces }, (_, piece) => piece).filter((piece) => !there.has(piece));
};

/** The messages that a batch in this state waits for. */
function awaited(record: BatchRecord, progress: Progress | null): BatchMessage[] {
  const batch = record.id;
  if (record.state === 'cutting') return [{ batch, step: 'cut' }];
  if (record.state === 'finishing') return [{ batch, step: 'finish' }];
  if (progress === null) return [];
  const { pieces, judged: done, settled: settledPieces } = progress;
  if (record.state === 'judging')
    return missing(pieces, settlesAtOnce(record) ? settledPieces : done).map((piece) => ({
      batch,
      step: 'judge',
      piece,
    }));
  if (record.state === 'recording')
    return missing(pieces, settledPieces).map((piece) => ({ batch, step: 'settle', piece }));
  return [];
}

/** Faults that the judges of all pieces found. */
async function countFaults({ readText }: WorkObjectPorts, id: string, pieces: number): Promise<number> {
  let faults = 0;
  for (let piece = 0; piece < pieces; piece += 1) {
    const { errors } = await headOf(readText(verdictName(id, piece)));
    faults += errors.count;
  }
  return faults;
}

type Step = (record: BatchRecord) => BatchRecord | null;

/** The step that a batch takes when nothing of its state is left to do; null while something is. */
async function nextStep(
  ports: MovePorts,
  record: BatchRecord,
  progress: Progress | null,
): Promise<Step | null> {
  if (progress === null || record.cut === null) return null;
  const { id, state } = record;
  const { pieces } = progress;
  const isSettled = progress.settled.length === pieces;
  if (state === 'recording') return isSettled ? (now) => settled(now, ports.now()) : null;
  if (state !== 'judging') return null;
  if (settlesAtOnce(record)) return isSettled ? (now) => judged(now, 0, ports.now()) : null;
  if (progress.judged.length < pieces) return null;
  const faults = record.cut.strays + (await countFaults(ports, id, pieces));
  return (now) => judged(now, faults, ports.now());
}

/**
 * Takes a batch to its next state where nothing is left to do in this one, and sends for what that needs. `again`: also sends again
 * what this state still waits for.
 */
export async function moveBatch(ports: MovePorts, standing: StandingBatch, again = false): Promise<void> {
  const progress = await progressOf(ports, standing.record);
  const step = await nextStep(ports, standing.record, progress);
  if (step === null) {
    if (again) await ports.sendBatchMessages(awaited(standing.record, progress));
    return;
  }
  const put = await changeBatch(ports, standing, step);
  // Who took it sends: if that one dies, the sweep finds the batch standing still.
  if (put !== null) await ports.sendBatchMessages(awaited(put.record, progress));
}
