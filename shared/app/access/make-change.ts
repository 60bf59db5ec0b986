/**
 * A change by an operator, the same for every task (ADR 30): made on the version that the operator has seen, by one writer at a time, and
 * kept with who made it and what was before, in the one put that makes it. The same again is answered as the first time.
 */
import type { Change } from '../../contract/access/change.ts';
import { recordDigest } from '../../domain/access/record-digest.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { type LeasePorts, underLease } from './task-lease.ts';

/** What an operator asks for, and who that is. */
export type ChangeOrder = {
  readonly task: string;
  /** The ARN that API Gateway has verified. */
  readonly operator: string;
  readonly requestId: string;
  /** The version that the operator has seen; null where the call does not say. */
  readonly on: string | null;
  /** Digest of what is asked for, the same whenever it is asked for. */
  readonly request: string;
  /** In milliseconds. */
  readonly now: number;
};

export type Standing<State> = { readonly version: string; readonly state: State };

/** What is to be written. `before` is null where there is no such record yet. */
export type Decision<Body> = {
  readonly record: string;
  readonly action: string;
  readonly before: unknown;
  readonly after: Body;
  /** Of what was changed, where `after` only tells of it. */
  readonly digests?: Pick<Change, 'before' | 'after'>;
};

/** Where a task's records lie, and their changes with them. */
export type ChangeStore<State, Body> = {
  /** Consistent. */
  readonly read: () => Promise<Standing<State>>;
  /** What changed since a version, oldest first; null where the task never stood there. */
  readonly since: (version: string) => Promise<readonly Change[] | null>;
  /** The version that a decision leads to; taken for it, where others may take versions meanwhile. */
  readonly next: (standing: Standing<State>, decision: Decision<Body>) => string | Promise<string>;
  /** One conditional put: the record and its change are both there afterwards, or neither. */
  readonly commit: (
    standing: Standing<State>,
    decision: Decision<Body>,
    change: Change,
  ) => Promise<'written' | 'lost the race'>;
};

type Decide<State, Decided> = (state: State) => Result<Decided> | Promise<Result<Decided>>;

export function makeChange<State, Body>(
  ports: LeasePorts,
  store: ChangeStore<State, Body>,
  order: ChangeOrder,
  decide: Decide<State, Decision<Body>>,
): Promise<Result<Change>>;
/** `decide` says null where all is as it is asked for: nothing is written then, and null comes back. */
export function makeChange<State, Body>(
  ports: LeasePorts,
  store: ChangeStore<State, Body>,
  order: ChangeOrder,
  decide: Decide<State, Decision<Body> | null>,
): Promise<Result<Change | null>>;
export async function makeChange<State, Body>(
  ports: LeasePorts,
  store: ChangeStore<State, Body>,
  order: ChangeOrder,
  decide: Decide<State, Decision<Body> | null>,
): Promise<Result<Change | null>> {
  const { task, operator: holder, request, now, on } = order;
  if (on === null) return fail(problem('version-missing', { task }));
  const work = async (): Promise<Result<Change | null>> => {
    const standing = await store.read();
    if (standing.version !== on) return overtaken(store, { ...order, on }, standing.version);
    const decided = await decide(standing.state);
    if (!decided.ok) return decided;
    const decision = decided.value;
    if (decision === null) return ok(null);
    const change = changeOf({ ...order, on }, decision, await store.next(standing, decision));
    const put = await store.commit(standing, decision, change);
    return put === 'written' ? ok(change) : overtaken(store, { ...order, on }, null);
  };
  const outcome = await underLease(ports, { task, holder, request, now }, work);
  if ('done' in outcome) return outcome.done;
  const { until } = outcome.busy;
  return fail(problem('task-busy', { task, retryAfter: Math.max(1, Math.ceil((until - now) / 1000)) }));
}

type OrderOn = ChangeOrder & { readonly on: string };

/** As it is kept with the record. `version`: of the task, from this change on. */
export const changeOf = (
  { operator, requestId, request, on, now }: OrderOn,
  { record, action, before, after, digests }: Decision<unknown>,
  version: string,
): Change => ({
  record,
  action,
  version,
  on,
  at: new Date(now).toISOString(),
  operator,
  requestId,
  request,
  ...(digests ?? {
    before: before === null ? null : recordDigest(before),
    after: recordDigest(after),
  }),
  body: after,
});

/** On one version one change is made: if it is this one, its answer was lost. `version` is where the task stands; null: read anew. */
async function overtaken<State, Body>(
  store: ChangeStore<State, Body>,
  { task, operator, request, on }: OrderOn,
  version: string | null,
): Promise<Result<Change>> {
  const since = await store.since(on);
  const [first] = since ?? [];
  if (first?.on === on && first.operator === operator && first.request === request) return ok(first);
  const now = version ?? since?.at(-1)?.version ?? (await store.read()).version;
  return fail(overtakenSince(task, on, now, since ?? []));
}

/** `now`: the version at which the task stands; `since`: what changed from `on` to there. */
export const overtakenSince = (task: string, on: string, now: string, since: readonly Change[]): Problem =>
  problem(
    'version-changed',
    { task, on, now },
    since.map(({ record, action, version, at, operator }) => ({
      code: 'changed-since',
      pointer: null,
      parameter: 'If-Match',
      key: record,
      details: { record, action, version, at, operator },
    })),
  );
