/** Every story of two containers and a few calls: no limit is exceeded by more than is said, and nobody within it is refused. */
import { expect, test } from 'vitest';
import {
  type CallLimits,
  type HourCount,
  judgeCall,
  type LeaseSizes,
  letIn,
  type Tally,
  tallyAt,
  tallyTold,
  tallyUntold,
  toTell,
} from '../../../shared/domain/access/quota-lease.ts';
import { sized } from '../../size.ts';

const DAY = '2026-11-20';

type Sent = readonly [HourCount, ...HourCount[]];
type Container = { readonly name: string; readonly tally: Tally; readonly sent: Sent | null };
type State = {
  readonly containers: readonly Container[];
  /** By hour and container: the highest told. */
  readonly store: Readonly<Record<string, number>>;
  /** By hour. */
  readonly admitted: readonly number[];
  readonly hour: number;
  readonly deaths: number;
  readonly failures: number;
};

type Scope = {
  readonly says: string;
  readonly limits: CallLimits;
  readonly sizes: LeaseSizes;
  readonly hours: number;
  readonly deaths: number;
  readonly failures: number;
};

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);

function toldBy(store: State['store'], hour: number) {
  const named = Object.entries(store);
  const ofHour = named.filter(([name]) => name.startsWith(`${hour}-`));
  return { hour: sum(ofHour.map(([, count]) => count)), day: sum(named.map(([, count]) => count)) };
}

const written = (store: State['store'], name: string, sent: Sent): State['store'] =>
  sent.some(({ hour, count }) => (store[`${hour}-${name}`] ?? 0) > count)
    ? store
    : { ...store, ...Object.fromEntries(sent.map(({ hour, count }) => [`${hour}-${name}`, count])) };

const withContainer = (state: State, at: number, change: Partial<Container>): State => ({
  ...state,
  containers: state.containers.map((one, other) => (other === at ? { ...one, ...change } : one)),
});

/** The store's answer comes, or never does, whether it was told or not. */
function answered(state: State, at: number, { name, tally }: Container, sent: Sent, scope: Scope): State[] {
  const { limits, sizes } = scope;
  const store = written(state.store, name, sent);
  const after = tallyTold(tally, sent, toldBy(store, sent[0].hour), limits, sizes);
  const states = [withContainer({ ...state, store }, at, { tally: after, sent: null })];
  if (state.failures === scope.failures) return states;
  const failed = { ...state, failures: state.failures + 1 };
  const open = { tally: tallyUntold(tally, limits, sizes), sent: null };
  return [...states, withContainer(failed, at, open), withContainer({ ...failed, store }, at, open)];
}

function called(state: State, at: number, { tally }: Container, { limits }: Scope): State[] {
  const verdict = judgeCall(tally, limits);
  if (verdict === 'tell') return [withContainer(state, at, { sent: toTell(tally) })];
  if (verdict === 'in') {
    const admitted = state.admitted.map((count, hour) => (hour === state.hour ? count + 1 : count));
    return [withContainer({ ...state, admitted }, at, { tally: letIn(tally) })];
  }
  // Who is refused has used up the limit, by calls that were let in.
  if (verdict.over === 'hour')
    expect(state.admitted[state.hour]).toBeGreaterThanOrEqual(limits.requestsPerHour);
  else expect(sum(state.admitted)).toBeGreaterThanOrEqual(limits.requestsPerDay);
  return [];
}

function next(state: State, scope: Scope): State[] {
  const { limits, sizes } = scope;
  const at = { day: DAY, hour: state.hour };
  const states = state.containers.flatMap((container, index) => {
    const { sent } = container;
    const goesOn =
      sent === null ? called(state, index, container, scope) : answered(state, index, container, sent, scope);
    if (state.deaths === scope.deaths) return goesOn;
    const born = { name: `r${state.deaths}`, tally: tallyAt(null, at, limits, sizes), sent: null };
    return [...goesOn, withContainer({ ...state, deaths: state.deaths + 1 }, index, born)];
  });
  if (state.hour + 1 === scope.hours) return states;
  const hour = state.hour + 1;
  const carried = state.containers.map(({ name, tally, sent }) => ({
    name,
    tally: tallyAt(tally, { day: DAY, hour }, limits, sizes),
    sent,
  }));
  return [...states, { ...state, hour, containers: carried, admitted: [...state.admitted, 0] }];
}

/** One lease each, of the most that one can be, and the free calls: of an hour, and of a day those of each of its hours. */
function checkBounds({ admitted, deaths, failures }: State, { limits, sizes, hours }: Scope): void {
  const containers = 2 + deaths;
  const lease = Math.max(sizes.free, Math.floor(limits.requestsPerHour / sizes.shares));
  const beyond = lease * containers + sizes.free * failures;
  expect(Math.max(...admitted)).toBeLessThanOrEqual(
    limits.requestsPerHour + sizes.free * containers + beyond,
  );
  expect(sum(admitted)).toBeLessThanOrEqual(limits.requestsPerDay + sizes.free * containers * hours + beyond);
}

const scopes: Scope[] = [
  {
    says: 'an hour, with leases of one call',
    limits: { requestsPerHour: 9, requestsPerDay: 100 },
    sizes: { free: 1, shares: 9 },
    hours: 1,
    deaths: 1,
    failures: 1,
  },
  {
    says: 'a limit that is less than the free calls',
    limits: { requestsPerHour: 2, requestsPerDay: 3 },
    sizes: { free: 3, shares: 64 },
    hours: 2,
    deaths: 1,
    failures: 1,
  },
  {
    says: 'a day over two hours',
    limits: { requestsPerHour: 3, requestsPerDay: 4 },
    sizes: { free: 1, shares: 2 },
    hours: 2,
    deaths: sized(0, 1),
    failures: 1,
  },
];

test.each(scopes)('$says: every order of calls, answers, losses and deaths', (scope) => {
  const tally = tallyAt(null, { day: DAY, hour: 0 }, scope.limits, scope.sizes);
  const containers = ['a', 'b'].map((name) => ({ name, tally, sent: null }));
  const start: State = { containers, store: {}, admitted: [0], hour: 0, deaths: 0, failures: 0 };
  const seen = new Set<string>();
  const waiting = [start];
  let ends = 0;
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    const text = JSON.stringify(state);
    if (seen.has(text)) continue;
    seen.add(text);
    checkBounds(state, scope);
    const after = next(state, scope);
    if (after.length === 0) ends += 1;
    waiting.push(...after);
  }
  expect(ends).toBeGreaterThan(0);
});
