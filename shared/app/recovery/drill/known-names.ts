/** Whether a registry answers for everything that an entry of the ledger names. */
import type { Calendar } from '../../../contract/registry.ts';
import type { LedgerEntry } from '../../../contract/submissions/ledger.ts';
import { type CompiledCatalogue, indicatorOfKey } from '../../../domain/registry/cell.ts';
import type { RegistrySnapshot } from '../../../domain/registry/tree.ts';
import { isEvent } from '../../../domain/submissions/submission-key.ts';
import { readPeriod } from '../../../domain/values/period.ts';

export type KnownNames = {
  readonly snapshot: RegistrySnapshot;
  readonly catalogue: CompiledCatalogue;
  readonly calendar: Calendar;
};

/** Cell keys whose indicator a catalogue has: a ledger has a million entries and some hundred keys. */
const goodKeys = new WeakMap<CompiledCatalogue, Set<string>>();

function unknownIndicators(
  entry: LedgerEntry,
  catalogue: CompiledCatalogue,
): { cells: number; unknown: string[] } {
  const good = goodKeys.get(catalogue) ?? new Set<string>();
  goodKeys.set(catalogue, good);
  const unknown = new Set<string>();
  let cells = 0;
  for (const one of isEvent(entry) ? entry.increments : [entry]) {
    for (const key in one.cells) {
      cells += 1;
      if (good.has(key)) continue;
      const indicator = indicatorOfKey(key);
      if (catalogue.indicators.has(indicator)) good.add(key);
      else unknown.add(`indicator ${indicator}`);
    }
  }
  return { cells, unknown: [...unknown] };
}

/** How many names there are in an entry, and which of them are unknown, such as `agency H26`. */
export function namesOf(
  entry: LedgerEntry,
  { snapshot, catalogue, calendar }: KnownNames,
): { readonly count: number; readonly unknown: readonly string[] } {
  const { system, agency, dataset, period } = entry;
  const indicators = unknownIndicators(entry, catalogue);
  const unknown = [
    ...(snapshot.systems.has(system) ? [] : [`system ${system}`]),
    ...(snapshot.agencies.has(agency) ? [] : [`agency ${agency}`]),
    ...(catalogue.datasets.has(dataset) ? [] : [`dataset ${dataset}`]),
    ...(readPeriod(period, calendar) !== null ? [] : [`period ${period}`]),
    ...indicators.unknown,
  ];
  return { count: 4 + indicators.cells, unknown };
}
