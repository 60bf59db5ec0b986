/**
 * Everything that outlives a process: the ledger, the totals, the queue and the registry's version. A value that is
 * never changed: each call makes a new one, so that the search can go on from any of them.
 */
import type { StoredNode } from '../../shared/app/ports/totals.ts';
import type { LedgerEntry } from '../../shared/contract/submissions/ledger.ts';

export type Waiting = { readonly body: string; readonly receives: number };

export type World = {
  readonly ledger: ReadonlyMap<string, LedgerEntry>;
  /** By partition and name, as the table has them. */
  readonly totals: ReadonlyMap<string, StoredNode>;
  /** Messages that can be received. */
  readonly queue: readonly Waiting[];
  readonly registry: number;
};

export const emptyWorld: World = { ledger: new Map(), totals: new Map(), queue: [], registry: 1 };

const numbers = new Map<string, number>();
/** A small number for a text, the same for the same text. */
export function numberOf(text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, numbers.size);
  return numbers.size - 1;
}

const mapKeys = new WeakMap<ReadonlyMap<string, unknown>, number>();
function keyOfMap(map: ReadonlyMap<string, unknown>): number {
  const known = mapKeys.get(map);
  if (known !== undefined) return known;
  const key = numberOf(JSON.stringify([...map].sort(([a], [b]) => (a < b ? -1 : 1))));
  mapKeys.set(map, key);
  return key;
}

/** Equal keys mean equal worlds: nothing is abbreviated by a hash that could collide. Messages are without order. */
export const worldKey = (world: World): string =>
  `${keyOfMap(world.ledger)},${keyOfMap(world.totals)},${world.registry},${world.queue
    .map(({ body, receives }) => `${numberOf(body)}x${receives}`)
    .sort()
    .join('+')}`;

/** The process would change what the store holds if it changed this: then it throws. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}

export const withMessage = (world: World, body: string, receives = 0): World => ({
  ...world,
  queue: [...world.queue, { body, receives }],
});
