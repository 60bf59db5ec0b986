/**
 * The children of an agency that have something to show, in the order of their names, some at a time: what it costs to
 * read them is that of those that are taken, not of how many there are. Names come first (of a wide agency from the tree,
 * as its bands are in no order), then what is stored under them.
 */
import pLimit from 'p-limit';
import type { Dataset, System } from '../../contract/registry.ts';
import { type Localized, SystemId } from '../../contract/text.ts';
import { numbersOf } from '../../domain/registry/system-numbers.ts';
import { childrenAt, type Days, lastWithin, type RegistrySnapshot } from '../../domain/registry/tree.ts';
import { agencyOfSystemId } from '../../domain/submissions/submission-key.ts';
import { inOrder } from '../../domain/totals/canonical-total.ts';
import { countingEntry, type FoldOf, leafOf } from '../../domain/totals/fold.ts';
import { bandOf, beforeBands, readBandName } from '../../domain/totals/fold-tree.ts';
import type { NodeContent } from '../../domain/totals/total.ts';
import type { Period } from '../../domain/values/period.ts';
import type { ReadReports } from '../ports/ledger.ts';
import type { FindAgency, FindSystem, ReadSnapshot } from '../ports/registry.ts';
import type { ReadChildren, ReadNodes, StoredNode } from '../ports/totals.ts';

const MOST_KEYS = 100;

export type StoredChildrenPorts = {
  readonly findAgency: FindAgency;
  readonly findSystem: FindSystem;
  readonly readSnapshot: ReadSnapshot;
  readonly readNodes: ReadNodes;
  readonly readChildren: ReadChildren;
  readonly readReports: ReadReports;
  readonly foldOf: FoldOf;
};

/** `contents`: of every period, in their order; null where it has nothing. */
export type NamedChild = {
  readonly node: string;
  readonly names: Localized | null;
  readonly contents: readonly (NodeContent | null)[];
};

type Asked = {
  readonly dataset: Dataset;
  readonly code: string;
  /** Periods whose totals are read beside each other, each with the total of the agency. */
  readonly periods: readonly { readonly period: Period; readonly own: StoredNode | null }[];
  /** Children up to this one are left out. */
  readonly after: string | null;
  /** About how many will be taken. */
  readonly atATime: number;
};

/** Calls on their way at a time. */
const PARALLEL = 16;
/** Totals of children that are kept from the look at their names; beyond it they are read again when it is their turn. */
const MOST_KEPT_CELLS = 300_000;

/** What a period has of the agency's children; the bands of a wide agency are named alone. */
type Part = {
  readonly period: Period;
  readonly direct: ReadonlyMap<string, StoredNode | null>;
  readonly bands: ReadonlySet<string>;
  /** Systems whose reports a total folds itself, which have no totals of their own: what they are is in the ledger. */
  readonly seen: ReadonlySet<string>;
};

export async function* readNamedChildren(
  ports: StoredChildrenPorts,
  asked: Asked,
): AsyncGenerator<NamedChild> {
  const limit = pLimit(PARALLEL);
  const room = { cells: MOST_KEPT_CELLS };
  const parts = await limit.map(asked.periods, (one) => readPart(ports, asked, one, room));
  const snapshot = parts.some(({ bands }) => bands.size > 0) ? await ports.readSnapshot() : null;
  const names = new Set(parts.flatMap((part) => candidates(asked, part, snapshot)));
  const sorted = [...names].filter((name) => asked.after === null || name > asked.after).sort();
  let count = asked.atATime;
  for (let start = 0; start < sorted.length; ) {
    const some = sorted.slice(start, start + count);
    start += some.length;
    // What is behind a guess that fell short is less than it.
    count = Math.ceil(asked.atATime / 2);
    const find = snapshot === null ? ports : foundIn(snapshot);
    const found = await Promise.all(parts.map((part) => readSome(ports, asked, part, some, find, limit)));
    for (const node of some) {
      const those = found.map((part) => part.get(node) ?? null);
      const first = those.find((one) => one !== null);
      if (first) yield { node, names: first.names, contents: those.map((one) => one?.content ?? null) };
    }
  }
}

async function readPart(
  ports: StoredChildrenPorts,
  { dataset, code, after }: Asked,
  { period, own }: Asked['periods'][number],
  room: { cells: number },
): Promise<Part> {
  const seen = new Set(Object.keys(own?.revisions ?? {}));
  const direct = new Map<string, StoredNode | null>();
  const bands = new Set<string>();
  // The bands are read in any case: which there are says where its children are.
  const first = beforeBands(code);
  const from = after === null || after < first ? after : first;
  for await (const [name, stored] of ports.readChildren(dataset.id, period.id, code, from ?? undefined)) {
    if (readBandName(name) === null) {
      if (after !== null && name <= after) continue;
      room.cells -= Object.keys(stored.content.cells).length;
      direct.set(name, room.cells >= 0 ? stored : null);
      continue;
    }
    bands.add(name);
    for (const system of Object.keys(stored.revisions)) seen.add(system);
  }
  return { period, direct, bands, seen };
}

