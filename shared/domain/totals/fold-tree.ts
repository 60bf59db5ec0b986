/**
 * The tree that totals are folded along: the country, agencies, and what keeps each fold small. An agency of more
 * than 256 children has 256 bands between it and them, by a hash of the child's id, so that no fold reads more than
 * a few hundred items however wide the tree is, and a child's band never changes. A system of an event dataset has
 * time buckets below it (time-bucket.ts).
 */
import { createHash } from 'node:crypto';
import type { Dataset } from '../../contract/registry.ts';
import type { EventEntry } from '../../contract/submissions/ledger.ts';
import type { Tree, TreeNode } from '../registry/tree.ts';
import { bucketsAbove, isFinest } from '../values/time-bucket.ts';

/** Below so many children an agency folds them itself. */
export const MOST_CHILDREN = 256;

/** Which ledger entries are the leaves of a total. */
export type Leaves =
  | { readonly kind: 'reports'; readonly owner: string; readonly systems: readonly string[] }
  | { readonly kind: 'events'; readonly system: string; readonly bucket: string; readonly shard: number };

/** One total. `name` is unique in its dataset and period. */
export type FoldNode = {
  readonly name: string;
  /** Name of the total above; null for the country. */
  readonly parent: string | null;
  /**
   * Names of the totals below that count. `any`: all that are stored, as for time buckets, whose parent never
   * changes; a list for agencies, since a child that moved away keeps its old total.
   */
  readonly children: readonly string[] | 'any';
  readonly leaves: Leaves | null;
  /** A system counts as one reporter, whatever is below it; other totals sum up. */
  readonly isReporter: boolean;
};

/** Two hexadecimal digits: the band of a child of a wide agency. */
const spread = (child: string): string => createHash('sha256').update(child).digest('hex').slice(0, 2);

const isWide = (node: TreeNode): boolean => node.agencies.length + node.systems.length > MOST_CHILDREN;
/** The band that a child has where its agency is wide. */
export const bandOf = (code: string, child: string): string => `${code}~${spread(child)}`;

/** The agency code and band that a name like `H26~3f` consists of; null for other names. */
export function readBandName(name: string): { code: string; band: string } | null {
  const [, code, band] = /^([^~@]+)~([0-9a-f]{2})$/.exec(name) ?? [];
  return code === undefined || band === undefined ? null : { code, band };
}

/** The name of the total right above a child of an agency. */
const parentName = (tree: Tree, code: string, child: string): string => {
  const node = tree.get(code);
  return node !== undefined && isWide(node) ? bandOf(code, child) : code;
};

function foldNode(
  dataset: Dataset,
  name: string,
  parent: string | null,
  members: Pick<TreeNode, 'agencies' | 'systems'>,
): FoldNode {
  const ofEvents = dataset.kind === 'event';
  return {
    name,
    parent,
    children: ofEvents ? [...members.agencies, ...members.systems] : members.agencies,
    leaves:
      ofEvents || members.systems.length === 0
        ? null
        : { kind: 'reports', owner: name, systems: members.systems },
    isReporter: false,
  };
}

const bandsByNode = new WeakMap<TreeNode, Map<string, Pick<TreeNode, 'agencies' | 'systems'>>>();

/** The bands of a wide agency that have a member, each with its members. */
function membersOf(node: TreeNode): Map<string, Pick<TreeNode, 'agencies' | 'systems'>> {
  const known = bandsByNode.get(node);
  if (known !== undefined) return known;
  const bands = new Map<string, { agencies: string[]; systems: string[] }>();
  const of = (child: string) => {
    const name = bandOf(node.code, child);
    const found = bands.get(name) ?? { agencies: [], systems: [] };
    bands.set(name, found);
    return found;
  };
  for (const child of node.agencies) of(child).agencies.push(child);
  for (const child of node.systems) of(child).systems.push(child);
  bandsByNode.set(node, bands);
  return bands;
}

/** The total of an agency or the country. Null when the tree does not have it. */
export function agencyNode(dataset: Dataset, tree: Tree, code: string): FoldNode | null {
  const node = tree.get(code);
  if (node === undefined) return null;
  const parent = node.parent === null ? null : parentName(tree, node.parent, code);
  if (!isWide(node)) return foldNode(dataset, code, parent, node);
  return { name: code, parent, children: [...membersOf(node).keys()], leaves: null, isReporter: false };
}

/** The totals between an agency and its own member, nearest to the member first, the agency's last. */
export function agencyChain(dataset: Dataset, tree: Tree, code: string, member: string | null): FoldNode[] {
  const own = agencyNode(dataset, tree, code);
  const node = tree.get(code);
  if (own === null || node === undefined) return [];
  if (member === null || !isWide(node)) return [own];
  const name = bandOf(code, member);
  const members = membersOf(node).get(name) ?? { agencies: [], systems: [] };
  return [foldNode(dataset, name, code, members), own];
}

/** The bands of a wide agency; none for others. */
export const bandsOf = (dataset: Dataset, tree: Tree, code: string): FoldNode[] => {
  const node = tree.get(code);
  if (node === undefined || !isWide(node)) return [];
  return [...membersOf(node)].map(([name, members]) => foldNode(dataset, name, code, members));
};

