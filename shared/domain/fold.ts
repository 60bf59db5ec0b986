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

type Fold = Indicator['fold'];
/** Where a value comes from: the end of its window, and an id that is made only where it is asked for. */
type Source = { readonly windowEnd: string; readonly id: () => string };

/** What a value of the ledger is in a total; its fold is not `evidence`, which is in none. */
function leafCell(fold: Fold, key: string, value: CellValues[string], from: Source): CellTotal {
  if (fold === 'ratio' && typeof value !== 'string' && value.length === 2) return value;
  if (fold !== 'ratio' && typeof value === 'string')
    return fold === 'latest' ? [value, from.windowEnd, from.id()] : value;
  throw new Error(`ledger entry ${from.id()}: the value of ${key} does not fit its fold ${fold}`);
}

/** The leaf of the tree that a report is; `windowEnd` is the last day of its period. */
export function leafOf(entry: ReportEntry, windowEnd: string, foldOf: FoldOf): NodeContent {
  const from: Source = { windowEnd, id: () => entry.system };
  const cells: Record<string, CellTotal> = {};
  for (const [key, value] of Object.entries(entry.cells)) {
    const fold = foldOf(indicatorOfKey(key));
    if (fold !== 'evidence') cells[key] = leafCell(fold, key, value, from);
  }
  return { cells, reporters: 1, newestReceivedAt: entry.receivedAt };
}

/** A cell while it is folded: decimals stay numbers until the end. */
type Growing = Decimal | [Decimal, Decimal] | readonly [string, string, string];

function grow(fold: Fold, value: CellTotal): Growing {
  if (typeof value === 'string' && fold !== 'ratio' && fold !== 'latest') return decimal(value);
  if (fold === 'ratio' && typeof value !== 'string') return [decimal(value[0]), decimal(value[1])];
  if (fold === 'latest' && typeof value !== 'string' && value.length === 3) return value;
  throw new Error(`a total of fold ${fold} has a value of another fold: ${JSON.stringify(value)}`);
}

const isTriple = (value: Growing): value is readonly [string, string, string] =>
  Array.isArray(value) && typeof value[0] === 'string';
const isPair = (value: Growing): value is [Decimal, Decimal] =>
  Array.isArray(value) && typeof value[0] !== 'string';

function foldCell(fold: Fold, a: Growing, b: Growing): Growing {
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
  /** Adds every increment of an event that counts. The reporter is counted at the system. */
  readonly addEvent: (entry: EventEntry) => void;
  /** Cells come out in the order of their keys, so that equal totals are equal texts. */
  readonly total: () => NodeContent;
};

/** Folds children as they come, so that they need not be in memory together. */
export function startFold(foldOf: FoldOf): Folding {
  const cells = new Map<string, { readonly fold: Fold; value: Growing }>();
  let reporters = 0;
  let newestReceivedAt: string | null = null;
  const received = (newest: string | null): void => {
    if (newest !== null && (newestReceivedAt === null || newest > newestReceivedAt))
      newestReceivedAt = newest;
  };
  /** The fold of a cell is looked up once; a bucket of events has the same few cells a hundred thousand times. */
  const foldOfCell = (key: string): Fold => cells.get(key)?.fold ?? foldOf(indicatorOfKey(key));
  const addCell = (key: string, fold: Fold, total: CellTotal): void => {
    const value = grow(fold, total);
    const known = cells.get(key);
    if (known === undefined) cells.set(key, { fold, value });
    else known.value = foldCell(fold, known.value, value);
  };
  return {
    add: (child) => {
      reporters += child.reporters;
      received(child.newestReceivedAt);
      for (const key in child.cells) {
        const total = child.cells[key];
        if (total !== undefined) addCell(key, foldOfCell(key), total);
      }
    },
    addEvent: ({ system, idempotencyKey, increments, receivedAt }) => {
      received(receivedAt);
      for (const [index, { to, cells: values }] of increments.entries()) {
        const id = () => `${system}~${idempotencyKey}~${String(index).padStart(3, '0')}`;
        const from: Source = { windowEnd: to, id };
        for (const key in values) {
          const [fold, value] = [foldOfCell(key), values[key]];
          if (fold !== 'evidence' && value !== undefined)
            addCell(key, fold, leafCell(fold, key, value, from));
        }
      }
    },
    size: () => cells.size,
    total: () => {
      const inOrder = [...cells].sort(([a], [b]) => (a < b ? -1 : 1));
      return {
        cells: Object.fromEntries(inOrder.map(([key, { value }]) => [key, settle(value)])),
        reporters,
        newestReceivedAt,
      };
    },
  };
}

export type CountingEvents = {
  readonly add: (entry: EventEntry) => void;
  /** Behind the last entry. */
  readonly end: () => void;
};

/**
 * Folds the events of one shard of a bucket as they come, none of what was withdrawn, each key once. Entries of one key
 * come behind each other, in any order and each any number of times; so one of them is held, and no list of any.
 */
export function countEvents(folding: Pick<Folding, 'addEvent'>): CountingEvents {
  let held: EventEntry | null = null;
  const end = (): void => {
    if (held?.kind === 'event') folding.addEvent(held);
    held = null;
  };
  return {
    add: (entry) => {
      if (held?.idempotencyKey !== entry.idempotencyKey) end();
      if (held === null || entry.kind === 'event-withdrawal') held = entry;
    },
    end,
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
