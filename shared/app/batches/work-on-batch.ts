/** One message of the batches' queue: the step that it names, if the batch still waits for it, and what follows from that. */
import type { BatchMessage } from '../../contract/batches/record.ts';
import { uploadName } from '../../domain/batches/batch-id.ts';
import { isOver, received, settlesAtOnce } from '../../domain/batches/batch-state.ts';
import type { FindUpload, OpenBatchPorts, StandingBatch } from '../ports/batches.ts';
import { changeBatch } from './change-batch.ts';
import { type CutPorts, cutFile } from './cut-file.ts';
import { finishBatch } from './finish-batch.ts';
import { type JudgePiecePorts, judgePiece } from './judge-piece.ts';
import { moveBatch } from './move-batch.ts';
import { closeBatch } from './open-batches.ts';
import { type SettlePorts, settlePiece } from './settle-piece.ts';

export type WorkPorts = CutPorts &
  JudgePiecePorts &
  SettlePorts &
  OpenBatchPorts & { readonly findUpload: FindUpload };

/** `hasTime`: a call that has none left stops where it can, and another goes on. */
export async function workOnBatch(
  ports: WorkPorts,
  { batch: id, step, piece }: Pick<BatchMessage, 'batch' | 'step' | 'piece'>,
  hasTime: () => boolean,
): Promise<void> {
  const standing = await ports.readBatch(id);
  if (standing === null || isOver(standing.record)) return;
  const { record } = standing;
  const { state } = record;
  if (step === 'cut' && state === 'cutting') {
    const next = await cutFile(ports, standing, hasTime);
    if (next?.state === 'cutting') await ports.sendBatchMessages([{ batch: id, step: 'cut' }]);
    else if (next !== null) await goOn(ports, id, true);
    return;
  }
  if (step === 'judge' && state === 'judging' && piece !== undefined) {
    await judgePiece(ports, record, piece);
    if (settlesAtOnce(record)) await settlePiece(ports, record, piece);
  } else if (step === 'settle' && state === 'recording' && piece !== undefined) {
    await settlePiece(ports, record, piece);
  } else if (step === 'finish' && state === 'finishing') {
    await finishBatch(ports, standing);
  } else return;
  await goOn(ports, id, false);
}

/** With the record as it is now. */
async function goOn(ports: WorkPorts, id: string, again: boolean): Promise<void> {
  const standing = await ports.readBatch(id);
  if (standing === null) return;
  if (isOver(standing.record)) await closeBatch(ports, id);
  else await moveBatch(ports, standing, again);
}

/** The file of a batch has come, as whoever completed the upload, the notification of its bucket or the sweep finds. */
export async function receiveUpload(
  ports: Pick<WorkPorts, 'findUpload' | 'readBatch' | 'putBatch' | 'sendBatchMessages' | 'now'>,
  standing: StandingBatch,
): Promise<boolean> {
  const { id, state } = standing.record;
  if (state !== 'awaiting-upload') return true;
  const file = await ports.findUpload(uploadName(id));
  if (file === null) return false;
  const put = await changeBatch(ports, standing, (now) => received(now, file.version, ports.now()));
  if (put !== null) await ports.sendBatchMessages([{ batch: id, step: 'cut' }]);
  return true;
}
