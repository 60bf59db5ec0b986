/**
 * The fold: a total is a pure function of its children, recomputed and never adjusted (DESIGN §2). `foldNodes` is
 * associative and commutative and has `emptyNode` as its neutral element, so neither the order in which children
 * are read nor how the tree groups them changes a digit. The property tests hold it to that.
 */
import type { LedgerEntry } from '../contract/ledger.ts';
import type { Indicator } from '../contract/registry.ts';
import { indicatorOfKey } from './cell.ts';
import { add, compare, decimal, formatDecimal } from './decimal.ts';

/**
 * The value of a cell in a total, by the fold of its indicator: `sum`, `min`, `max`: one decimal; `ratio`:
 * [numerator, denominator]; `latest`: [value, end of window, id of the system].
 */
export type CellTotal = string | readonly [string, string] | readonly [string, string, string];

export type NodeContent = {
  readonly cells: Readonly<Record<string, CellTotal>>;
  /** Systems counted below this node. */
  readonly reporters: number;
  readonly newestReceivedAt: string | null;
};

export type FoldOf = (indicator: string) => Indicator['fold'];

export const emptyNode: NodeContent = { cells: {}, reporters: 0, newestReceivedAt: null };

/**
 * Which entry of one system counts in a period: the highest revision, unless that is a withdrawal. Null when
 * nothing counts. Takes the entries in any order, each any number of times.
 */
export function countingEntry(entries: Iterable<LedgerEntry>): LedgerEntry | null {
  let highest: LedgerEntry | null = null;
  for (const entry of entries) if (highest === null || entry.revision > highest.revision) highest = entry;
  return highest?.kind === 'report' ? highest : null;
}

/** The leaf of the tree that an entry is; `windowEnd` is the last day of its period. */
export function leafOf(entry: LedgerEntry, windowEnd: string, foldOf: FoldOf): NodeContent {
  const cells: Record<string, CellTotal> = {};
  for (const [key, value] of Object.entries(entry.cells)) {
    const fold = foldOf(indicatorOfKey(key));
    if ((fold === 'ratio') !== Array.isArray(value)) {
      throw new Error(
        `ledger entry ${entry.system} ${entry.period}: the value of ${key} does not fit its fold ${fold}`,
      );
    }
    cells[key] = fold === 'latest' && typeof value === 'string' ? [value, windowEnd, entry.system] : value;
  }
  return { cells, reporters: 1, newestReceivedAt: entry.receivedAt };
}

const sum = (a: string, b: string): string => formatDecimal(add(decimal(a), decimal(b)));

function foldCell(fold: Indicator['fold'], a: CellTotal, b: CellTotal): CellTotal {
  if (typeof a === 'string' && typeof b === 'string') {
    if (fold === 'sum') return sum(a, b);
    if (fold === 'min') return compare(decimal(a), decimal(b)) <= 0 ? a : b;
    if (fold === 'max') return compare(decimal(a), decimal(b)) >= 0 ? a : b;
  } else if (typeof a !== 'string' && typeof b !== 'string') {
    if (fold === 'ratio' && a.length === 2 && b.length === 2) return [sum(a[0], b[0]), sum(a[1], b[1])];
    if (fold === 'latest' && a.length === 3 && b.length === 3) {
      return a[1] > b[1] || (a[1] === b[1] && a[2] >= b[2]) ? a : b;
    }
  }
  throw new Error(`a total of fold ${fold} has values of another fold: ${JSON.stringify([a, b])}`);
}

/** Folds nodes into one. Cells come out in the order of their keys, so that equal totals are equal texts. */
export function foldNodes(children: Iterable<NodeContent>, foldOf: FoldOf): NodeContent {
  const cells = new Map<string, CellTotal>();
  let reporters = 0;
  let newestReceivedAt: string | null = null;
  for (const child of children) {
    reporters += child.reporters;
    if (
      child.newestReceivedAt !== null &&
      (newestReceivedAt === null || child.newestReceivedAt > newestReceivedAt)
    ) {
      newestReceivedAt = child.newestReceivedAt;
    }
    for (const [key, value] of Object.entries(child.cells)) {
      const other = cells.get(key);
      cells.set(key, other === undefined ? value : foldCell(foldOf(indicatorOfKey(key)), other, value));
    }
  }
  const inOrder = [...cells].sort(([a], [b]) => (a < b ? -1 : 1));
  return { cells: Object.fromEntries(inOrder), reporters, newestReceivedAt };
}

/** Equal texts mean equal totals: what the fold compares to skip a put, and what verify compares. */
export const canonicalNode = (node: NodeContent): string =>
  JSON.stringify([
    node.reporters,
    node.newestReceivedAt,
    Object.entries(node.cells).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