/** Names of children that may have something: without bands those that are stored, else those of the tree as well. */
function candidates({ dataset, code }: Asked, part: Part, snapshot: RegistrySnapshot | null): string[] {
  const { period, direct, bands, seen } = part;
  const known = [...direct.keys(), ...seen];
  if (bands.size === 0 || snapshot === null) return known;
  const { agencies, systems } = childrenAt(snapshot, code, period);
  const withTotals = dataset.kind === 'event' ? [...agencies, ...systems] : agencies;
  return [...known, ...withTotals.filter((name) => bands.has(bandOf(code, name)))];
}

type Find = Pick<StoredChildrenPorts, 'findAgency' | 'findSystem'>;

function foundIn({ agencies, systems, version }: RegistrySnapshot): Find {
  const found = <T>(value: T | undefined) => (value === undefined ? null : { value, version });
  return {
    findAgency: async (code) => found(agencies.get(code)),
    findSystem: async (id) => found(systems.get(id)),
  };
}

type Child = { readonly names: Localized /** Of an agency none. */; readonly system: System | null };

/** Null for a child that moved away: what it had here is not counted here any more. */
async function childOf(find: Find, name: string, code: string, days: Days): Promise<Child | null> {
  if (SystemId.safeParse(name).success) {
    const system = await find.findSystem(name);
    const stretch = system && lastWithin(system.value.history, days);
    return system && stretch?.agency === code ? { names: system.value.names, system: system.value } : null;
  }
  const agency = await find.findAgency(name);
  const stretch = agency && lastWithin(agency.value.history, days);
  return stretch?.parent === code ? { names: stretch.names, system: null } : null;
}

type Found = ReadonlyMap<string, { readonly names: Localized; readonly content: NodeContent }>;
type Limit = ReturnType<typeof pLimit>;

/** What a period has of some children. */
async function readSome(
  ports: StoredChildrenPorts,
  asked: Asked,
  part: Part,
  some: readonly string[],
  find: Find,
  limit: Limit,
): Promise<Found> {
  const { code } = asked;
  const here = some.filter(
    (name) => part.direct.has(name) || part.seen.has(name) || part.bands.has(bandOf(code, name)),
  );
  const children = await limit.map(here, (name) => childOf(find, name, code, part.period));
  const known = new Map(
    here.flatMap((name, index): [string, Child][] => {
      const found = children[index] ?? null;
      return found === null ? [] : [[name, found]];
    }),
  );
  const own = [...known].flatMap(([name, { system }]) => (part.seen.has(name) && system ? [system] : []));
  const stored = [...known.keys()].filter((name) => !part.seen.has(name));
  const [ofTotals, ofLedger] = await Promise.all([
    readStored(ports, asked, part, stored, limit),
    readOwn(ports, asked, part, own, limit),
  ]);
  const found = new Map<string, { names: Localized; content: NodeContent }>();
  for (const [name, content] of [...ofTotals, ...ofLedger]) {
    const child = known.get(name);
    if (child !== undefined) found.set(name, { names: child.names, content });
  }
  return found;
}

/**
 * An agency that became wide, or narrow again, has left totals of its children where they were before: the one of the
 * newest registry is the child's.
 */
async function readStored(
  ports: StoredChildrenPorts,
  { dataset, code }: Asked,
  { period, direct, bands }: Part,
  names: readonly string[],
  limit: Limit,
): Promise<Map<string, NodeContent>> {
  const place = (parent: string, node: string) => ({ dataset: dataset.id, period: period.id, parent, node });
  const keys = names.flatMap((name) => [
    ...(direct.get(name) === null ? [place(code, name)] : []),
    ...(bands.has(bandOf(code, name)) ? [place(bandOf(code, name), name)] : []),
  ]);
  const batches = Array.from({ length: Math.ceil(keys.length / MOST_KEYS) }, (_, index) =>
    keys.slice(index * MOST_KEYS, (index + 1) * MOST_KEYS),
  );
  const read = (await limit.map(batches, ports.readNodes)).flat();
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
  ports: StoredChildrenPorts,
  { dataset, code }: Asked,
  { period }: Part,
  own: readonly System[],
  limit: Limit,
): Promise<Map<string, NodeContent>> {
  const byId = new Map(own.map((system) => [system.id, system]));
  const systems = [...byId.keys()];
  const rules = { foldOf: ports.foldOf, numberOf: numbersOf({ systems: byId }) };
  const ours = systems.filter((system) => agencyOfSystemId(system) === code);
  const others = systems.filter((system) => agencyOfSystemId(system) !== code);
  const groups = [...(ours.length === 0 ? [] : [ours]), ...others.map((system) => [system])];
  const read = await limit.map(groups, (group) =>
    Array.fromAsync(ports.readReports(dataset.id, period.id, code, group)),
  );
  const found = new Map<string, NodeContent>();
  for (const [system, revisions] of Map.groupBy(read.flat(), (entry) => entry.system)) {
    const counting = countingEntry(revisions);
    // Withdrawn, or of a band that still names who was in it.
    if (counting !== null) found.set(system, inOrder(leafOf(counting, period.to, rules)));
  }
  return found;
}
