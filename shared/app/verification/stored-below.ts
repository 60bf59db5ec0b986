/**
 * The stored totals of a unit as a replay comes by them: those under one parent are read together, when the first is
 * asked for, and forgotten when the parent is done. What differs from them is read again, as it may have changed since.
 */
import type { DatasetPeriod } from '../../domain/registry/dataset-period.ts';
import type { FoldNode } from '../../domain/totals/fold-tree.ts';
import type { ReadChildren, ReadNode, StoredNode } from '../ports/totals.ts';
import { type Suspect, strayOf } from './difference.ts';

/** Deeper than any path of time: a stray that is stored below itself ends here. */
const DEEPEST = 6;

export function storedTotals(
  ports: { readonly readNode: ReadNode; readonly readChildren: ReadChildren },
  { dataset, period }: DatasetPeriod,
  unit: FoldNode,
) {
  const byParent = new Map<string, Map<string, StoredNode>>();
  const readBelow = async (parent: string): Promise<Map<string, StoredNode>> =>
    new Map(await Array.fromAsync(ports.readChildren(dataset.id, period.id, parent)));
  const below = async (parent: string): Promise<Map<string, StoredNode>> => {
    const known = byParent.get(parent);
    if (known !== undefined) return known;
    const read = await readBelow(parent);
    byParent.set(parent, read);
    return read;
  };
  const readAgain = ({ parent, name }: FoldNode): Promise<StoredNode | null> =>
    ports.readNode({ dataset: dataset.id, period: period.id, parent, node: name });
  const read = async (node: FoldNode): Promise<StoredNode | null> =>
    node.parent === null || node.name === unit.name
      ? readAgain(node)
      : ((await below(node.parent)).get(node.name) ?? null);

  async function straysUnder(
    parent: string,
    children: ReadonlyMap<string, StoredNode>,
    depth: number,
  ): Promise<Suspect[]> {
    const strays: Suspect[] = [];
    for (const [name, stored] of children) {
      if (depth < DEEPEST) strays.push(...(await straysUnder(name, await readBelow(name), depth + 1)));
      const stray = strayOf(name, parent, stored);
      if (stray !== null) strays.push(stray);
    }
    return strays;
  }

  return {
    readAgain,
    read,
    /** As `read`, once: what nobody takes is a stray. */
    take: async (node: FoldNode): Promise<StoredNode | null> => {
      const found = await read(node);
      if (node.parent !== null) byParent.get(node.parent)?.delete(node.name);
      return found;
    },
    /** Where a total is not stored, nothing below it is asked for. */
    passOver: async (node: FoldNode): Promise<void> => {
      if ((await read(node)) === null) byParent.set(node.name, new Map());
    },
    /** What is stored under a total and was not taken, with all below it, deepest first. */
    strays: async ({ name }: FoldNode): Promise<Suspect[]> => straysUnder(name, await below(name), 1),
    close: ({ name }: FoldNode): void => {
      byParent.delete(name);
    },
  };
}
