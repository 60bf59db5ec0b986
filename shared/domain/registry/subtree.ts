/** The systems of a part of the tree, in its order, and how the ledger is asked for the reports of many together. */
import { levelOne } from '../values/agency-code.ts';
import type { Tree } from './tree.ts';

export type Place = {
  /** The agency that runs the system. */
  readonly agency: string;
  /** The child of the node that the system is under: an agency, or the system itself where it is the node's own. */
  readonly child: string;
  /** Its place in the order of the tree. */
  readonly rank: number;
};

/** All systems below a node, in the order of the tree: an agency's own by name, then its sub-units by name with theirs. */
export function systemsBelow(tree: Tree, code: string): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const walk = (agency: string, child: string | null): void => {
    const node = tree.get(agency);
    if (node === undefined) return;
    for (const system of node.systems)
      places.set(system, { agency, child: child ?? system, rank: places.size });
    for (const below of node.agencies) walk(below, child ?? below);
  };
  walk(code, null);
  return places;
}

/** First and last id, both included. */
export type IdRange = readonly [first: string, last: string];

/** So many reports of others are read along rather than asking once more: about two read units. */
const MOST_BETWEEN = 8;
/** Longer ones are cut, so that they are read beside each other. */
const LONGEST = 500;

/**
 * Ranges of ids that hold all wanted ones and few others. Reports lie in the order of their systems' ids under the
 * level-1 code of these, and the ids of a subtree begin alike: most subtrees are one range, and what came from elsewhere
 * is another. `known`: all ids that there are; one that is missing among them is read along.
 */
export function idRanges(wanted: Iterable<string>, known: Iterable<string>): IdRange[] {
  const those = new Set(wanted);
  const ranges: [string, string][] = [];
  let length = 0;
  let between = 0;
  for (const id of [...new Set([...known, ...those])].sort()) {
    if (!those.has(id)) {
      between += 1;
      continue;
    }
    const open = ranges.at(-1);
    length += between + 1;
    if (open && between <= MOST_BETWEEN && length <= LONGEST && levelOne(open[0]) === levelOne(id)) {
      open[1] = id;
    } else {
      ranges.push([id, id]);
      length = 1;
    }
    between = 0;
  }
  return ranges;
}
