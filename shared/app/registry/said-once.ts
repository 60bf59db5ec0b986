/** One cause is one fault, however many rows it is met in: the first says where the others are. */
import type { SeedFault } from './seed-fault.ts';

/** Other places that a fault names. */
const MOST_NAMED = 5;

/** `faults` have one cause, and there is one at least. */
export function saidOnce([first, ...others]: readonly SeedFault[]): SeedFault {
  if (first === undefined) throw new Error('no fault to say');
  if (others.length === 0) return first;
  const named = others.slice(0, MOST_NAMED).map(({ file, row }) => `${file} row ${row}`);
  const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : '';
  return { ...first, what: `${first.what} (also in ${named.join(', ')}${more})` };
}
