/**
 * A past total as the hub knew it at an instant (R24): the replay of what was stored by then, under the tree as it was
 * known then, and what has been stored since.
 */
import type { LedgerEntry, ReportEntry } from '../contract/ledger.ts';
import type { Dataset } from '../contract/registry.ts';
import { countingEntry, foldNodes, leafOf, type NodeContent } from '../domain/fold.ts';
import { childNodes, pathUp, readBucketName } from '../domain/fold-tree.ts';
import type { Period } from '../domain/period.ts';
import { isEvent, submissionId } from '../domain/submission-key.ts';
import { agencyOfSystem, type RegistrySnapshot, treeAt } from '../domain/tree.ts';
import { type ReplayPorts, replayNode } from './replay.ts';

/** The registry as it was at an instant (milliseconds). */
export type ReadSnapshotAsOf = (instant: number) => Promise<RegistrySnapshot>;

export type AsOfPorts = ReplayPorts & { readonly readSnapshotAsOf: ReadSnapshotAsOf };

export type TotalsAsOf = {
  readonly total: NodeContent;
  readonly children: ReadonlyMap<string, NodeContent>;
  /** Ids of what was stored later, at most MOST_CHANGES of them, in the order of the tree. */
  readonly changedSince: readonly string[];
};

const MOST_CHANGES = 1000;

/** Null where the tree of then did not have the node. */
export async function totalsAsOf(
  ports: AsOfPorts,
  dataset: Dataset,
  period: Period,
  code: string,
  instant: number,
): Promise<TotalsAsOf | null> {
  const snapshot = await ports.readSnapshotAsOf(instant);
  const tree = treeAt(snapshot, period.to);
  const [node] = pathUp(dataset, tree, (system) => agencyOfSystem(snapshot, system, period.to), code) ?? [];
  if (node === undefined) return null;
  const buckets = childNodes(dataset, tree, node).filter(({ name }) => readBucketName(name) !== null);
  const members = buckets.length === 0 ? [node] : buckets;
  const wanted = new Set(members.flatMap((one) => childNodes(dataset, tree, one).map(({ name }) => name)));
  const children = new Map<string, NodeContent>();
  const changedSince: string[] = [];
  const then = new Date(instant).toISOString();
  // Systems have no totals of their own for reports: what is theirs is kept as it passes.
  const own = new Set(members.flatMap(({ leaves }) => (leaves?.kind === 'reports' ? leaves.systems : [])));
  const ownEntries: ReportEntry[] = [];
  const takes = (entry: LedgerEntry): boolean => {
    if (entry.storedAt <= then) {
      if (!isEvent(entry) && own.has(entry.system)) ownEntries.push(entry);
      return true;
    }
    if (changedSince.length < MOST_CHANGES) changedSince.push(submissionId(entry));
    return false;
  };
  const visit = async ({ name }: { name: string }, content: NodeContent): Promise<void> => {
    if (wanted.has(name) && Object.keys(content.cells).length > 0) children.set(name, content);
  };
  const replay = { dataset, period, tree, takes, visit, count: () => undefined };
  const total = await replayNode(ports, replay, node);
  for (const [system, entries] of Map.groupBy(ownEntries, (entry) => entry.system)) {
    const counting = countingEntry(entries);
    if (counting === null) continue;
    children.set(system, foldNodes([leafOf(counting, period.to, ports.foldOf)], ports.foldOf));
  }
  return { total, children, changedSince };
}
