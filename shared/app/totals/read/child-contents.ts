/** What is stored under the names of children: their totals, or in the ledger where the agency's total folds their reports itself. */
import type pLimit from 'p-limit';
import type { System } from '../../../contract/registry.ts';
import { type Localized, SystemId } from '../../../contract/text.ts';
import { numbersOf } from '../../../domain/registry/system-numbers.ts';
import { type Days, lastWithin } from '../../../domain/registry/tree.ts';
import { agencyOfSystemId } from '../../../domain/submissions/submission-key.ts';
import { inOrder } from '../../../domain/totals/canonical-total.ts';
import { countingEntry, type FoldOf, leafOf } from '../../../domain/totals/fold.ts';
import { bandOf } from '../../../domain/totals/fold-tree.ts';
import type { NodeContent } from '../../../domain/totals/total.ts';
import type { ReadReports } from '../../ports/ledger.ts';
import type { FindAgency, FindSystem } from '../../ports/registry.ts';
import type { ReadNodes, StoredNode } from '../../ports/totals.ts';
import type { AskedChildren, NamesOfPeriod } from './child-names.ts';

export type FindPlaces = { readonly findAgency: FindAgency; readonly findSystem: FindSystem };

/** How the children of an agency are read. */
export type ChildReading = FindPlaces &
  AskedChildren & {
    readonly readNodes: ReadNodes;
    readonly readReports: ReadReports;
    readonly foldOf: FoldOf;
    /** Of calls on their way at a time. */
    readonly limit: ReturnType<typeof pLimit>;
  };

const MOST_KEYS = 100;

type Found = ReadonlyMap<string, { readonly names: Localized; readonly content: NodeContent }>;

/** What a period has of some children, in no order. */
export async function readContents(
  reading: ChildReading,
  part: NamesOfPeriod,
  some: readonly string[],
): Promise<Found> {
  const { code, limit } = reading;
  const here = some.filter(
    (name) => part.direct.has(name) || part.seen.has(name) || part.bands.has(bandOf(code, name)),
  );
  const children = await limit.map(here, (name) => childOf(reading, name, part.period));
  const known = new Map(
    here.flatMap((name, index): [string, Child][] => {
      const found = children[index] ?? null;
      return found === null ? [] : [[name, found]];
    }),
  );
  const own = [...known].flatMap(([name, { system }]) => (part.seen.has(name) && system ? [system] : []));
  const stored = [...known.keys()].filter((name) => !part.seen.has(name));
  const [ofTotals, ofLedger] = await Promise.all([
    readStored(reading, part, stored),
    readOwn(reading, part, own),
  ]);
  const found = new Map<string, { names: Localized; content: NodeContent }>();
  for (const [name, content] of [...ofTotals, ...ofLedger]) {
    const child = known.get(name);
    if (child !== undefined) found.set(name, { names: child.names, content });
  }
  return found;
}

type Child = { readonly names: Localized /** Of an agency none. */; readonly system: System | null };

/** Null for a child that moved away: what it had here is not counted here any more. */
async function childOf(
  { findAgency, findSystem, code }: FindPlaces & AskedChildren,
  name: string,
  days: Days,
): Promise<Child | null> {
  if (SystemId.safeParse(name).success) {
    const system = await findSystem(name);
    const stretch = system && lastWithin(system.value.history, days);
    return system && stretch?.agency === code ? { names: system.value.names, system: system.value } : null;
  }
  const agency = await findAgency(name);
  const stretch = agency && lastWithin(agency.value.history, days);
  return stretch?.parent === code ? { names: stretch.names, system: null } : null;
}

/**
 * An agency that became wide, or narrow again, has left totals of its children where they were before: the one of the
 * newest registry is the child's.
 */
async function readStored(
  { dataset, code, readNodes, limit }: ChildReading,
  { period, direct, bands }: NamesOfPeriod,
  names: readonly string[],
): Promise<Map<string, NodeContent>> {
  const place = (parent: string, node: string) => ({ dataset: dataset.id, period: period.id, parent, node });
  const keys = names.flatMap((name) => [
    ...(direct.get(name) === null ? [place(code, name)] : []),
    ...(bands.has(bandOf(code, name)) ? [place(bandOf(code, name), name)] : []),
  ]);
  const batches = Array.from({ length: Math.ceil(keys.length / MOST_KEYS) }, (_, index) =>
    keys.slice(index * MOST_KEYS, (index + 1) * MOST_KEYS),
  );
  const read = (await limit.map(batches, readNodes)).flat();
  const newest = new Map<string, StoredNode>();
  for (const name of names) {
    const kept = direct.get(name);
    if (kept) newest.set(name, kept);
  }
  for (const [index, { node }] of keys.entries()) {
    const stored = read[index];
    if (stored && stored.registryVersion >= (newest.get(node)?.registryVersion ?? 0))
      newest.set(node, stored);
  }
  return new Map([...newest].map(([name, { content }]) => [name, content]));
}

/** Those that the agency registered stand together in the ledger; one that came from elsewhere is read by itself. */
async function readOwn(
  { dataset, code, foldOf, readReports, limit }: ChildReading,
  { period }: NamesOfPeriod,
  own: readonly System[],
): Promise<Map<string, NodeContent>> {
  const byId = new Map(own.map((system) => [system.id, system]));
  const systems = [...byId.keys()];
  const rules = { foldOf, numberOf: numbersOf({ systems: byId }) };
  const ours = systems.filter((system) => agencyOfSystemId(system) === code);
  const others = systems.filter((system) => agencyOfSystemId(system) !== code);
  const groups = [...(ours.length === 0 ? [] : [ours]), ...others.map((system) => [system])];
  const read = await limit.map(groups, (group) =>
    Array.fromAsync(readReports(dataset.id, period.id, code, group)),
  );
  const found = new Map<string, NodeContent>();
  for (const [system, revisions] of Map.groupBy(read.flat(), (entry) => entry.system)) {
    const counting = countingEntry(revisions);
    // Withdrawn, or of a band that still names who was in it.
    if (counting !== null) found.set(system, inOrder(leafOf(counting, period.to, rules)));
  }
  return found;
}
