/**
 * A total in which one child is replaced, without its siblings: exactly what the fold of all children would be, or null where
 * that cannot be known from these three, so that they have to be read. A property test compares it with that fold.
 */
import { indicatorOfKey } from '../registry/cell.ts';
import { byKey } from './canonical-total.ts';
import type { FoldOf } from './fold.ts';
import { whoReported } from './fold.ts';
import { type Fold, foldCell, type Growing, grow, settle } from './fold-cell.ts';
import { noReporters, type ReporterSet, unionOf } from './reporters.ts';
import { type CellTotal, type NodeContent, reportersOf } from './total.ts';

/** @param before what the total has of the child, `emptyNode` if nothing */
export function replaceChild(
  total: NodeContent,
  before: NodeContent,
  after: NodeContent,
  foldOf: FoldOf,
): NodeContent | null {
  // A cell that the child has no more may be another child's too; and what has no room for its sets may have room without it.
  if (Object.keys(before.cells).some((key) => !(key in after.cells))) return null;
  if ([total, before, after].some(({ cellReporters }) => cellReporters === null)) return null;
  const isPartOfSystem = after.reporters === noReporters;
  if (isPartOfSystem !== (total.reporters === noReporters) && total.newestReceivedAt !== null) return null;
  const cells = new Map(Object.entries(total.cells));
  for (const [key, value] of Object.entries(after.cells)) {
    const fold = foldOf(indicatorOfKey(key));
    if (fold === 'latest' && !isPartOfSystem) continue;
    const replaced = replaceCell(fold, cells.get(key), before.cells[key], value);
    if (replaced === null) return null;
    cells.set(key, replaced);
  }
  const newestReceivedAt = laterOf(total.newestReceivedAt, before.newestReceivedAt, after.newestReceivedAt);
  if (newestReceivedAt === undefined) return null;
  const inOrder = [...cells].sort(byKey);
  const who = replaceReporters(inOrder, total, before, after);
  return who === null ? null : { cells: Object.fromEntries(inOrder), ...who, newestReceivedAt };
}

/** Sums are undone; of two that one is chosen of, the one that was chosen cannot be taken back unless a better one comes. */
function replaceCell(
  fold: Fold,
  total: CellTotal | undefined,
  before: CellTotal | undefined,
  after: CellTotal,
): CellTotal | null {
  const grown = grow(fold, after);
  if (before === undefined)
    return total === undefined ? settle(grown) : settle(foldCell(fold, grow(fold, total), grown));
  if (total === undefined) return null;
  const [from, whole] = [grow(fold, before), grow(fold, total)];
  if (fold === 'sum' || fold === 'ratio')
    return settle(foldCell(fold, foldCell(fold, whole, negative(from)), grown));
  const isBetter = same(settle(foldCell(fold, from, grown)), after);
  return isBetter || !same(before, total) ? settle(foldCell(fold, whole, grown)) : null;
}

const same = (a: CellTotal, b: CellTotal): boolean => JSON.stringify(a) === JSON.stringify(b);

function negative(value: Growing): Growing {
  if ('units' in value) return { units: -value.units, scale: value.scale };
  const [numerator, denominator] = value;
  if (typeof numerator === 'string' || typeof denominator === 'string')
    throw new Error('the latest of two is no sum');
  return [
    { units: -numerator.units, scale: numerator.scale },
    { units: -denominator.units, scale: denominator.scale },
  ];
}

/** Undefined where the newest may have been the child's, and is not any more. */
function laterOf(
  total: string | null,
  before: string | null,
  after: string | null,
): string | null | undefined {
  if (before !== null && (after === null || after < before) && before === total) return undefined;
  if (after === null) return total;
  return total === null || after > total ? after : total;
}

/** Sets only grow here: a system that is in the child no more, or has a cell no more, may not be taken out of what others share. */
function replaceReporters(
  cells: readonly (readonly [string, CellTotal])[],
  total: NodeContent,
  before: NodeContent,
  after: NodeContent,
): Pick<NodeContent, 'reporters' | 'cellReporters'> | null {
  const isIn = (part: ReporterSet, whole: ReporterSet): boolean =>
    part === whole || part === noReporters || unionOf([part, whole]) === whole;
  if (!isIn(before.reporters, after.reporters)) return null;
  if (Object.keys(before.cells).some((key) => !isIn(reportersOf(before, key), reportersOf(after, key))))
    return null;
  const ofCells = cells.map(([key]): [string, ReporterSet] => {
    const known = key in total.cells ? reportersOf(total, key) : noReporters;
    return [key, key in after.cells ? unionOf([known, reportersOf(after, key)]) : known];
  });
  return whoReported(unionOf([total.reporters, after.reporters]), ofCells);
}
