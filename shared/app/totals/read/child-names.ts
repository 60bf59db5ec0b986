/** Which children of an agency may have something in a period, by name: what is stored under them is read later. */
import type { Dataset } from '../../../contract/registry.ts';
import { childrenAt, type RegistrySnapshot } from '../../../domain/registry/tree.ts';
import { bandOf, beforeBands, readBandName } from '../../../domain/totals/fold-tree.ts';
import type { Period } from '../../../domain/values/period.ts';
import type { ReadChildren, StoredNode } from '../../ports/totals.ts';
import type { StoredPart } from './whole-period.ts';

/** Whose children are asked for, and behind which. */
export type AskedChildren = {
  readonly dataset: Dataset;
  readonly code: string;
  /** Children up to this one are left out. */
  readonly after: string | null;
};

/** What a period has of the agency's children; the bands of a wide agency are named alone. */
export type NamesOfPeriod = {
  readonly period: Period;
  /** With their totals as far as there was room to keep them; else null. */
  readonly direct: ReadonlyMap<string, StoredNode | null>;
  readonly bands: ReadonlySet<string>;
  /** Systems whose reports a total folds itself, which have no totals of their own: what they are is in the ledger. */
  readonly seen: ReadonlySet<string>;
};

/** `room`: for cells of totals of children that are kept; it is used up by one period after the other. */
export async function readNames(
  ports: { readonly readChildren: ReadChildren },
  { dataset, code, after }: AskedChildren,
  { period, own }: StoredPart,
  room: { cells: number },
): Promise<NamesOfPeriod> {
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

/** Without bands those that are stored, else those of the tree as well. */
export function candidates(
  { dataset, code }: AskedChildren,
  { period, direct, bands, seen }: NamesOfPeriod,
  snapshot: RegistrySnapshot | null,
): string[] {
  const known = [...direct.keys(), ...seen];
  if (bands.size === 0 || snapshot === null) return known;
  const { agencies, systems } = childrenAt(snapshot, code, period);
  const withTotals = dataset.kind === 'event' ? [...agencies, ...systems] : agencies;
  return [...known, ...withTotals.filter((name) => bands.has(bandOf(code, name)))];
}
