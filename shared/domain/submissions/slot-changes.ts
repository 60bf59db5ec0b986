/** What an operator does to the keys of receipts: from one record of the registry to the next (ADR 10). */
import { type PublicKey, type SigningState, type Slot, slots } from '../../contract/submissions/receipt.ts';
import { fail, ok, type Result } from '../problems/result.ts';
import { HOUR } from '../values/duration.ts';
import { firstState } from './signing-keys.ts';

/** Published keys may be cached for an hour; a day gives those who save them once a night the time. */
const LEAD_HOURS = 24;

/** Of a slot: its keys are not published for a day yet, both times Instants; or it is the one that signs. */
export type SlotRefusal =
  | {
      readonly kind: 'too early';
      readonly slot: Slot;
      readonly renewedAt: string | null;
      readonly readyAt: string;
    }
  | { readonly kind: 'it signs'; readonly slot: Slot };

export const otherSlot = (slot: Slot): Slot => (slot === 'a' ? 'b' : 'a');
const instant = (now: number): string => new Date(now).toISOString();

/** A key that is said to be revoked stays so. */
const withRetired = (state: SigningState, keys: readonly PublicKey[]): PublicKey[] => {
  const byKid = new Map(keys.map((key) => [key.kid, key]));
  for (const key of state.retired)
    if (key.revoked !== undefined || !byKid.has(key.kid)) byKid.set(key.kid, key);
  return [...byKid.values()].toSorted((a, b) => (a.kid < b.kid ? -1 : 1));
};

const otherSigns = (state: SigningState, now: number): SigningState => ({
  ...state,
  active: otherSlot(state.active),
  activeSince: instant(now),
});

/** `now`: when a slot's secret was replaced, and what it makes published. */
export const withRenewed = (state: SigningState, slot: Slot, now: number): SigningState => ({
  ...state,
  renewed: { ...state.renewed, [slot]: instant(now) },
});

const replaced = (
  state: SigningState,
  slot: Slot,
  keys: readonly PublicKey[],
  now: number,
): SigningState => ({
  ...withRenewed(state, slot, now),
  retired: withRetired(state, keys),
});

/** When a slot may sign whose secret was replaced then; both are Instants. */
export const readyAt = (renewedAt: string): string => instant(Date.parse(renewedAt) + LEAD_HOURS * HOUR);

/** The other slot signs. Refused while its keys are younger than a day, unless `early` says that this is known. */
export function rotated(state: SigningState, now: number, early: boolean): Result<SigningState, SlotRefusal> {
  const slot = otherSlot(state.active);
  const renewed = state.renewed[slot];
  const ready = renewed === null ? instant(0) : readyAt(renewed);
  if (now < Date.parse(ready) && !early)
    return fail({ kind: 'too early', slot, renewedAt: renewed, readyAt: ready });
  return ok(otherSigns(state, now));
}

/**
 * To be written before the secret is replaced: `keys` are those of the secret that goes. Refused for the slot that signs.
 */
export const renewed = (
  state: SigningState,
  slot: Slot,
  keys: readonly PublicKey[],
  now: number,
): Result<SigningState, SlotRefusal> =>
  slot === state.active ? fail({ kind: 'it signs', slot }) : ok(replaced(state, slot, keys, now));

/** Others have the secret of `slot`: its keys are told to be worthless, and the other slot signs. */
export function leaked(
  state: SigningState,
  slot: Slot,
  keys: readonly PublicKey[],
  now: number,
): SigningState {
  const revoked = { revoked_at: Math.floor(now / 1000), reason: 'compromised' as const };
  const away = slot === state.active ? otherSigns(state, now) : state;
  return replaced(
    away,
    slot,
    keys.map((key) => ({ ...key, revoked })),
    now,
  );
}

/**
 * After the registry was restored to an earlier day: what a key set saved since then knows of replaced and revoked keys is
 * published again. `live` are the keys that the secrets make today.
 */
export function kept(
  state: SigningState,
  live: readonly PublicKey[],
  saved: readonly PublicKey[],
): SigningState {
  const derived = new Set(live.map(({ kid }) => kid));
  const lost = saved.filter(({ kid, revoked }) => revoked !== undefined || !derived.has(kid));
  return { ...state, retired: withRetired(state, lost) };
}

export type SlotRow = {
  readonly slot: Slot;
  readonly signs: boolean;
  /** Instant; null: since the deployment. */
  readonly since: string | null;
  readonly kid: string;
};

const changed = (since: string): string | null => (since === firstState.activeSince ? null : since);

/** `live` are the keys that the secrets make today; that of the year of `now` is shown for each slot. */
export function slotRows(
  state: SigningState,
  live: Readonly<Record<Slot, readonly PublicKey[]>>,
  now: number,
): SlotRow[] {
  return slots.map((slot) => {
    const key = live[slot].find(({ nbf, exp }) => nbf * 1000 <= now && now < exp * 1000);
    const signs = slot === state.active;
    const since = signs ? changed(state.activeSince) : state.renewed[slot];
    return { slot, signs, since, kid: key?.kid ?? '' };
  });
}
