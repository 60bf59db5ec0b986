/** Totals as they are stored, for who reads the registry record by record and does not know how wide agencies are. */

import { COUNTRY } from '../contract/registry.ts';
import type { Localized } from '../contract/text.ts';
import { countingEntry, emptyNode, type FoldOf, leafOf, type NodeContent } from '../domain/fold.ts';
import { possibleParents, readBucketName } from '../domain/fold-tree.ts';
import type { Period } from '../domain/period.ts';
import { asOfDay } from '../domain/tree.ts';
import type { ReadChildren, ReadNode, ReadReports, StoredNode } from './fold-node.ts';
import { chainAt, type FindAgency, type FindSystem } from './registry-ports.ts';

export type StoredTotalsPorts = {
  readonly findAgency: FindAgency;
  readonly findSystem: FindSystem;
  readonly readNode: ReadNode;
  readonly readChildren: ReadChildren;
  readonly readReports: ReadReports;
  readonly foldOf: FoldOf;
};

export type NamedTotal = {
  readonly node: string;
  readonly names: Localized | null;
  readonly content: NodeContent;
};

/** The total of an agency or the country in a period; an empty one where nothing was counted yet. */
export async function readTotal(
  ports: StoredTotalsPorts,
  dataset: string,
  period: Period,
  code: string,
): Promise<StoredNode | null> {
  const parent = code === COUNTRY ? null : ((await chainAt(ports.findAgency, code, period.to))[1] ?? null);
  const found = await Promise.all(
    possibleParents(code, parent).map((above) =>
      ports.readNode({ dataset, period: period.id, parent: above, node: code }),
    ),
  );
  const stored = found.flatMap((node) => node ?? []);
  return stored.sort((a, b) => b.registryVersion - a.registryVersion)[0] ?? null;
}

/**
 * The children of an agency that have something to show, by name: sub-units, and systems. An agency that became wide,
 * or narrow again, has left totals of its children where they were before: the one of the newest registry is the child's.
 */
export async function readNamedChildren(
  ports: StoredTotalsPorts,
  dataset: string,
  period: Period,
  code: string,
): Promise<ReadonlyMap<string, NamedTotal>> {
  const newest = new Map<string, Found>();
  for await (const found of findChildren(ports, dataset, period, code)) {
    const known = newest.get(found.node);
    if (known === undefined || found.registryVersion > known.registryVersion) newest.set(found.node, found);
  }
  return newest;
}

type Found = NamedTotal & { readonly registryVersion: number };

/** Every total of a child wherever it may be; those of a wide agency bucket by bucket. */
async function* findChildren(
  ports: StoredTotalsPorts,
  dataset: string,
  period: Period,
  code: string,
): AsyncGenerator<Found> {
  const own = await readTotal(ports, dataset, period, code);
  if (own !== null) yield* ownSystems(ports, dataset, period, code, code, own);
  for await (const [name, child] of ports.readChildren(dataset, period.id, code)) {
    if (readBucketName(name) === null) {
      const named = await nameChild(ports, period, code, name, child);
      if (named !== null) yield named;
      continue;
    }
    yield* ownSystems(ports, dataset, period, code, name, child);
    for await (const [member, total] of ports.readChildren(dataset, period.id, name)) {
      const named = await nameChild(ports, period, code, member, total);
      if (named !== null) yield named;
    }
  }
}

/** Null for a child that moved away: what it had here is not counted here any more. */
async function nameChild(
  ports: StoredTotalsPorts,
  period: Period,
  code: string,
  name: string,
  { content, registryVersion }: StoredNode,
): Promise<Found | null> {
  const agency = await ports.findAgency(name);
  if (agency !== null) {
    const stretch = asOfDay(agency.value.history, period.to);
    return stretch?.parent === code ? { node: name, names: stretch.names, content, registryVersion } : null;
  }
  const system = await ports.findSystem(name);
  const stretch = system && asOfDay(system.value.history, period.to);
  return system && stretch?.agency === code
    ? { node: name, names: system.value.names, content, registryVersion }
    : null;
}

/** The systems whose reports a total folds itself, which have no totals of their own: what they are is in the ledger. */
async function* ownSystems(
  ports: StoredTotalsPorts,
  dataset: string,
  period: Period,
  code: string,
  owner: string,
  total: StoredNode,
): AsyncGenerator<Found> {
  const systems = Object.keys(total.revisions);
  if (systems.length === 0) return;
  const entries = await Array.fromAsync(ports.readReports(dataset, period.id, owner, systems));
  for (const [node, revisions] of Map.groupBy(entries, (entry) => entry.system)) {
    const counting = countingEntry(revisions);
    const system = await ports.findSystem(node);
    // A bucket that nobody is in any more still names who was.
    if (counting === null || system === null) continue;
    if (asOfDay(system.value.history, period.to)?.agency !== code) continue;
    const content = inOrder(leafOf(counting, period.to, ports.foldOf));
    yield { node, names: system.value.names, content, registryVersion: total.registryVersion };
  }
}

/** The cells in the order of every other total, not of the sender. */
const inOrder = (leaf: NodeContent): NodeContent => ({
  ...leaf,
  cells: Object.fromEntries(Object.entries(leaf.cells).sort(([a], [b]) => (a < b ? -1 : 1))),
});

export const contentOf = (stored: StoredNode | null): NodeContent => stored?.content ?? emptyNode;
