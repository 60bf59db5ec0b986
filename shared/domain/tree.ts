/**
 * The tree of agencies as of a day. An agency's parent and a system's agency change over time (R18), so a period
 * asks for the tree of its last day and keeps it for ever.
 */
import { type Agency, COUNTRY, type System } from '../contract/registry.ts';

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

/** The stretch of a history that a day falls into. */
export function asOfDay<T extends Stretch>(history: readonly T[], day: string): T | null {
  return history.find((stretch) => stretch.from <= day && (stretch.to === null || day <= stretch.to)) ?? null;
}

type Growing = { code: string; parent: string | null; agencies: string[]; systems: string[] };

/** Builds the tree of a day. An agency or system that is not in being then, or whose parent is not, is left out. */
export function treeOf(snapshot: RegistrySnapshot, day: string): Tree {
  const nodes = new Map<string, Growing>([
    [COUNTRY, { code: COUNTRY, parent: null, agencies: [], systems: [] }],
  ]);
  for (const agency of snapshot.agencies.values()) {
    const stretch = asOfDay(agency.history, day);
    if (stretch !== null)
      nodes.set(agency.code, { code: agency.code, parent: stretch.parent, agencies: [], systems: [] });
  }
  for (const node of nodes.values())
    if (node.parent !== null) nodes.get(node.parent)?.agencies.push(node.code);
  for (const system of snapshot.systems.values()) {
    const stretch = asOfDay(system.history, day);
    if (stretch !== null) nodes.get(stretch.agency)?.systems.push(system.id);
  }
  // In the order of their names, whatever the order in which the registry was read: replays then agree byte for byte.
  for (const node of nodes.values()) {
    node.agencies.sort();
    node.systems.sort();
  }
  return nodes;
}

/** What the tree of a day has right below a node: no more than that is looked at, so that it costs no tree. */
export function childrenAt(
  snapshot: RegistrySnapshot,
  code: string,
  day: string,
): Pick<TreeNode, 'agencies' | 'systems'> {
  const agencies: string[] = [];
  for (const agency of snapshot.agencies.values())
    if (asOfDay(agency.history, day)?.parent === code) agencies.push(agency.code);
  const systems: string[] = [];
  for (const system of snapshot.systems.values())
    if (asOfDay(system.history, day)?.agency === code) systems.push(system.id);
  return { agencies, systems };
}

const trees = new WeakMap<RegistrySnapshot, Map<string, Tree>>();

/** `treeOf`, computed once per snapshot and day. */
export function treeAt(snapshot: RegistrySnapshot, day: string): Tree {
  const known = trees.get(snapshot) ?? new Map<string, Tree>();
  trees.set(snapshot, known);
  const tree = known.get(day) ?? treeOf(snapshot, day);
  known.set(day, tree);
  return tree;
}

/** The agency of a system on a day; null when it has none then. */
export function agencyOfSystem(snapshot: RegistrySnapshot, system: string, day: string): string | null {
  const history = snapshot.systems.get(system)?.history;
  return history === undefined ? null : (asOfDay(history, day)?.agency ?? null);
}

/**
 * The chain of totals that a system's entry is part of, deepest first, the country last; null when the system is
 * not in the tree.
 */
export function ancestorsOf(snapshot: RegistrySnapshot, system: string, day: string): string[] | null {
  const agency = agencyOfSystem(snapshot, system, day);
  return agency === null ? null : chainOf(treeAt(snapshot, day), agency);
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
