/** The first faults by row, however many there are, and the counts of all. */
import type { RowFinding } from '../../domain/batches/row-finding.ts';
import { errorCounter } from './piece-lines.ts';

/** So many errors of a file can be read one by one. */
export const MOST_LISTED = 100_000;
/** How they are kept, and read a page at a time. */
export const ERRORS_IN_CHUNK = 1000;

/** The file as a whole comes first; in a row the order in which they were found. */
const rowOf = ({ row }: Pick<RowFinding, 'row'>): number => row ?? 0;

export function faultList(most: number = MOST_LISTED) {
  const counter = errorCounter();
  let faults: RowFinding[] = [];
  const settle = (): RowFinding[] => {
    faults = faults.sort((a, b) => rowOf(a) - rowOf(b)).slice(0, most);
    return faults;
  };
  return {
    add: (fault: RowFinding): void => {
      counter.add(fault.code);
      // Texts of its own: those of a reader are parts of the file, of which each would hold 64 KiB.
      faults.push(JSON.parse(JSON.stringify(fault)) as RowFinding);
      if (faults.length >= 2 * most) settle();
    },
    first: settle,
    counted: counter.counted,
  };
}
