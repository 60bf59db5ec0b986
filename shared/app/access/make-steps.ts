/**
 * A change of several steps, in stores that no put of ours spans (ADR 30): what is begun is one put, what came of it a second. Whoever
 * dies in between leaves a record that says so; the same request again goes on with it, and nobody begins another while it may be alive.
 */
import type { Change } from '../../contract/access/change.ts';
import { recordDigest } from '../../domain/access/record-digest.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { OperationRecord } from '../ports/operations.ts';
import {
  type ChangeOrder,
  type ChangeStore,
  changeOf,
  type Decision,
  makeChange,
  type Standing,
} from './make-change.ts';
import type { Newest } from './numbered-records.ts';
import type { LeasePorts } from './task-lease.ts';

/** What a record of several steps has at least; `endedAt` is null until all of them are made. */
export type Steps = { readonly begunAt: string; readonly endedAt: string | null };

/** Longer than a function of these lives, and than a message stays hidden. In milliseconds. */
export const STEPS_MS = 35_000;

type StepStore<Body> = ChangeStore<Newest, Body>;

export type Story<Body> = {
  readonly decide: (newest: Newest) => Result<Decision<Body>>;
  /** From the record as it is stored. */
  readonly read: (body: unknown) => Body;
  /** The steps, each of which may have been made already. Answers with the record as it is to stay, `endedAt` and all. */
  readonly carryOut: (begun: Body) => Promise<Body>;
};

export async function makeSteps<Body extends Steps>(
  ports: LeasePorts,
  store: StepStore<Body>,
  order: ChangeOrder,
  { decide, read, carryOut }: Story<Body>,
): Promise<Result<Change>> {
  const begun = await makeChange(
    ports,
    store,
    order,
    (newest) => busyWith(order, newest, read) ?? decide(newest),
  );
  if (!begun.ok) return begun;
  const named = { record: begun.value.record };
  let standing = await store.read();
  const stands = standOf(standing, begun.value);
  // Others have begun since: what came of this one stands in its record.
  if (stands === null) return ok(await lastOf(store, begun.value));
  if (read(stands.last.body).endedAt !== null) return ok(stands.last);
  if (stands.last.requestId !== order.requestId) {
    const busy = busyWith(order, standing.state, read);
    if (busy !== null) return busy;
    // Of two that go on with it one does.
    const body = read(stands.last.body);
    if (
      (await step(store, order, standing, { ...named, action: 'go on', before: body, after: body })) === null
    )
      return fail(busyProblem(order, STEPS_MS));
    standing = await store.read();
  }
  const before = read(standing.state?.body);
  const after = await carryOut(before);
  const ended = await step(store, order, standing, { ...named, action: 'end', before, after });
  return ok(ended ?? (await lastOf(store, begun.value)));
}

/** Null where the record is not the newest any more. */
function standOf({ state }: Standing<Newest>, { record }: Change): { readonly last: Change } | null {
  const last = state?.changes?.at(-1);
  return last?.record === record ? { last } : null;
}

/** Of the record that a change has begun. */
async function lastOf<Body>(store: StepStore<Body>, begun: Change): Promise<Change> {
  const since = (await store.since(begun.on)) ?? [];
  return since.findLast(({ record }) => record === begun.record) ?? begun;
}

/** Refused while another is at it, or may be: null where nobody is. */
function busyWith<Body extends Steps>(
  order: ChangeOrder,
  newest: OperationRecord | null,
  read: (body: unknown) => Body,
): Result<never> | null {
  const last = newest?.changes?.at(-1);
  if (newest === null || last === undefined || read(newest.body).endedAt !== null) return null;
  const left = Date.parse(last.at) + STEPS_MS - order.now;
  return left > 0 ? fail(busyProblem(order, left)) : null;
}

const busyProblem = ({ task }: ChangeOrder, milliseconds: number): Problem =>
  problem('task-busy', { task, retryAfter: Math.ceil(milliseconds / 1000) });

/** Null where somebody else has changed the record meanwhile. */
async function step<Body>(
  store: StepStore<Body>,
  order: ChangeOrder,
  standing: Standing<Newest>,
  decision: Decision<Body>,
): Promise<Change | null> {
  // Not the digest of the request itself: who asks for the same on what stands now asks for another change.
  const request = recordDigest([order.request, decision.action]);
  const { version: on } = standing;
  const change = changeOf({ ...order, on, request }, decision, await store.next(standing, decision));
  return (await store.commit(standing, decision, change)) === 'written' ? change : null;
}
