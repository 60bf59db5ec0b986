/**
 * Folds one total (DESIGN §2): read its version, read all children consistently, put if the version is still the
 * one read, else again. Whoever folds last has read everything, whatever the order of messages.
 */
import type { LedgerEntry } from '../contract/ledger.ts';
import {
  canonicalNode,
  countingEntry,
  type FoldOf,
  foldNodes,
  leafOf,
  type NodeContent,
} from '../domain/fold.ts';
import type { Period } from '../domain/period.ts';
import type { TreeNode } from '../domain/tree.ts';

/** Where a total is: a node of a dataset's tree in a period, under the parent that it has there. */
export type NodeKey = {
  readonly dataset: string;
  readonly period: string;
  readonly parent: string | null;
  readonly node: string;
};

export type StoredNode = {
  /** Counts the writes of this node; the condition of the next one. */
  readonly version: number;
  readonly registryVersion: number;
  readonly content: NodeContent;
  /** The revision of each own system that this total has seen: what "counted" means for a submission. */
  readonly revisions: Readonly<Record<string, number>>;
  /**
   * Sum of the versions of the children's totals that it was folded from: it grows with every change below. Were
   * only values compared, a child that changed and changed back would look unchanged, the fold would skip its put,
   * and a slower one that saw the child in between could still put what it saw.
   */
  readonly seen: number;
};

/** What a fold computes; the rest of a stored node says who wrote it when. */
type Folded = Pick<StoredNode, 'content' | 'revisions' | 'seen'>;

/** All reads are strongly consistent. */
export type ReadNode = (key: NodeKey) => Promise<StoredNode | null>;
/** The stored totals under a node, by their code. */
export type ReadChildren = (
  dataset: string,
  period: string,
  node: string,
) => Promise<ReadonlyMap<string, StoredNode>>;
/** Every ledger entry of the given systems, all revisions; `agency` is whose own systems they are. */
export type ReadReports = (
  dataset: string,
  period: string,
  agency: string,
  systems: readonly string[],
) => Promise<readonly LedgerEntry[]>;
/** Puts the node if the stored version is still `expected` (null: none is stored). */
export type PutNode = (
  key: NodeKey,
  node: StoredNode,
  expected: number | null,
) => Promise<'written' | 'lost the race'>;

export type FoldPorts = {
  readonly readNode: ReadNode;
  readonly readChildren: ReadChildren;
  readonly readReports: ReadReports;
  readonly putNode: PutNode;
  readonly foldOf: FoldOf;
};

export type FoldOutcome = 'written' | 'unchanged' | 'registry is stale' | 'lost every race';

const ATTEMPTS = 6;

/** What a node's children make of it now: the pure recomputation that verify compares with. */
async function recompute(
  ports: Omit<FoldPorts, 'putNode' | 'readNode'>,
  dataset: string,
  period: Period,
  node: TreeNode,
): Promise<Folded> {
  const [children, entries] = await Promise.all([
    node.agencies.length === 0
      ? new Map<string, StoredNode>()
      : ports.readChildren(dataset, period.id, node.code),
    node.systems.length === 0 ? [] : ports.readReports(dataset, period.id, node.code, node.systems),
  ]);
  const { leaves, revisions } = leavesOf(entries, period.to, ports.foldOf);
  // A child that moved away keeps its old total; only those that are children in this period's tree count.
  const totals = node.agencies.flatMap((code) => children.get(code) ?? []);
  return {
    content: foldNodes([...leaves, ...totals.map(({ content }) => content)], ports.foldOf),
    revisions,
    seen: totals.reduce((sum, { version }) => sum + version, 0),
  };
}

/** The counted leaf of each system, and the highest revision seen of each. */
export function leavesOf(
  entries: Iterable<LedgerEntry>,
  windowEnd: string,
  foldOf: FoldOf,
): { leaves: NodeContent[]; revisions: Record<string, number> } {
  const leaves: NodeContent[] = [];
  const revisions: Record<string, number> = {};
  for (const [system, own] of Map.groupBy(entries, (entry) => entry.system)) {
    revisions[system] = Math.max(...own.map((entry) => entry.revision));
    const counting = countingEntry(own);
    if (counting !== null) leaves.push(leafOf(counting, windowEnd, foldOf));
  }
  return { leaves, revisions };
}

export async function foldNode(
  ports: FoldPorts,
  dataset: string,
  period: Period,
  node: TreeNode,
  registryVersion: number,
): Promise<FoldOutcome> {
  const key: NodeKey = { dataset, period: period.id, parent: node.parent, node: node.code };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // The version is read before the children: a child that changes after this makes the put lose.
    const stored = await ports.readNode(key);
    if (stored !== null && stored.registryVersion > registryVersion) return 'registry is stale';
    const now = await recompute(ports, dataset, period, node);
    // Under a newer registry the put is made even if no digit changed: from then on the older one is refused.
    if (stored?.registryVersion === registryVersion && sameTotal(stored, now)) return 'unchanged';
    const next: StoredNode = { ...now, version: (stored?.version ?? 0) + 1, registryVersion };
    if ((await ports.putNode(key, next, stored?.version ?? null)) === 'written') return 'written';
  }
  return 'lost every race';
}

function sameTotal(a: Folded, b: Folded): boolean {
  return (
    a.seen === b.seen &&
    canonicalNode(a.content) === canonicalNode(b.content) &&
    revisionsText(a) === revisionsText(b)
  );
}

const revisionsText = ({ revisions }: Folded): string =>
  JSON.stringify(Object.entries(revisions).sort(([a], [b]) => (a < b ? -1 : 1)));
