/**
 * What a batch came to: counts and control totals of its pieces, the digest of the list of its submissions, and its errors in the order
 * of rows. One piece is looked at after the other, and no more is held than the errors that are listed.
 */
import { createHash } from 'node:crypto';
import type { BatchRecord } from '../../contract/batches/record.ts';
import { finished, records } from '../../domain/batches/batch-state.ts';
import { beside, controlTotals } from '../../domain/batches/control-totals.ts';
import {
  errorsName,
  faultsName,
  outcomeName,
  strayName,
  takenName,
} from '../../domain/batches/object-names.ts';
import type { BatchRecordPorts, NewName, StandingBatch, WorkObjectPorts } from '../ports/batches.ts';
import { changeBatch } from './change-batch.ts';
import { addedCorrections, noCorrections } from './corrections.ts';
import { ERRORS_IN_CHUNK, MOST_LISTED } from './fault-list.ts';
import { firstFaults } from './first-faults.ts';
import {
  type CutHead,
  errorCounter,
  headOf,
  linesOf,
  type OutcomeLine,
  type PieceOutcome,
} from './piece-lines.ts';

export type FinishPorts = BatchRecordPorts & WorkObjectPorts & { readonly newName: NewName };

/** Null where another call has finished it meanwhile. */
export async function finishBatch(ports: FinishPorts, standing: StandingBatch): Promise<BatchRecord | null> {
  const { record } = standing;
  const { id, cut } = record;
  if (cut === null) throw new Error(`batch ${id} is finished before it is cut`);
  const errors = errorCounter();
  for (const slice of cut.slices) errors.addAll(await headOf<CutHead>(ports.readText(strayName(id, slice))));
  const sums = controlTotals();
  let corrections = noCorrections;
  const list = createHash('sha256');
  const counts = { accepted: 0, sameAgain: 0, refused: 0, takenMeanwhile: 0 };
  const lists = cut.slices.map((slice) => strayName(id, slice));
  for (let piece = 0; piece < cut.pieces; piece += 1) {
    let head: PieceOutcome | null = null;
    for await (const text of linesOf(ports.readText(outcomeName(id, piece)))) {
      if (head === null) {
        head = JSON.parse(text) as PieceOutcome;
        continue;
      }
      const line = JSON.parse(text) as OutcomeLine;
      list.update(`${line.id} ${line.sha256}\n`);
    }
    if (head === null) throw new Error(`piece ${piece} of batch ${id} has no outcome`);
    for (const name of ['accepted', 'sameAgain', 'refused', 'takenMeanwhile'] as const)
      counts[name] += head[name];
    errors.addAll(head.errors);
    errors.addAll(head.taken);
    sums.addSums(head.totals);
    corrections = addedCorrections(corrections, head.corrections ?? noCorrections);
    lists.push(faultsName(id, piece, head.judgedBy), takenName(id, piece, head.settledBy));
  }
  const by = ports.newName();
  const listed = await listErrors(ports, { id, by }, lists);
  const result = {
    ...counts,
    recorded: records(record),
    ...(record.dryRun && { corrections }),
    totals: beside(sums.sums(), record.declared),
    list: { count: counts.accepted + counts.sameAgain, sha256: list.digest('hex') },
  };
  const counted = { ...errors.counted(), listed, by };
  const put = await changeBatch(ports, standing, (now) => finished(now, result, counted, ports.now()));
  return put?.record ?? null;
}

/** As many as can be read, in chunks; answers with how many. */
async function listErrors(
  ports: FinishPorts,
  { id, by }: { readonly id: string; readonly by: string },
  names: readonly string[],
): Promise<number> {
  const faults = await firstFaults(ports, names, MOST_LISTED);
  for (let from = 0; from < faults.length; from += ERRORS_IN_CHUNK)
    await ports.putLines(
      errorsName(id, by, from / ERRORS_IN_CHUNK),
      faults.slice(from, from + ERRORS_IN_CHUNK),
    );
  return faults.length;
}
