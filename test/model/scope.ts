/** What one exhaustive search is over, and the states that it goes through. */
import type { Engine } from './engine.ts';
import type { Said } from './expected.ts';
import type { Forks, Position } from './forks.ts';
import type { StoreRules } from './operations.ts';
import type { Wish } from './programs.ts';
import { numberOf, type World, worldKey } from './world.ts';

export type Sender = {
  readonly name: string;
  readonly wish: Wish;
  readonly says: Omit<Said, 'receivedAt'> & { readonly dataset: Scope['dataset'] };
  /** The version of the registry that its door has cached, and by how many milliseconds its clock is ahead. */
  readonly door: { readonly registry: number; readonly ahead: number };
  /** Begins only after this other sender has its answer. */
  readonly after?: number;
};

export type Scope = {
  readonly name: string;
  readonly dataset: 'monthly' | 'live';
  readonly senders: readonly Sender[];
  readonly consumers: number;
  /** Messages that a consumer takes at once, at most. */
  readonly batch: number;
  /** Consumers that stop between any two calls; what they had not acknowledged is delivered again. */
  readonly crashes: number;
  /** Calls of anybody that are refused, or carried out and their answer lost. */
  readonly outages: number;
  /** Messages that are delivered again while somebody is still at them. */
  readonly again: number;
  /** Messages sent after registry version 2 is published; null: the registry stays as it is. */
  readonly refolds: readonly string[] | null;
  /** Totals that the sweep folds anew beside the consumers; null: it does not run. */
  readonly repairs: readonly string[] | null;
  readonly store?: Partial<StoreRules>;
};

type Held = { readonly id: string; readonly body: string; readonly receives: number };
export type Consumer = { readonly position: Position; readonly held: readonly Held[] };
export type Asking = {
  readonly attempt: number;
  /** Null before it begins. */
  readonly position: Position | null;
  /** What it was told in the end. */
  readonly answer: string | null;
};

export type State = {
  readonly world: World;
  readonly senders: readonly Asking[];
  readonly consumers: readonly (Consumer | null)[];
  /** How many steps the change of the registry has made. */
  readonly registrar: number;
  readonly repairer: Position | null;
  readonly crashes: number;
  readonly outages: number;
  readonly again: number;
};

/** States with the same key go on in the same way: stores, what each process has been told, and what may still happen. */
export const stateKey = (state: State): string =>
  [
    worldKey(state.world),
    state.senders.map(
      ({ attempt, position, answer }) =>
        `${attempt}.${answer === null ? (position?.id ?? '') : `=${numberOf(answer)}`}`,
    ),
    state.consumers.map((consumer) => consumer?.position.id ?? 0).sort((a, b) => a - b),
    state.registrar,
    state.repairer?.id ?? 0,
    state.crashes,
    state.outages,
    state.again,
  ].join('|');

/** One thing that can happen next. */
export type Action = { readonly says: () => string; readonly apply: () => State | Promise<State> };

export type Search = {
  readonly scope: Scope;
  readonly engine: Engine;
  readonly forks: Forks;
  readonly rules: StoreRules;
  /** Whether steps that commute with all others are taken at once, and positions of equal memories merged. */
  readonly reduced: boolean;
};
