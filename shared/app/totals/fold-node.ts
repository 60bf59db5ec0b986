/**
 * Folds one total (DESIGN §2): read its version, read all children consistently, put if the version is still the
 * one read, else again. Whoever folds last has read everything, whatever the order of messages.
 */
import type { ReportEntry } from '../../contract/submissions/ledger.ts';
import type { DatasetPeriod } from '../../domain/registry/dataset-period.ts';
import { canonicalNode } from '../../domain/totals/canonical-total.ts';
import {
  asReporter,
  countEvents,
  countingEntry,
  type Folding,
  type FoldRules,
  leafOf,
  startFold,
} from '../../domain/totals/fold.ts';
import type { FoldNode, Leaves } from '../../domain/totals/fold-tree.ts';
import type { ReadEvents, ReadReports } from '../ports/ledger.ts';
import type { NodeKey, PutNode, ReadChildren, ReadNode, StoredNode } from '../ports/totals.ts';

/** What a fold computes; the rest of a stored node says who wrote it when. */
export type Folded = Pick<StoredNode, 'content' | 'revisions' | 'seen'>;

export type ReadLeavesPorts = FoldRules & {
  readonly readReports: ReadReports;
  readonly readEvents: ReadEvents;
};

export type FoldPorts = ReadLeavesPorts & {
  readonly readNode: ReadNode;
  readonly readChildren: ReadChildren;
  readonly putNode: PutNode;
};

export type FoldOutcome = 'written' | 'unchanged' | 'registry is stale' | 'lost every race';

const ATTEMPTS = 6;

/** What the leaves below a node are and which entries they came from. */
type SeenLeaves = { readonly entries: number; readonly revisions: Record<string, number> };

/** Folds each leaf that counts as it is read, so that however many there are, no list of them is in memory. */
export async function readLeaves(
  ports: ReadLeavesPorts,
  { dataset, period }: DatasetPeriod,
  leaves: Leaves | null,
  folding: Folding,
): Promise<SeenLeaves> {
  if (leaves === null) return { entries: 0, revisions: {} };
  let count = 0;
  if (leaves.kind === 'events') {
    const counting = countEvents(folding);
    for await (const entry of ports.readEvents(dataset.id, leaves.system, leaves.bucket, leaves.shard)) {
      // A bucket has entries of two periods where the calendar changed between them, and a message may name neither.
      if (entry.period !== period.id) continue;
      counting.add(entry);
      count += 1;
    }
    counting.end();
    return { entries: count, revisions: {} };
  }
  const revisions: Record<string, number> = {};
  let own: ReportEntry[] = [];
  const close = (): void => {
    const [first] = own;
    if (first === undefined) return;
    revisions[first.system] = Math.max(...own.map(({ revision }) => revision));
    const counting = countingEntry(own);
    if (counting !== null) folding.add(leafOf(counting, period.to, ports));
    own = [];
  };
  for await (const entry of ports.readReports(dataset.id, period.id, leaves.owner, leaves.systems)) {
    if (own[0] !== undefined && own[0].system !== entry.system) close();
    own.push(entry);
    count += 1;
  }
  close();
  return { entries: count, revisions };
}

/** What a node's children make of it now. */
export async function recompute(
  ports: Omit<FoldPorts, 'putNode' | 'readNode'>,
  at: DatasetPeriod,
  node: FoldNode,
): Promise<Folded> {
  const folding = startFold(ports.foldOf);
  const { entries, revisions } = await readLeaves(ports, at, node.leaves, folding);
  let seen = entries;
  const wanted = node.children === 'any' ? null : new Set(node.children);
  if (wanted === null || wanted.size > 0) {
    for await (const [name, child] of ports.readChildren(at.dataset.id, at.period.id, node.name)) {
      if (wanted !== null && !wanted.has(name)) continue;
      folding.add(child.content);
      seen += child.version;
    }
  }
  const total = folding.total();
  const content = node.isReporter ? asReporter(total, node.name, ports.numberOf) : total;
  return { content, revisions, seen };
}

export async function foldNode(
  ports: FoldPorts,
  at: DatasetPeriod,
  node: FoldNode,
  registryVersion: number,
): Promise<FoldOutcome> {
  const key: NodeKey = {
    dataset: at.dataset.id,
    period: at.period.id,
    parent: node.parent,
    node: node.name,
  };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // The version is read before the children: a child that changes after this makes the put lose.
    const stored = await ports.readNode(key);
    if (stored !== null && stored.registryVersion > registryVersion) return 'registry is stale';
    const now = await recompute(ports, at, node);
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

const revisionsText = ({ revisions }: Pick<StoredNode, 'revisions'>): string =>
  JSON.stringify(Object.entries(revisions).sort(([a], [b]) => (a < b ? -1 : 1)));
