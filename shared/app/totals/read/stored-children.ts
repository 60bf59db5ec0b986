/**
 * The children of an agency that have something to show, in the order of their names, some at a time: what it costs to
 * read them is that of those that are taken, not of how many there are. Names come first (of a wide agency from the tree,
 * as its bands are in no order), then what is stored under them.
 */
import pLimit from 'p-limit';
import type { Localized } from '../../../contract/text.ts';
import type { RegistrySnapshot } from '../../../domain/registry/tree.ts';
import type { FoldOf } from '../../../domain/totals/fold.ts';
import type { NodeContent } from '../../../domain/totals/total.ts';
import type { ReadReports } from '../../ports/ledger.ts';
import type { ReadSnapshot } from '../../ports/registry.ts';
import type { ReadChildren, ReadNodes } from '../../ports/totals.ts';
import { type FindPlaces, readContents } from './child-contents.ts';
import { type AskedChildren, candidates, readNames } from './child-names.ts';
import type { StoredPart } from './whole-period.ts';

export type StoredChildrenPorts = FindPlaces & {
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

type Asked = AskedChildren & {
  /** Periods whose totals are read beside each other, each with the total of the agency. */
  readonly periods: readonly StoredPart[];
  /** About how many will be taken. */
  readonly atATime: number;
};

/** Calls on their way at a time. */
const PARALLEL = 16;
/** Totals of children that are kept from the look at their names; beyond it they are read again when it is their turn. */
const MOST_KEPT_CELLS = 300_000;

export async function* readNamedChildren(
  ports: StoredChildrenPorts,
  asked: Asked,
): AsyncGenerator<NamedChild> {
  const limit = pLimit(PARALLEL);
  const room = { cells: MOST_KEPT_CELLS };
  const parts = await limit.map(asked.periods, (one) => readNames(ports, asked, one, room));
  const snapshot = parts.some(({ bands }) => bands.size > 0) ? await ports.readSnapshot() : null;
  const names = new Set(parts.flatMap((part) => candidates(asked, part, snapshot)));
  const sorted = [...names].filter((name) => asked.after === null || name > asked.after).sort();
  const reading = { ...ports, ...(snapshot && foundIn(snapshot)), ...asked, limit };
  let count = asked.atATime;
  for (let start = 0; start < sorted.length; ) {
    const some = sorted.slice(start, start + count);
    start += some.length;
    // What is behind a guess that fell short is less than it.
    count = Math.ceil(asked.atATime / 2);
    const found = await Promise.all(parts.map((part) => readContents(reading, part, some)));
    for (const node of some) {
      const those = found.map((part) => part.get(node) ?? null);
      const first = those.find((one) => one !== null);
      if (first) yield { node, names: first.names, contents: those.map((one) => one?.content ?? null) };
    }
  }
}

/** The registry as it was read whole, instead of record by record. */
function foundIn({ agencies, systems, version }: RegistrySnapshot): FindPlaces {
  const found = <T>(value: T | undefined) => (value === undefined ? null : { value, version });
  return {
    findAgency: async (code) => found(agencies.get(code)),
    findSystem: async (id) => found(systems.get(id)),
  };
}
