/** The scopes that are searched exhaustively. Each says by itself what is in it. */
import type { Scope, Sender } from './scope.ts';
import { DAY, period } from './small-country.ts';

type Door = Sender['door'];
const door = (ahead: number, registry = 1): Door => ({ ahead, registry });

const cells = (value: number) => [
  { indicator: 'volume', value },
  { indicator: 'peak', value },
];

export const report = (name: string, system: string, revision: number, value: number, at: Door): Sender => ({
  name,
  door: at,
  wish: {
    kind: 'submit',
    body: { system, dataset: 'monthly', period: period.id, revision, cells: cells(value) },
  },
  says: { system, dataset: 'monthly', revision, value },
});

export const event = (name: string, system: string, key: string, value: number, at: Door): Sender => ({
  name,
  door: at,
  wish: {
    kind: 'submit',
    idempotencyKey: key,
    body: {
      system,
      dataset: 'live',
      increments: [{ from: `${DAY}T01:00:00Z`, to: `${DAY}T01:01:00Z`, cells: cells(value) }],
    },
  },
  says: { system, dataset: 'live', key, value },
});

export const eventWithdrawal = (
  name: string,
  system: string,
  key: string,
  at: Door,
  after: number,
): Sender => ({
  name,
  door: at,
  after,
  wish: { kind: 'withdraw', id: `${system}~live~${DAY}~${key}` },
  says: { system, dataset: 'live', key, value: null },
});

export const reportWithdrawal = (
  name: string,
  system: string,
  revision: number,
  at: Door,
  after: number,
): Sender => ({
  name,
  door: at,
  after,
  wish: { kind: 'withdraw', id: `${system}~monthly~${period.id}~${revision}` },
  says: { system, dataset: 'monthly', revision: revision + 1, value: null },
});

export const refold = (node: string): string =>
  JSON.stringify({ kind: 'refold', dataset: 'monthly', period: period.id, node });

const first = report('the sender', 'H26.dvc', 1, 5, door(0));
const retry = report('its retry at a door whose clock is behind', 'H26.dvc', 1, 5, door(-7));
const correction = report('the correction', 'H26.dvc', 2, 3, door(20));
const other = report('another agency', 'G06.dvc', 1, 4, door(30));

export const scopeOf = (name: string, senders: readonly Sender[], rest: Partial<Scope> = {}): Scope => ({
  name,
  dataset: senders[0]?.says.dataset ?? 'monthly',
  senders,
  consumers: 2,
  batch: 3,
  crashes: 0,
  outages: 0,
  again: 0,
  refolds: null,
  repairs: null,
  ...rest,
});

export const scopes: readonly Scope[] = [
  scopeOf('a report, its retry and its correction; one fault', [first, retry, correction], { crashes: 1 }),
];
export const parts = { first, retry, correction, other, door };
