/**
 * How long a call cuts. What it has begun it also finishes: the longest call of a store that does not answer takes half of the function's
 * time. One that goes on in the middle of a file first reads all bytes before, up to 5 GB: it stops later, so that it gets further each time.
 */
import { MINUTE } from '../../domain/values/duration.ts';

/** While so much is left it cuts on; in milliseconds, as all of these. */
const PLENTY = (10 * MINUTE) / 3;
/** Rows are cut for so long at least, from the first that is new. */
const AT_LEAST = MINUTE;
/** What is held is put within that, as long as the stores answer: with less it stops in any case. */
const LEAST = MINUTE;

/** `timeLeft`: of the call. What comes back is asked between two stretches of rows that are new. */
export function cutTime(timeLeft: () => number): () => boolean {
  let atFirst: number | null = null;
  return () => {
    const left = timeLeft();
    atFirst ??= left;
    return left > PLENTY || (left > LEAST && atFirst - left < AT_LEAST);
  };
}
