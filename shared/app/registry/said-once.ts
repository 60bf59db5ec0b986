/** One cause is one fault, however many rows it is met in: the first says where the others are. */
import { localized } from '../../domain/language/localized.ts';
import type { SeedFault } from './seed-fault.ts';

/** Other places that a fault names. */
const MOST_NAMED = 5;

/** `faults` have one cause, and there is one at least. */
export function saidOnce([first, ...others]: readonly SeedFault[]): SeedFault {
  if (first === undefined) throw new Error('no fault to say');
  if (others.length === 0) return first;
  const named = others.slice(0, MOST_NAMED);
  const [en, vi] = ['row', 'dòng'].map((row) =>
    named.map((one) => `${one.file} ${row} ${one.row}`).join(', '),
  );
  const left = others.length - MOST_NAMED;
  const [more, them] = left > 0 ? [` and ${left} more`, ` và ${left} chỗ nữa`] : ['', ''];
  const { what } = first;
  return {
    ...first,
    what: localized(`${what.en} (also in ${en}${more})`, `${what.vi} (cả ở ${vi}${them})`),
  };
}
