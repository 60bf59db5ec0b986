/** How much of a file was accepted, as who sent it wants to know it in a word. */
import type { Batch } from '../../contract/batches/batch.ts';

/** Of a dry run: would be. What is there already counts as accepted. Null while it is under way. */
export function acceptedExtent({
  state,
  mode,
  submissions,
  errors,
}: Pick<Batch, 'state' | 'mode' | 'submissions' | 'errors'>): 'all' | 'some' | 'none' | null {
  if (state === 'failed') return 'none';
  if (state !== 'finished' || submissions === null) return null;
  const { accepted, sameAgain, refused, takenMeanwhile } = submissions;
  const isClean = refused === 0 && takenMeanwhile === 0 && (errors?.count ?? 0) === 0;
  if (isClean) return 'all';
  const isLeft = mode === 'all-or-nothing' && !submissions.recorded;
  return isLeft || accepted + sameAgain === 0 ? 'none' : 'some';
}
