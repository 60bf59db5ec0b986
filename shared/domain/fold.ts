/**
 * The fold: a total is a pure function of its children, recomputed and never adjusted (DESIGN §2). `foldNodes` is
 * associative and commutative and has `emptyNode` as its neutral element, so neither the order in which children
 * are read nor how the tree groups them changes a digit. The property tests hold it to that.
 */
import type { CellValues, EventEntry, ReportEntry } from '../contract/ledger.ts';
import type { Indicator } from '../contract/registry.ts';
import { indicatorOfKey } from './cell.ts';
import { add, compare, type Decimal, decimal, formatDecimal } from './decimal.ts';

/**
 * The value of a cell in a total, by the fold of its indicator: `sum`, `min`, `max`: one decimal; `ratio`:
 * [numerator, denominator]; `latest`: [value, end of window, id]. Of equal ends the greater id is the latest.
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
export function countingEntry(entries: Iterable<ReportEntry>): ReportEntry | null {
  let highest: ReportEntry | null = null;
  for (const entry of entries) if (highest === null || entry.revision > highest.revision) highest = entry;
  return highest?.kind === 'report' ? highest : null;
}

function leafCells(
  values: CellValues,
  windowEnd: string,
  id: string,
  foldOf: FoldOf,
): Record<string, CellTotal> {
  const cells: Record<string, CellTotal> = {};
  for (const [key, value] of Object.entries(values)) {
    const fold = foldOf(indicatorOfKey(key));
    if (fold === 'evidence') continue;
    if (fold === 'ratio' && typeof value !== 'string' && value.length === 2) cells[key] = value;
    else if (fold !== 'ratio' && typeof value === 'string')
      cells[key] = fold === 'latest' ? [value, windowEnd, id] : value;
    else throw new Error(`ledger entry ${id}: the value of ${key} does not fit its fold ${fold}`);
  }
  return cells;
}

/** The leaf of the tree that a report is; `windowEnd` is the last day of its period. */
export const leafOf = (entry: ReportEntry, windowEnd: string, foldOf: FoldOf): NodeContent => ({
  cells: leafCells(entry.cells, windowEnd, entry.system, foldOf),
  reporters: 1,
  newestReceivedAt: entry.receivedAt,
});

/**
 * The leaves of the tree that a bucket's events are: one per increment, none of what was withdrawn. The reporter is
 * counted at the system. Takes the entries in any order, each any number of times.
 */
export function* eventLeaves(entries: readonly EventEntry[], foldOf: FoldOf): Generator<NodeContent> {
  const withdrawn = new Set<string>();
  for (const entry of entries) if (entry.kind === 'event-withdrawal') withdrawn.add(entry.idempotencyKey);
  const counted = new Set<string>();
  for (const { kind, idempotencyKey, increments, receivedAt, system } of entries) {
    if (kind !== 'event' || withdrawn.has(idempotencyKey) || counted.has(idempotencyKey)) continue;
    counted.add(idempotencyKey);
    for (const [index, { to, cells }] of increments.entries()) {
      const id = `${system}~${idempotencyKey}~${String(index).padStart(3, '0')}`;
      yield { cells: leafCells(cells, to, id, foldOf), reporters: 0, newestReceivedAt: receivedAt };
    }
  }
}

/** A cell while it is folded: decimals stay numbers until the end. */
type Growing = Decimal | [Decimal, Decimal] | readonly [string, string, string];

function grow(fold: Indicator['fold'], value: CellTotal): Growing {
  if (typeof value === 'string' && fold !== 'ratio' && fold !== 'latest') return decimal(value);
  if (fold === 'ratio' && typeof value !== 'string') return [decimal(value[0]), decimal(value[1])];
  if (fold === 'latest' && typeof value !== 'string' && value.length === 3) return value;
  throw new Error(`a total of fold ${fold} has a value of another fold: ${JSON.stringify(value)}`);
}

const isTriple = (value: Growing): value is readonly [string, string, string] =>
  Array.isArray(value) && typeof value[0] === 'string';
const isPair = (value: Growing): value is [Decimal, Decimal] =>
  Array.isArray(value) && typeof value[0] !== 'string';

