/**
 * What a change of the registry moves (R18): the systems that count elsewhere in a period, and those that would count
 * nowhere in it. What was accepted of the latter would be in no total, so that such a change is refused.
 */
import type { Dataset } from '../../contract/registry.ts';
import type { Period } from '../values/period.ts';
import { ancestorsOf, type Days, lastWithin, type RegistrySnapshot } from './tree.ts';

/** Systems of a dataset and period, in the order of their ids. */
export type Displaced = {
  readonly dataset: Dataset;
  readonly period: Period;
  /** Counted elsewhere than before. */
  readonly moved: readonly string[];
  /** Counted nowhere any more. */
  readonly dropped: readonly string[];
};

/** Empty where the trees are the same in every period; a system that is new is neither. */
export function displacedBy(
  before: RegistrySnapshot,
  after: RegistrySnapshot,
  datasets: readonly Dataset[],
  periodsOf: (dataset: Dataset) => readonly Period[],
): Displaced[] {
  // Datasets of one kind of period have the same trees.
  const known = new Map<string, Pick<Displaced, 'moved' | 'dropped'>>();
  return datasets.flatMap((dataset) =>
    periodsOf(dataset).flatMap((period) => {
      const found = known.get(period.id) ?? displacedIn(before, after, period);
      known.set(period.id, found);
      return found.moved.length + found.dropped.length === 0 ? [] : [{ dataset, period, ...found }];
    }),
  );
}

function displacedIn(
  before: RegistrySnapshot,
  after: RegistrySnapshot,
  days: Days,
): Pick<Displaced, 'moved' | 'dropped'> {
  const moved: string[] = [];
  const dropped: string[] = [];
  for (const system of [...before.systems.keys()].sort()) {
    const then = ancestorsOf(before, system, days);
    if (then === null) continue;
    const now = ancestorsOf(after, system, days);
    if (now === null) dropped.push(system);
    else if (now.join(' ') !== then.join(' ')) moved.push(system);
  }
  return { moved, dropped };
}

/** The thing that took a system out of the tree of a period: itself, or the deepest agency above it that is not there any more. */
export function missingOf(
  before: RegistrySnapshot,
  after: RegistrySnapshot,
  system: string,
  days: Days,
): { readonly kind: 'system' | 'agency'; readonly id: string } {
  if (lastWithin(after.systems.get(system)?.history ?? [], days) === null)
    return { kind: 'system', id: system };
  const gone = ancestorsOf(before, system, days)?.find(
    (code) => lastWithin(after.agencies.get(code)?.history ?? [], days) === null,
  );
  return gone === undefined ? { kind: 'system', id: system } : { kind: 'agency', id: gone };
}
