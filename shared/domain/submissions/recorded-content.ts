/** What was recorded of a submission, in the form in which it is sent: sent again under the same id, it is the same again. */
import type { CellValues, LedgerEntry } from '../../contract/submissions/ledger.ts';
import type { Cell, Content } from '../../contract/submissions/submission.ts';
import { readCellKey } from '../registry/cell.ts';
import { evidenceOf } from './evidence.ts';
import { isEvent } from './submission-key.ts';

function cellOf(key: string, value: CellValues[string]): Cell {
  const place = readCellKey(key);
  if (typeof value === 'string') return { ...place, value };
  if (value.length === 2) return { ...place, numerator: value[0], denominator: value[1] };
  return { ...place, evidence: evidenceOf(value) };
}

const cellsOf = (values: CellValues): Cell[] =>
  Object.entries(values).map(([key, value]) => cellOf(key, value));

/** Of a withdrawal there is nothing: an empty list. */
export const contentOf = (entry: LedgerEntry): Content =>
  isEvent(entry)
    ? { increments: entry.increments.map(({ from, to, cells }) => ({ from, to, cells: cellsOf(cells) })) }
    : { cells: cellsOf(entry.cells) };
