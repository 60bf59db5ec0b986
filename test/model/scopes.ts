/** The scopes that are searched exhaustively. Each says by itself what is in it. */
import type { Scope, Sender } from './scope.ts';
import { EVENT_DAY, period } from './small-country.ts';

type Door = Sender['door'];
const door = (ahead: number, registry = 1): Door => ({ ahead, registry });

const cells = (value: number) => [
  { indicator: 'volume', value },
  { indicator: 'peak', value },
];

const report = (name: string, system: string, revision: number, value: number, at: Door): Sender => ({
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
      increments: [{ from: `${EVENT_DAY}T01:00:00Z`, to: `${EVENT_DAY}T01:01:00Z`, cells: cells(value) }],
    },
  },
  says: { system, dataset: 'live', key, value },
});

const eventWithdrawal = (name: string, system: string, key: string, at: Door, after: number): Sender => ({
  name,
  door: at,
  after,
  wish: { kind: 'withdraw', id: `${system}~live~${EVENT_DAY}~${key}` },
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

export const refold = (node: string, dataset: 'monthly' | 'live' = 'monthly'): string =>
  JSON.stringify({ kind: 'refold', dataset, period: period.id, node });

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

const events = [
  event('the sender', 'H26.dvc', 'k', 5, door(0)),
  event('its retry at a door whose clock is behind', 'H26.dvc', 'k', 5, door(-7)),
  eventWithdrawal('the withdrawal', 'H26.dvc', 'k', door(20), 0),
];
const eventAndWithdrawal = events.filter((_, at) => at !== 1);
const withdrawn = [
  first,
  reportWithdrawal('the withdrawal', 'H26.dvc', 1, door(9), 0),
  { ...report('the same figures again', 'H26.dvc', 3, 5, door(10)), after: 1 },
];
const reports = [first, retry, correction];
const corrected = [first, { ...correction, after: 0 }, other];
const twoEvents = [
  event('the sender', 'H26.dvc', 'k', 5, door(0)),
  event('another agency', 'G06.dvc', 'o', 4, door(30)),
];
const moved = { refolds: [refold('H26'), refold('G06')] };
const together = { again: 1, outages: 1 };
const pages = { store: { pageSize: 1 } };

/** Small enough for every run of the tests. */
export const scopes: readonly Scope[] = [
  scopeOf('a report, its retry, its correction; two crashes', reports, { crashes: 2 }),
  scopeOf('a report, its retry, its correction; a call is refused or its answer lost', reports, {
    outages: 1,
  }),
  scopeOf('a report, its retry, its correction; a message comes again while it is worked on', reports, {
    again: 1,
  }),
  scopeOf('an event and its withdrawal; a crash', eventAndWithdrawal, { crashes: 1 }),
  scopeOf('a report, its withdrawal, the same figures again; a crash', withdrawn, { crashes: 1 }),
  scopeOf('two agencies, queries of one item a page; a crash', [first, other], { ...pages, crashes: 1 }),
  scopeOf(
    'a system moves while its report and a retry at a door that knows come in',
    [first, { ...retry, door: door(-7, 2) }],
    {
      ...moved,
      batch: 2,
    },
  ),
  scopeOf('a system moves while its report and its correction come in, one consumer', [first, correction], {
    ...moved,
    consumers: 1,
  }),
  scopeOf(
    'a report, its correction, and the sweep folds beside the consumers; a crash',
    [first, correction],
    {
      repairs: ['H26'],
      crashes: 1,
    },
  ),
  // The faults together, each able to meet what another one left behind.
  scopeOf('a report; two crashes, a message again, and an outage', [first], { crashes: 2, ...together }),
  scopeOf('a report and its retry; a crash, a message again, and an outage', [first, retry], {
    crashes: 1,
    ...together,
  }),
  scopeOf('a report, its correction behind it, and another agency; a crash', corrected, { crashes: 1 }),
  scopeOf('events of two agencies, one consumer; a crash', twoEvents, { consumers: 1, crashes: 1 }),
  scopeOf('a system moves while its report comes in; a crash', [first], { ...moved, crashes: 1 }),
  scopeOf('a system moves while its report comes in, one consumer; a crash, and an outage', [first], {
    ...moved,
    consumers: 1,
    crashes: 1,
    outages: 1,
  }),
];

/** Minutes in all: `npm run test:long`. */
export const largerScopes: readonly Scope[] = [
  scopeOf('events of two agencies, one consumer; a crash, a message again, and an outage', twoEvents, {
    consumers: 1,
    crashes: 1,
    ...together,
  }),
  scopeOf('events of two agencies; a crash', twoEvents, { crashes: 1 }),
  scopeOf('an event moves with its system, one consumer; a crash', events.slice(0, 1), {
    // As refoldsOf has it: the system's total has a new parent, and G06 is on its way up.
    refolds: [refold('H26', 'live'), refold('H26.dvc', 'live')],
    consumers: 1,
    crashes: 1,
  }),
  scopeOf('an event, its retry, its withdrawal; a crash', events, { crashes: 1 }),
  scopeOf('two agencies and a correction, queries of one item a page; a crash', [first, other, correction], {
    ...pages,
    crashes: 1,
  }),
  scopeOf('a system moves while its report and its correction come in', [first, correction], moved),
  scopeOf('an event; two crashes, a message again, and an outage', events.slice(0, 1), {
    crashes: 2,
    ...together,
  }),
  scopeOf('a report, its retry, its correction; a crash, and a message comes again', reports, {
    crashes: 1,
    again: 1,
  }),
  scopeOf('a report, its retry, its correction; a crash, and an outage', reports, { crashes: 1, outages: 1 }),
  scopeOf('an event, its retry, its withdrawal; two crashes', events, { crashes: 2 }),
  scopeOf('an event, its retry, its withdrawal; an outage', events, { outages: 1 }),
  scopeOf('an event, its retry, its withdrawal; a message comes again', events, { again: 1 }),
  scopeOf('a system moves, one message at a time; a crash', [first, { ...retry, door: door(-7, 2) }], {
    ...moved,
    batch: 1,
    crashes: 1,
  }),
];

export const parts = { first, retry, correction, other, events, withdrawn, moved, door };
