/**
 * The tree of agencies in a period. An agency's parent and a system's agency change over time (R18), and both may close
 * within the period: each is placed where it was on its last day in it, so that what was accepted of it stays counted.
 * Every chain is complete: a parent is there on the last day of its child, so its own last day is no earlier.
 */
import { type Agency, COUNTRY, type System } from '../../contract/registry.ts';

/** Everything that the Registry table holds of agencies and systems at one version. */
export type RegistrySnapshot = {
  readonly version: number;
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly systems: ReadonlyMap<string, System>;
};

/** A node that is a total: the country or an agency. Its leaves are its own systems. */
export type TreeNode = {
  readonly code: string;
  /** `null` for the country. */
  readonly parent: string | null;
  readonly agencies: readonly string[];
  readonly systems: readonly string[];
};

export type Tree = ReadonlyMap<string, TreeNode>;

type Stretch = { readonly from: string; readonly to: string | null };

/** The days that are asked about, both included; a period is such a stretch, and so is a day. */
export type Days = { readonly from: string; readonly to: string };

export const onDay = (day: string): Days => ({ from: day, to: day });

/** What places a thing in a period: the stretch of its history that holds its last day there; null when it was never there. */
export function lastWithin<T extends Stretch>(history: readonly T[], { from, to }: Days): T | null {
  let last: T | null = null;
  for (const stretch of history)
    if (
      stretch.from <= to &&
      (stretch.to === null || from <= stretch.to) &&
      (last?.from ?? '') <= stretch.from
    )
      last = stretch;
  return last;
}

type Growing = { code: string; parent: string | null; agencies: string[]; systems: string[] };

/** Builds the tree of a period. An agency or system that is there on none of its days, or whose parent is not, is left out. */
export function treeOf(snapshot: RegistrySnapshot, days: Days): Tree {
  const nodes = new Map<string, Growing>([
    [COUNTRY, { code: COUNTRY, parent: null, agencies: [], systems: [] }],
  ]);
  for (const agency of snapshot.agencies.values()) {
    const stretch = lastWithin(agency.history, days);
    if (stretch !== null)
      nodes.set(agency.code, { code: agency.code, parent: stretch.parent, agencies: [], systems: [] });
  }
  for (const node of nodes.values())
    if (node.parent !== null) nodes.get(node.parent)?.agencies.push(node.code);
  for (const system of snapshot.systems.values()) {
    const stretch = lastWithin(system.history, days);
    if (stretch !== null) nodes.get(stretch.agency)?.systems.push(system.id);
  }
  // In the order of their names, whatever the order in which the registry was read: replays then agree byte for byte.
  for (const node of nodes.values()) {
    node.agencies.sort();
    node.systems.sort();
  }
  return nodes;
}

/** What the tree of a period has right below a node: no more than that is looked at, so that it costs no tree. */
export function childrenAt(
  snapshot: RegistrySnapshot,
  code: string,
  days: Days,
): Pick<TreeNode, 'agencies' | 'systems'> {
  const agencies: string[] = [];
  for (const agency of snapshot.agencies.values())
    if (lastWithin(agency.history, days)?.parent === code) agencies.push(agency.code);
  const systems: string[] = [];
  for (const system of snapshot.systems.values())
    if (lastWithin(system.history, days)?.agency === code) systems.push(system.id);
  return { agencies, systems };
}

const trees = new WeakMap<RegistrySnapshot, Map<string, Tree>>();

/** `treeOf`, computed once per snapshot and period. */
export function treeAt(snapshot: RegistrySnapshot, days: Days): Tree {
  const known = trees.get(snapshot) ?? new Map<string, Tree>();
  trees.set(snapshot, known);
  const name = `${days.from}..${days.to}`;
  const tree = known.get(name) ?? treeOf(snapshot, days);
  known.set(name, tree);
  return tree;
}

/** The agency of a system in a period; null when it has none then. */
export function agencyOfSystem(snapshot: RegistrySnapshot, system: string, days: Days): string | null {
  const history = snapshot.systems.get(system)?.history;
  return history === undefined ? null : (lastWithin(history, days)?.agency ?? null);
}

/**
 * The chain of totals that a system's entry is part of, deepest first, the country last; null when the system is
 * not in the tree.
 */
export function ancestorsOf(snapshot: RegistrySnapshot, system: string, days: Days): string[] | null {
  const agency = agencyOfSystem(snapshot, system, days);
  return agency === null ? null : chainOf(treeAt(snapshot, days), agency);
}

/** From a node up to the country, the node first; null when it is not in the tree. */
export function chainOf(tree: Tree, code: string): string[] | null {
  const chain: string[] = [];
  for (let at: string | null = code; at !== null; ) {
    const node = tree.get(at);
    if (node === undefined || chain.includes(at)) return null;
    chain.push(at);
    at = node.parent;
  }
  return chain;
}
