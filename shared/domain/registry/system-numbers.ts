/**
 * The number of a system in sets of reporters. The first load that has the system gives it the next one; it is kept in
 * the system's record, never changed and never given to another. What is in stored totals goes by it.
 */
import type { System } from '../../contract/registry.ts';
import type { RegistrySnapshot } from './tree.ts';

export type NumberOf = (system: string) => number;

/**
 * The systems of a seed with the numbers that they have, and the next ones for those that have none, in the order of
 * their ids; and so those that the seed does not have and a load of before numbers forgot.
 */
export function withNumbers(held: readonly System[], seeded: readonly System[]): System[] {
  const numbers = new Map<string, number>();
  let next = 0;
  for (const { id, number } of held) {
    if (number === undefined) continue;
    numbers.set(id, number);
    next = Math.max(next, number + 1);
  }
  const inSeed = new Set(seeded.map(({ id }) => id));
  const beyond = held.filter(({ id }) => !inSeed.has(id) && !numbers.has(id));
  const all = [...seeded, ...beyond];
  for (const id of all.map((system) => system.id).sort()) {
    if (numbers.has(id)) continue;
    numbers.set(id, next);
    next += 1;
  }
  return all.map((system) => ({ ...system, number: numbers.get(system.id) }));
}

/** Throws for a system that was never numbered, as no total could say that it has reported. */
function numberOfSystem({ id, number }: System): number {
  if (number === undefined)
    throw new Error(`${id} has no number: load the registry (npm run dtm -- registry load)`);
  return number;
}

export const numbersOf =
  ({ systems }: Pick<RegistrySnapshot, 'systems'>): NumberOf =>
  (id) => {
    const system = systems.get(id);
    if (system === undefined) throw new Error(`the registry has no system ${id}`);
    return numberOfSystem(system);
  };
