/**
 * The plain map that totals are compared with: what senders were told is accepted, by system; of reports the highest
 * revision, of events each once; without what was withdrawn. It shares no code with the fold.
 */
import { COUNTRY, type System } from '../../shared/contract/registry.ts';
import type { RegistrySnapshot } from '../../shared/domain/registry/tree.ts';

/** What one acknowledged submission says. `value` counts in the sum and in the maximum alike. */
export type Said = {
  readonly system: string;
  readonly dataset: string;
  /** Of a report. */
  readonly revision?: number;
  /** Of an event: its idempotency key. */
  readonly key?: string;
  /** Null for a withdrawal. */
  readonly value: number | null;
  readonly receivedAt: string;
};

type Counting = { readonly system: string; readonly value: number; readonly receivedAt: string };

/** What counts of all that was said about one dataset. */
export function countingOf(said: readonly Said[]): Counting[] {
  const one = new Map<string, Said>();
  for (const what of said) {
    const slot = `${what.system} ${what.key ?? ''}`;
    const standing = one.get(slot);
    const wins =
      standing === undefined || what.key === undefined
        ? (what.revision ?? 0) >= (standing?.revision ?? 0)
        : what.value === null;
    if (wins) one.set(slot, what);
  }
  return [...one.values()].flatMap(({ system, value, receivedAt }) =>
    value === null ? [] : [{ system, value, receivedAt }],
  );
}

/** The total of what counts, wherever it is. */
/** Reporters by their ids. */
export type PlainTotal = {
  readonly cells: Readonly<Record<string, string>>;
  readonly reporters: readonly string[];
  readonly newestReceivedAt: string | null;
};

export function totalOf(counting: readonly Counting[]): PlainTotal {
  if (counting.length === 0) return { cells: {}, reporters: [], newestReceivedAt: null };
  const values = counting.map(({ value }) => value);
  return {
    cells: {
      peak: String(Math.max(...values)),
      volume: String(values.reduce((sum, value) => sum + value, 0)),
    },
    reporters: [...new Set(counting.map(({ system }) => system))].sort(),
    newestReceivedAt:
      counting
        .map(({ receivedAt }) => receivedAt)
        .sort()
        .at(-1) ?? null,
  };
}

export type ExpectedTotal = {
  readonly node: string;
  readonly parent: string | null;
  readonly total: PlainTotal;
};

const agencyOf = (system: System | undefined): string => system?.history.at(-1)?.agency ?? '';

/** Every total that has to be there, deepest first; those of event systems and their days among them. */
export function expectedTotals(
  said: readonly Said[],
  dataset: 'monthly' | 'live',
  registry: RegistrySnapshot,
  day: string,
): ExpectedTotal[] {
  const counting = countingOf(said.filter((one) => one.dataset === dataset));
  const totals: ExpectedTotal[] = [];
  for (const system of dataset === 'live' ? new Set(said.map((one) => one.system)) : []) {
    const own = totalOf(counting.filter((one) => one.system === system));
    totals.push({ node: `${system}@${day}`, parent: system, total: { ...own, reporters: [] } });
    totals.push({ node: system, parent: agencyOf(registry.systems.get(system)), total: own });
  }
  for (const code of registry.agencies.keys()) {
    const own = counting.filter((one) => agencyOf(registry.systems.get(one.system)) === code);
    totals.push({ node: code, parent: COUNTRY, total: totalOf(own) });
  }
  return [...totals, { node: COUNTRY, parent: null, total: totalOf(counting) }];
}
