/** The totals in memory, with the versioned put and its two conditions. Nodes are kept as text, so none is shared. */
import type {
  NodeKey,
  PutNode,
  ReadChildren,
  ReadNode,
  ReadNodes,
  StoredNode,
} from '../../shared/app/ports/totals.ts';

export type TotalsPorts = {
  readonly readNode: ReadNode;
  readonly readNodes: ReadNodes;
  readonly readChildren: ReadChildren;
  readonly putNode: PutNode;
};

const partitionOf = ({ dataset, period, parent }: Omit<NodeKey, 'node'>) =>
  `${dataset}#${period}#${parent ?? '-'}`;

type Held = { readonly version: number; readonly registryVersion: number; readonly text: string };

/** `now`: for the log of changes, from which a restore makes a copy. */
export function fakeTotals(now: () => number = () => 0) {
  const log: { readonly at: number; readonly key: NodeKey; readonly text: string }[] = [];
  const partitions = new Map<string, Map<string, Held>>();
  let puts = 0;
  const ports: TotalsPorts = {
    async readNode(key) {
      const held = partitions.get(partitionOf(key))?.get(key.node);
      return held === undefined ? null : (JSON.parse(held.text) as StoredNode);
    },
    readNodes: async (keys) => Promise.all(keys.map((key) => ports.readNode(key))),
    async *readChildren(dataset, period, node, after = '') {
      const held = [...(partitions.get(partitionOf({ dataset, period, parent: node })) ?? [])];
      for (const [name, { text }] of held.sort(([a], [b]) => (a < b ? -1 : 1)))
        if (name > after) yield [name, JSON.parse(text) as StoredNode];
    },
    async putNode(key, node, expected) {
      const partition = partitions.get(partitionOf(key)) ?? new Map<string, Held>();
      const held = partition.get(key.node);
      const free = expected === null && held === undefined;
      const same = held !== undefined && held.version === expected;
      if (!free && !(same && held.registryVersion <= node.registryVersion)) return 'lost the race';
      const { version, registryVersion } = node;
      partitions.set(
        partitionOf(key),
        partition.set(key.node, { version, registryVersion, text: JSON.stringify(node) }),
      );
      puts += 1;
      log.push({ at: now(), key, text: JSON.stringify(node) });
      return 'written';
    },
  };
  return {
    ...ports,
    puts: () => puts,
    /** Every total that was put, and when. */
    log: (): readonly { readonly at: number; readonly key: NodeKey; readonly text: string }[] => log,
    /** Puts whatever stands there: what no fold does. */
    tamper(key: NodeKey, node: StoredNode): void {
      const partition = partitions.get(partitionOf(key)) ?? new Map<string, Held>();
      const { version, registryVersion } = node;
      partitions.set(
        partitionOf(key),
        partition.set(key.node, { version, registryVersion, text: JSON.stringify(node) }),
      );
    },
    /** How many totals are stored. */
    size: () => [...partitions.values()].reduce((count, partition) => count + partition.size, 0),
  };
}
