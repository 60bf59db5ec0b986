/**
 * Repairs what verify found: folds each total that differs, and all above it, anew, deepest first, through the same
 * versioned put as the consumer. It is also what a sweep does for entries whose message was never sent.
 */
import type { Dataset } from '../contract/registry.ts';
import { type FoldNode, pathUp } from '../domain/fold-tree.ts';
import type { Period } from '../domain/period.ts';
import { agencyOfSystem, type RegistrySnapshot, treeAt } from '../domain/tree.ts';
import { type FoldOutcome, type FoldPorts, foldNode } from './fold-node.ts';

export type Repair = { readonly node: string; readonly outcome: FoldOutcome };

/** Names that the tree does not have are left out: nothing that counts is below them. */
export async function repairTotals(
  ports: FoldPorts,
  snapshot: RegistrySnapshot,
  dataset: Dataset,
  period: Period,
  names: readonly string[],
): Promise<Repair[]> {
  const tree = treeAt(snapshot, period.to);
  const agencyOf = (system: string) => agencyOfSystem(snapshot, system, period.to);
  const byDepth = new Map<string, { node: FoldNode; depth: number }>();
  for (const name of names) {
    const path = pathUp(dataset, tree, agencyOf, name) ?? [];
    for (const [index, node] of path.entries()) byDepth.set(node.name, { node, depth: path.length - index });
  }
  const repairs: Repair[] = [];
  for (const { node } of [...byDepth.values()].sort((a, b) => b.depth - a.depth)) {
    repairs.push({
      node: node.name,
      outcome: await foldNode(ports, dataset.id, period, node, snapshot.version),
    });
  }
  return repairs;
}
