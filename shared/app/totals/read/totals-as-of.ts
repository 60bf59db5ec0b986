/**
 * A past total as the hub knew it at an instant (R24): the replay of what was stored by then, under the tree as it was
 * known then, and what has been stored since. A fold minds no order, so that the ledger is read in its own, many systems
 * together and several ranges beside each other; what is in memory is the total and a page.
 */
import pLimit from 'p-limit';
import { COUNTRY } from '../../../contract/registry.ts';
import type { LedgerEntry, ReportEntry } from '../../../contract/submissions/ledger.ts';
import type { Localized } from '../../../contract/text.ts';
import type { DatasetPeriod } from '../../../domain/registry/dataset-period.ts';
import { type IdRange, idRanges, type Place, systemsBelow } from '../../../domain/registry/subtree.ts';
import {
  chainOf,
  type Days,
  lastWithin,
  type RegistrySnapshot,
  type Tree,
  type TreeNode,
  treeOf,
} from '../../../domain/registry/tree.ts';
import { readSubmissionId, submissionId } from '../../../domain/submissions/submission-key.ts';
import { firstChildren, firstIds } from '../../../domain/totals/first-of-many.ts';
import { countingEntry, type FoldRules, leafOf, startFold } from '../../../domain/totals/fold.ts';
import { systemNode } from '../../../domain/totals/fold-tree.ts';
import type { NodeContent } from '../../../domain/totals/total.ts';
import type { ReadReportsBetween } from '../../ports/ledger.ts';
import type { ReadSnapshotAsOf } from '../../ports/registry.ts';
import { type ReplayPorts, replayNode } from '../../verification/replay.ts';

export type AsOfPorts = Omit<ReplayPorts, 'numberOf'> & {
  readonly readReportsBetween: ReadReportsBetween;
  readonly readSnapshotAsOf: ReadSnapshotAsOf;
};

export type AsOfQuery = {
  readonly code: string;
  readonly instant: number;
  /** Children up to this one, and changes up to that one in the order of the tree, were answered before. */
  readonly after: string | null;
  readonly afterChange: string | null;
  /** Totals, children and changes of these systems alone; null: of all. */
  readonly only: readonly string[] | null;
  /** Children are kept until they have more cells than this. */
  readonly mostCells: number;
};

type Named = { readonly names: Localized | null; readonly content: NodeContent };
export type TotalsAsOf = {
  readonly total: Named;
  /** In the order of their names, at least as many as have `mostCells` cells. */
  readonly children: readonly (Named & { readonly node: string })[];
  /** Ids of what was stored later, in the order of the tree, at most MOST_CHANGES of them. */
  readonly changedSince: readonly string[];
  readonly changes: number;
  readonly nextChange: string | null;
};

const MOST_CHANGES = 1000;
/** Ranges, or systems of an event dataset, that are read at a time. */
const PARALLEL = 16;

/** What a replay is asked for, and tells as it reads. */
type Told = {
  /** The systems that are asked for, and where they are. */
  readonly wanted: ReadonlyMap<string, Place>;
  /** What a system of then comes to. */
  readonly leaf: (system: string, content: NodeContent) => void;
  /** Whether an entry was there then; it is told as a change where it was not. */
  readonly takes: (entry: LedgerEntry) => boolean;
};

export async function totalsAsOf(
  ports: AsOfPorts,
  { dataset, period }: DatasetPeriod,
  query: AsOfQuery,
): Promise<TotalsAsOf | 'unknown node' | 'unknown cursor' | 'unknown change'> {
  const { code, instant, after, afterChange, only, mostCells } = query;
  const snapshot = await ports.readSnapshotAsOf(instant);
  const tree = treeOf(snapshot, period);
  if (chainOf(tree, code) === null) return 'unknown node';
  if (after !== null && !isChild(tree.get(code), after)) return 'unknown cursor';
  const all = systemsBelow(tree, code);
  const places = only === null ? all : new Map([...all].filter(([system]) => only.includes(system)));
  const cursor = afterChange === null ? null : cursorOf(afterChange, places);
  if (cursor === undefined) return 'unknown change';

  const then = new Date(instant).toISOString();
  const total = startFold(ports.foldOf);
  const children = firstChildren(after, mostCells, ports.foldOf);
  const changes = firstIds(cursor, MOST_CHANGES);
  // Only who is one and who another counts here, so that a system's place in the tree of then will do for its number.
  const numberOf = (system: string): number => places.get(system)?.rank ?? places.size;
  const told: Told = {
    wanted: places,
    leaf: (system, content) => {
      total.add(content);
      const place = places.get(system);
      if (place !== undefined) children.add(place.child, content, place.child === system);
    },
    takes: (entry) => {
      if (entry.storedAt <= then) return true;
      changes.add(places.get(entry.system)?.rank ?? 0, submissionId(entry));
      return false;
    },
  };
  const rules = { ...ports, numberOf };
  const at = { dataset, period };
  if (dataset.kind === 'event') await replayEvents(rules, { ...at, tree }, told);
  else await replayReports(rules, at, idRanges(places.keys(), snapshot.systems.keys()), told);

  const { ids, count, next, isKnown } = changes.result();
  if (!isKnown) return 'unknown change';
  const names = (node: string) => namesThen(snapshot, node, period);
  return {
    total: { names: names(code), content: total.total() },
    children: children.inOrder().map(([node, content]) => ({ node, names: names(node), content })),
    changedSince: ids,
    changes: count,
    nextChange: next,
  };
}

const isChild = (node: TreeNode | undefined, name: string): boolean =>
  node !== undefined && (node.agencies.includes(name) || node.systems.includes(name));

/** Undefined where the submission is of no system below the node. */
function cursorOf(id: string, places: ReadonlyMap<string, Place>) {
  const rank = places.get(readSubmissionId(id).key.system)?.rank;
  return rank === undefined ? undefined : { id, rank };
}

async function replayReports(
  ports: AsOfPorts & FoldRules,
  { dataset, period }: DatasetPeriod,
  ranges: readonly IdRange[],
  { wanted, leaf, takes }: Told,
): Promise<void> {
  await pLimit(PARALLEL).map(ranges, async (range) => {
    // Revisions come in their order: the last that is taken is the highest.
    let highest: ReportEntry | null = null;
    const close = (): void => {
      const counting = countingEntry(highest === null ? [] : [highest]);
      if (counting !== null) leaf(counting.system, leafOf(counting, period.to, ports));
      highest = null;
    };
    let system = '';
    for await (const entry of ports.readReportsBetween(dataset.id, period.id, range)) {
      if (entry.system !== system) close();
      system = entry.system;
      if (wanted.has(system) && takes(entry)) highest = entry;
    }
    close();
  });
}

async function replayEvents(
  ports: AsOfPorts & FoldRules,
  at: DatasetPeriod & { readonly tree: Tree },
  { wanted, leaf, takes }: Told,
): Promise<void> {
  const { tree } = at;
  const replay = { ...at, takes, visit: async () => undefined, count: () => undefined };
  await pLimit(PARALLEL).map(wanted, async ([system, { agency }]) =>
    leaf(system, await replayNode(ports, replay, systemNode(tree, agency, system))),
  );
}

function namesThen({ agencies, systems }: RegistrySnapshot, node: string, days: Days): Localized | null {
  if (node === COUNTRY) return null;
  const agency = agencies.get(node);
  return (agency && lastWithin(agency.history, days)?.names) ?? systems.get(node)?.names ?? null;
}