/** All totals from a member of an agency up to the country, deepest first. `chain`: agencies, the member's first. */
export function totalsAbove(
  dataset: Dataset,
  tree: Tree,
  chain: readonly string[],
  member: string | null,
): FoldNode[] {
  return chain.flatMap((code, index) =>
    agencyChain(dataset, tree, code, index === 0 ? member : (chain[index - 1] ?? null)),
  );
}

/** The total of a system of an event dataset, under the agency's total that is right above it. */
export const systemNode = (tree: Tree, agency: string, system: string): FoldNode => ({
  name: system,
  parent: parentName(tree, agency, system),
  children: 'any',
  leaves: null,
  isReporter: true,
});

/** Names of a time bucket and of a shard in it: `H26.dvc@2026-11-05T10:31` and `H26.dvc@2026-11-05T10:31/a`. */
const timeName = (system: string, bucket: string): string => `${system}@${bucket}`;
const shardName = (system: string, bucket: string, shard: number): string =>
  `${timeName(system, bucket)}/${shard.toString(16)}`;

/** The totals from an event up to below its system, deepest first: shard, if there are any, and time buckets. */
export function timeChain(
  dataset: Dataset,
  { system, bucket, shard }: Pick<EventEntry, 'system' | 'bucket' | 'shard'>,
): FoldNode[] {
  const buckets = bucketsAbove(dataset, bucket);
  const leaves: Leaves = { kind: 'events', system, bucket, shard };
  const isSharded = dataset.shards > 1;
  const nodes = buckets.map((name, index): FoldNode => {
    const above = buckets[index + 1];
    return {
      name: timeName(system, name),
      parent: above === undefined ? system : timeName(system, above),
      children: index === 0 && !isSharded ? [] : 'any',
      leaves: index === 0 && !isSharded ? leaves : null,
      isReporter: false,
    };
  });
  if (!isSharded) return nodes;
  const parent = timeName(system, bucket);
  return [
    { name: shardName(system, bucket, shard), parent, children: [], leaves, isReporter: false },
    ...nodes,
  ];
}

/** The totals right below a total of the country, an agency or a band of one; time is not part of the tree. */
export function childNodes(dataset: Dataset, tree: Tree, node: FoldNode): FoldNode[] {
  if (node.children === 'any') return [];
  const code = readBandName(node.name)?.code ?? node.name;
  const bands = new Map(bandsOf(dataset, tree, code).map((band) => [band.name, band]));
  return node.children.flatMap(
    (name) => bands.get(name) ?? agencyNode(dataset, tree, name) ?? systemNode(tree, code, name),
  );
}

/** Sorts before the names of all bands of an agency. */
export const beforeBands = (code: string): string => `${code}~`;

/** What an agency's total may be right under, for who does not know how wide its parent is. */
export const possibleParents = (code: string, parent: string | null): (string | null)[] =>
  parent === null ? [null] : [parent, bandOf(parent, code)];

/** Where the total that folds a system's own reports may be: the agency's own, or a band of it. */
export const possibleOwners = (
  code: string,
  parent: string | null,
  system: string,
): { node: string; parent: string | null }[] => [
  ...possibleParents(code, parent).map((above) => ({ node: code, parent: above })),
  { node: bandOf(code, system), parent: code },
];

/** The total of a name; null where the tree has none of it. `agencyOf` tells the agency of a system as of the period. */
export function nodeByName(
  dataset: Dataset,
  tree: Tree,
  agencyOf: (system: string) => string | null,
  name: string,
): FoldNode | null {
  const [, system, bucket, shard] = /^([^@]+)@([^/]+)(?:\/([0-9a-f]))?$/.exec(name) ?? [];
  if (system !== undefined && bucket !== undefined) {
    const place = { system, bucket, shard: Number.parseInt(shard ?? '0', 16) };
    if (isFinest(dataset, bucket))
      return timeChain(dataset, place).find((node) => node.name === name) ?? null;
    const above = bucketsAbove(dataset, bucket).find((one) => one !== bucket);
    const parent = above === undefined ? system : timeName(system, above);
    return { name, parent, children: 'any', leaves: null, isReporter: false };
  }
  const wide = readBandName(name);
  if (wide !== null) return bandsOf(dataset, tree, wide.code).find((node) => node.name === name) ?? null;
  const agency = agencyNode(dataset, tree, name);
  if (agency !== null || dataset.kind === 'report') return agency;
  const owner = agencyOf(name);
  return owner === null ? null : systemNode(tree, owner, name);
}

/** A total and all above it up to the country, deepest first; null where the tree has no such total. */
export function pathUp(
  dataset: Dataset,
  tree: Tree,
  agencyOf: (system: string) => string | null,
  name: string,
): FoldNode[] | null {
  const path: FoldNode[] = [];
  for (let at: string | null = name; at !== null; ) {
    const node = nodeByName(dataset, tree, agencyOf, at);
    if (node === null) return null;
    path.push(node);
    at = node.parent;
  }
  return path;
}
