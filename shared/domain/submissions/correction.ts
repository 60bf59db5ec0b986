/** What a report changes of the one that counts: each cell before and after (R25, R26). */

import type { Correction } from '../../contract/submissions/dry-run.ts';
import type { CellValues, ReportEntry } from '../../contract/submissions/ledger.ts';
import { submissionId } from './submission-key.ts';

const NONE: CellValues = {};

const isSame = (a: CellValues[string] | undefined, b: CellValues[string] | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/**
 * Cells in the order of their keys, only those that differ; null is a cell that the one before or the one behind does not have. What
 * is withdrawn counts nothing. At most twice as many cells as a report has.
 */
export function correctionOf(entry: ReportEntry, standing: ReportEntry): Correction {
  const before = standing.kind === 'withdrawal' ? NONE : standing.cells;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(entry.cells)])].sort();
  const cells = keys
    .filter((cell) => !isSame(before[cell], entry.cells[cell]))
    .map((cell) => ({ cell, before: before[cell] ?? null, after: entry.cells[cell] ?? null }));
  return { of: submissionId(standing), unchanged: cells.length === 0, cells };
}
