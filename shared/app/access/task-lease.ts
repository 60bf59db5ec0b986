/** One writer of a task at a time. Exactness does not hang on it: each change is one conditional put all the same (ADR 30). */
import * as z from 'zod';
import { schema } from '../../contract/schema.ts';
import type { PutOperation, ReadOperation } from '../ports/operations.ts';

export type LeasePorts = { readonly readOperation: ReadOperation; readonly putOperation: PutOperation };

/** Longer than any call lives, as API Gateway waits 29 s: whose lease is over is dead. In milliseconds. */
export const TASK_LEASE_MS = 60_000;

const Lease = /* @__PURE__ */ schema(() =>
  z.strictObject({ holder: z.string(), request: z.string(), until: z.number() }),
);

export type Busy = { readonly holder: string; readonly until: number };

type Wish = {
  readonly task: string;
  readonly holder: string;
  readonly request: string;
  readonly now: number;
};

/**
 * Does `work` alone. The same request of the same holder comes in at once: the answer before was lost, or its function died. Null: done,
 * and `work` has said what came of it; else who is at it.
 */
export async function underLease<T>(
  { readOperation, putOperation }: LeasePorts,
  { task, holder, request, now }: Wish,
  work: () => Promise<T>,
): Promise<{ readonly busy: Busy } | { readonly done: T }> {
  const id = `admin-${task}`;
  const held = await readOperation('lease', null, id);
  const lease = held === null ? null : Lease.parse(held.body);
  const isOthers = lease !== null && (lease.holder !== holder || lease.request !== request);
  if (lease !== null && isOthers && lease.until > now)
    return { busy: { holder: lease.holder, until: lease.until } };
  const mine = { holder, request, until: now + TASK_LEASE_MS };
  const taken = await putOperation('lease', null, id, mine, held?.version ?? null);
  if (taken === 'lost the race') return { busy: { holder: '', until: now + 1000 } };
  try {
    return { done: await work() };
  } finally {
    // Lost where somebody has it by now: then it is theirs to give back.
    await putOperation('lease', null, id, { ...mine, until: 0 }, (held?.version ?? 0) + 1);
  }
}