function foldCell(fold: Indicator['fold'], a: Growing, b: Growing): Growing {
  if (isTriple(a) && isTriple(b)) return a[1] > b[1] || (a[1] === b[1] && a[2] >= b[2]) ? a : b;
  if (isPair(a) && isPair(b)) return [add(a[0], b[0]), add(a[1], b[1])];
  if ('units' in a && 'units' in b) {
    if (fold === 'sum') return add(a, b);
    const first = compare(a, b) <= 0;
    if (fold === 'min') return first ? a : b;
    if (fold === 'max') return first ? b : a;
  }
  throw new Error(`cells of different folds met at fold ${fold}`);
}

function settle(value: Growing): CellTotal {
  if (isTriple(value)) return value;
  return isPair(value) ? [formatDecimal(value[0]), formatDecimal(value[1])] : formatDecimal(value);
}

export type Folding = {
  readonly add: (child: NodeContent) => void;
  /** How many cells there are so far. */
  readonly size: () => number;
  /** Cells come out in the order of their keys, so that equal totals are equal texts. */
  readonly total: () => NodeContent;
};

/** Folds children as they come, so that they need not be in memory together. */
export function startFold(foldOf: FoldOf): Folding {
  const cells = new Map<string, Growing>();
  let reporters = 0;
  let newestReceivedAt: string | null = null;
  return {
    add: (child) => {
      reporters += child.reporters;
      const { newestReceivedAt: newest } = child;
      if (newest !== null && (newestReceivedAt === null || newest > newestReceivedAt))
        newestReceivedAt = newest;
      for (const key in child.cells) {
        const value = child.cells[key];
        if (value === undefined) continue;
        const fold = foldOf(indicatorOfKey(key));
        const other = cells.get(key);
        cells.set(key, other === undefined ? grow(fold, value) : foldCell(fold, other, grow(fold, value)));
      }
    },
    size: () => cells.size,
    total: () => {
      const inOrder = [...cells].sort(([a], [b]) => (a < b ? -1 : 1));
      return {
        cells: Object.fromEntries(inOrder.map(([key, value]) => [key, settle(value)])),
        reporters,
        newestReceivedAt,
      };
    },
  };
}

/** Folds nodes into one. */
export function foldNodes(children: Iterable<NodeContent>, foldOf: FoldOf): NodeContent {
  const folding = startFold(foldOf);
  for (const child of children) folding.add(child);
  return folding.total();
}

/** A system as one reporter, whatever number of totals it was folded from; none where nothing counts. */
export const asReporter = (content: NodeContent): NodeContent => ({
  ...content,
  reporters: Object.keys(content.cells).length === 0 ? 0 : 1,
});

/**
 * The fold over time: periods that follow each other into the one that they make up, oldest first, by each indicator's
 * `overTime`. Indicators that do not fold over time are left out. A stock is that of the last period that has it.
 */
export function foldPeriods(
  periods: readonly NodeContent[],
  overTimeOf: (indicator: string) => Indicator['overTime'],
): NodeContent {
  const cells = new Map<string, Growing>();
  const last = new Map<string, CellTotal>();
  for (const period of periods) {
    for (const [key, value] of Object.entries(period.cells)) {
      const fold = overTimeOf(indicatorOfKey(key));
      if (fold === 'none') continue;
      if (fold === 'latest') {
        last.set(key, value);
        continue;
      }
      const other = cells.get(key);
      cells.set(key, other === undefined ? grow(fold, value) : foldCell(fold, other, grow(fold, value)));
    }
  }
  const all = [...last, ...[...cells].map(([key, value]): [string, CellTotal] => [key, settle(value)])];
  const newest = periods.flatMap((period) => period.newestReceivedAt ?? []).sort();
  return {
    cells: Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1))),
    reporters: Math.max(0, ...periods.map((period) => period.reporters)),
    newestReceivedAt: newest.at(-1) ?? null,
  };
}

/** Equal texts mean equal totals: what the fold compares to skip a put, and what verify compares. */
export const canonicalNode = (node: NodeContent): string =>
  JSON.stringify([
    node.reporters,
    node.newestReceivedAt,
    Object.entries(node.cells).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
