/**
 * The fold: a total is a pure function of its children, recomputed and never adjusted (DESIGN §2). `foldNodes` is
 * associative and commutative and has `emptyNode` as its neutral element, so neither the order in which children
 * are read nor how the tree groups them changes a digit. The property tests hold it to that.
 */
import type { EventEntry, ReportEntry } from '../../contract/submissions/ledger.ts';
import { indicatorOfKey } from '../registry/cell.ts';
import type { NumberOf } from '../registry/system-numbers.ts';
import { byKey } from './canonical-total.ts';
import { type Fold, foldCell, type Growing, grow, leafCell, type Source, settle } from './fold-cell.ts';
import { noReporters, type ReporterSet, reporter, startUnion, type Union } from './reporters.ts';
import type { CellTotal, NodeContent } from './total.ts';

export type FoldOf = (indicator: string) => Fold;
/** What a fold of ledger entries goes by. */
export type FoldRules = { readonly foldOf: FoldOf; readonly numberOf: NumberOf };

/**
 * Which entry of one system counts in a period: the highest revision, unless that is a withdrawal. Null when
 * nothing counts. Takes the entries in any order, each any number of times.
 */
export function countingEntry(entries: Iterable<ReportEntry>): ReportEntry | null {
  let highest: ReportEntry | null = null;
  for (const entry of entries) if (highest === null || entry.revision > highest.revision) highest = entry;
  return highest?.kind === 'report' ? highest : null;
}

/** The leaf of the tree that a report is; `windowEnd` is the last day of its period. */
export function leafOf(entry: ReportEntry, windowEnd: string, { foldOf, numberOf }: FoldRules): NodeContent {
  const from: Source = { windowEnd, id: () => entry.system };
  const cells: Record<string, CellTotal> = {};
  for (const [key, value] of Object.entries(entry.cells)) {
    const fold = foldOf(indicatorOfKey(key));
    if (fold !== 'evidence') cells[key] = leafCell(fold, key, value, from);
  }
  return { cells, reporters: reporter(numberOf(entry.system)), newestReceivedAt: entry.receivedAt };
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

type GrowingCell = {
  readonly fold: Fold;
  value: Growing;
  /** The systems that have it; null as long as they are all that were folded. */
  reporters: Union | null;
  /** The last child that had it. */
  child: number;
};

/** Folds children as they come, so that they need not be in memory together. */
export function startFold(foldOf: FoldOf): Folding {
  const cells = new Map<string, GrowingCell>();
  const reporters = startUnion();
  let [children, hasReporters, hasRoom] = [0, false, true];
  let newestReceivedAt: string | null = null;
  const received = (newest: string | null): void => {
    if (newest !== null && (newestReceivedAt === null || newest > newestReceivedAt))
      newestReceivedAt = newest;
  };
  /** The fold of a cell is looked up once; a bucket of events has the same few cells a hundred thousand times. */
  const foldOfCell = (key: string): Fold => cells.get(key)?.fold ?? foldOf(indicatorOfKey(key));
  const addCell = (key: string, fold: Fold, total: CellTotal): GrowingCell => {
    const value = grow(fold, total);
    const known = cells.get(key);
    if (known === undefined) {
      const cell = { fold, value, reporters: hasReporters ? startUnion() : null, child: children };
      cells.set(key, cell);
      return cell;
    }
    known.value = foldCell(fold, known.value, value);
    known.child = children;
    return known;
  };
  /** Who has each cell, before the child's reporters are added to the others. */
  const addReporters = (child: NodeContent): void => {
    if (child.cellReporters === null) hasRoom = false;
    for (const [key, cell] of cells) {
      const own = cell.child === children ? child.cellReporters?.[key] : noReporters;
      if (own === undefined && cell.reporters === null) continue;
      cell.reporters ??= reporters.copy();
      cell.reporters.add(own ?? child.reporters);
    }
    reporters.add(child.reporters);
    hasReporters = true;
  };
  return {
    add: (child) => {
      children += 1;
      const isPartOfSystem = child.reporters === noReporters;
      received(child.newestReceivedAt);
      for (const key in child.cells) {
        const [fold, total] = [foldOfCell(key), child.cells[key]];
        if (total !== undefined && (isPartOfSystem || fold !== 'latest')) addCell(key, fold, total);
      }
      if (!isPartOfSystem) addReporters(child);
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
      const inOrder = [...cells].sort(byKey);
      return {
        cells: Object.fromEntries(inOrder.map(([key, { value }]) => [key, settle(value)])),
        ...whoReported(
          reporters.set(),
          hasRoom
            ? inOrder.flatMap(([key, cell]) => (cell.reporters === null ? [] : [[key, cell.reporters.set()]]))
            : null,
        ),
        newestReceivedAt,
      };
    },
  };
}

/**
 * So many characters of sets in a total, which is one item of 400 KB at most: fifty cells of 7,200 systems take 60,000,
 * whoever has left out which. Siblings have no system in common, so that it does not matter how they are grouped.
 */
const MOST_OF_SETS = 150_000;

/** Only cells that not all have are named; null, for cells too, where their sets have no room. */
export function whoReported(
  reporters: ReporterSet,
  ofCells: readonly (readonly [key: string, set: ReporterSet])[] | null,
): Pick<NodeContent, 'reporters' | 'cellReporters'> {
  const fewer = ofCells?.filter(([, set]) => set !== reporters) ?? null;
  const length = fewer?.reduce((sum, [, set]) => sum + set.length, 0) ?? 0;
  if (fewer === null || length > MOST_OF_SETS) return { reporters, cellReporters: null };
  return { reporters, ...(fewer.length > 0 && { cellReporters: Object.fromEntries(fewer) }) };
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
export const asReporter = (
  { cells, newestReceivedAt }: NodeContent,
  system: string,
  numberOf: NumberOf,
): NodeContent => ({
  cells,
  reporters: Object.keys(cells).length === 0 ? noReporters : reporter(numberOf(system)),
  newestReceivedAt,
});
