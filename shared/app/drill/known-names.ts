/** Whether a registry answers for everything that an entry of the ledger names. */
import type { LedgerEntry } from '../../contract/ledger.ts';
import type { Calendar } from '../../contract/registry.ts';
import { type CompiledCatalogue, indicatorOfKey } from '../../domain/cell.ts';
import { readPeriod } from '../../domain/period.ts';
import { isEvent } from '../../domain/submission-key.ts';
import type { RegistrySnapshot } from '../../domain/tree.ts';

export type KnownNames = {
  readonly snapshot: RegistrySnapshot;
  readonly catalogue: CompiledCatalogue;
  readonly calendar: Calendar;
};

/** How many names there are in an entry, and which of them are unknown, such as `agency H26`. */
export function namesOf(
  entry: LedgerEntry,
  { snapshot, catalogue, calendar }: KnownNames,
): { readonly count: number; readonly unknown: readonly string[] } {
  const { system, agency, dataset, period } = entry;
  const indicators = new Set(cellKeysOf(entry).map(indicatorOfKey));
  const unknown = [
    ...(snapshot.systems.has(system) ? [] : [`system ${system}`]),
    ...(snapshot.agencies.has(agency) ? [] : [`agency ${agency}`]),
    ...(catalogue.datasets.has(dataset) ? [] : [`dataset ${dataset}`]),
    ...(readPeriod(period, calendar) !== null ? [] : [`period ${period}`]),
    ...[...indicators].flatMap((id) => (catalogue.indicators.has(id) ? [] : [`indicator ${id}`])),
  ];
  return { count: 4 + indicators.size, unknown };
}

/** With repetitions. */
const cellKeysOf = (entry: LedgerEntry): string[] =>
  isEvent(entry) ? entry.increments.flatMap(({ cells }) => Object.keys(cells)) : Object.keys(entry.cells);
