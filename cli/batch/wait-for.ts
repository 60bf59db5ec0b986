/** Asks after a batch until it is over. Whoever stops waiting stops nothing. */
import type { Batch } from '../../shared/contract/batches/batch.ts';
import { acceptedExtent } from '../../shared/domain/batches/accepted-extent.ts';
import type { Shell } from '../commands/command.ts';
import { faultText } from '../fault.ts';
import { type Progress, showProgress } from '../progress.ts';
import { inLanguage } from '../view.ts';
import { stateText } from './batch-text.ts';
import { batchIn, type Calls, patiently } from './calls.ts';

/** In milliseconds; then twice as long each time. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 2000;

/** Throws where nobody answers for half a minute. */
export async function waitFor(
  batch: Batch,
  { call, refused }: Calls,
  { remark, view, now }: Pick<Shell, 'remark' | 'view' | 'now'>,
  pause: (milliseconds: number) => Promise<unknown>,
): Promise<Batch> {
  const say = inLanguage(view);
  const onBroken = (error: unknown): void => {
    const why = faultText(error);
    remark(say(`no answer (${why}); asking again`, `không có câu trả lời (${why}); đang hỏi lại`));
  };
  let [found, said] = [batch, ''];
  let progress: Progress | null = null;
  for (let wait = FIRST_PAUSE; acceptedExtent(found) === null; wait = Math.min(2 * wait, LONGEST_PAUSE)) {
    const pieces = found.progress?.pieces ?? 0;
    // What is over before anybody could read it is not told of.
    if (found.state !== said && wait > 2 * FIRST_PAUSE && progress === null) remark(stateText(found, view));
    said = found.state;
    if (pieces > 1) {
      progress ??= showProgress(say('judging pieces', 'đang xét các phần'), pieces, process.stderr, now);
      progress.update(found.progress?.judged ?? 0);
    }
    await pause(wait);
    found = batchIn(
      await patiently(() => call(`/batches/${encodeURIComponent(found.id)}`), onBroken),
      refused,
    );
  }
  progress?.stop();
  return found;
}
