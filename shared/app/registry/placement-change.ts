/**
 * What a load of the registry would do to what was accepted (R18, R24): how many systems count elsewhere from then on,
 * and which accepted entries would count nowhere, for which it is refused. Asked of the ledger are only systems that
 * lose their place in a period, once for each of these: as a rule none.
 */
import pLimit from 'p-limit';
import { type Fault, fault } from '../../domain/problems/fault.ts';
import { type Displaced, missingOf } from '../../domain/registry/displaced.ts';
import type { RegistrySnapshot } from '../../domain/registry/tree.ts';
import type { Period } from '../../domain/values/period.ts';
import type { CountEntries } from '../ports/ledger.ts';

export type Moved = { readonly dataset: string; readonly period: string; readonly systems: number };

/** A place that may not go: whose it is, and what of it was accepted. */
export type Dropped = { readonly kind: 'system' | 'agency'; readonly id: string; readonly fault: Fault };

const PARALLEL = 16;
/** Of one thing, in its fault. */
const MOST_NAMED = 5;

export const movedBy = (displaced: readonly Displaced[]): Moved[] =>
  displaced.flatMap(({ dataset, period, moved }) =>
    moved.length === 0 ? [] : [{ dataset: dataset.id, period: period.id, systems: moved.length }],
  );

type Loss = { readonly dataset: string; readonly period: Period; readonly entries: number };

/** One fault for each system or agency whose days would vanish from periods of which entries were accepted. */
export async function droppedBy(
  countEntries: CountEntries,
  before: RegistrySnapshot,
  after: RegistrySnapshot,
  displaced: readonly Displaced[],
): Promise<Dropped[]> {
  const asked = displaced.flatMap(({ dataset, period, dropped }) =>
    dropped.map((system) => ({ dataset, period, system, by: missingOf(before, after, system, period) })),
  );
  const limit = pLimit(PARALLEL);
  const entries = await limit.map(asked, ({ system, dataset, period }) =>
    countEntries(system, dataset, period),
  );
  const losses = new Map<string, { by: Pick<Dropped, 'kind' | 'id'>; of: Loss[] }>();
  for (const [index, { dataset, period, by }] of asked.entries()) {
    const count = entries[index] ?? 0;
    if (count === 0) continue;
    const name = `${by.kind} ${by.id}`;
    const known = losses.get(name) ?? { by, of: [] };
    known.of.push({ dataset: dataset.id, period, entries: count });
    losses.set(name, known);
  }
  return [...losses.values()].map(({ by, of }) => ({ ...by, fault: faultOf(after, by, of) }));
}

function faultOf(
  after: RegistrySnapshot,
  { kind, id }: Pick<Dropped, 'kind' | 'id'>,
  of: readonly Loss[],
): Fault {
  const total = of.reduce((sum, { entries }) => sum + entries, 0);
  const named = of
    .slice(0, MOST_NAMED)
    .map(({ dataset, period, entries }) => `${dataset} ${period.id}: ${entries}`);
  const more = of.length > MOST_NAMED ? [`${of.length - MOST_NAMED} more`] : [];
  const what = `${kind} ${id} would not be there on any day of periods of which ${total} entries were accepted (${[...named, ...more].join(', ')})`;
  const history = (kind === 'system' ? after.systems.get(id) : after.agencies.get(id))?.history ?? [];
  const firstEnd = of.map(({ period }) => period.to).sort()[0];
  const lastBegin = of
    .map(({ period }) => period.from)
    .sort()
    .at(-1);
  return fault(
    ['history', Math.max(0, history.length - 1), 'to'],
    what,
    history.map(({ from, to }) => `${from}..${to ?? ''}`).join(' '),
    `days in each of these periods: from ${firstEnd} or earlier, to ${lastBegin} or later`,
  );
}
