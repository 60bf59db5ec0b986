/** A line of keys: one after the other with the same grants, of which at most two are live at a time. */
import type { RotationOrder } from '../../contract/access/keys.ts';
import type { Credential } from '../../contract/registry.ts';
import { type Problem, problem } from '../problems/problems.ts';
import { fail, ok, type Result } from '../problems/result.ts';
import { DAY } from '../values/duration.ts';
import { keyState } from './issue-key.ts';

/** Beside the key that is rotated; null where there is none. `taken`: what has the id of the next one. */
export type Neighbours = {
  readonly before: Credential | null;
  readonly behind: Credential | null;
  readonly taken: Credential | null;
};

export type Rotation = { readonly old: Credential; readonly next: Credential };

/** That was asked for before, and died between its two puts. */
export const isSameKey = (one: Credential, { secretHash, replaces }: Credential): boolean =>
  one.secretHash === secretHash && one.replaces === replaces;

/**
 * The next key, valid from `now` (milliseconds) on, and the old one as it is from then on: it ends with the overlap, or as before if that
 * is sooner. One that was revoked or has expired has a next one as well: it leaked, or nobody was in time.
 */
export function rotate(
  old: Credential,
  { before, behind, taken }: Neighbours,
  { keyId, secretHash, days, overlapDays }: RotationOrder,
  operator: string,
  now: number,
): Result<Rotation, Problem> {
  if (behind !== null && behind.keyId !== keyId && keyState(behind, now) === 'live')
    return fail(problem('key-has-next', { keyId: old.keyId, other: behind.keyId }));
  if (before !== null && keyState(before, now) === 'live' && keyState(old, now) === 'live') {
    const details = { keyId: old.keyId, other: before.keyId, to: before.validTo };
    return fail(problem('key-line-full', details));
  }
  const { replacedBy: _, ...granted } = old;
  const next: Credential = {
    ...granted,
    keyId,
    secretHash,
    issuedBy: operator,
    replaces: old.keyId,
    validFrom: new Date(now).toISOString(),
    validTo: new Date(now + days * DAY).toISOString(),
    revokedAt: null,
  };
  if (taken !== null && !isSameKey(taken, next)) return fail(problem('key-id-taken', { keyId }));
  const end = Math.min(now + overlapDays * DAY, Date.parse(old.validTo));
  return ok({ next, old: { ...old, validTo: new Date(end).toISOString(), replacedBy: keyId } });
}
