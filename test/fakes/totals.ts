/** The totals in memory, with the versioned put and its two conditions. */
import type { NodeKey, PutNode, ReadChildren, ReadNode, StoredNode } from '../../shared/app/fold-node.ts';

export type TotalsPorts = {
  readonly readNode: ReadNode;
  readonly readChildren: ReadChildren;
  readonly putNode: PutNode;
};

const partitionOf = ({ dataset, period, parent }: Omit<NodeKey, 'node'>) =>
  `${dataset}#${period}#${parent ?? '-'}`;

export function fakeTotals() {
  const partitions = new Map<string, Map<string, StoredNode>>();
  let puts = 0;
  const ports: TotalsPorts = {
    async readNode(key) {
      return structuredClone(partitions.get(partitionOf(key))?.get(key.node) ?? null);
    },
    async readChildren(dataset, period, node) {
      return structuredClone(partitions.get(partitionOf({ dataset, period, parent: node })) ?? new Map());
    },
    async putNode(key, node, expected) {
      const partition = partitions.get(partitionOf(key)) ?? new Map<string, StoredNode>();
      const stored = partition.get(key.node);
      const free = expected === null && stored === undefined;
      const same = stored !== undefined && stored.version === expected;
      if (!free && !(same && stored.registryVersion <= node.registryVersion)) return 'lost the race';
      partitions.set(partitionOf(key), partition.set(key.node, structuredClone(node)));
      puts += 1;
      return 'written';
    },
  };
  return { ...ports, puts: () => puts };
}
