/** What the operator's commands do to the keys of receipts: from one record of the registry to the next (ADR 10). */
import {
  type PublicKey,
  type SigningState,
  type Slot,
  slots,
} from '../../shared/contract/submissions/receipt.ts';
import { firstState } from '../../shared/domain/submissions/signing-keys.ts';
import { CommandFault } from '../fault.ts';

const HOUR = 3_600_000;

/** Published keys may be cached for an hour; a day gives those who save them once a night the time. */
const LEAD_HOURS = 24;

export const otherSlot = (slot: Slot): Slot => (slot === 'a' ? 'b' : 'a');
const instant = (now: number): string => new Date(now).toISOString();

/** A key that is said to be revoked stays so. */
const withRetired = (state: SigningState, keys: readonly PublicKey[]): PublicKey[] => {
  const byKid = new Map(keys.map((key) => [key.kid, key]));
  for (const key of state.retired)
    if (key.revoked !== undefined || !byKid.has(key.kid)) byKid.set(key.kid, key);
  return [...byKid.values()].toSorted((a, b) => (a.kid < b.kid ? -1 : 1));
};

/** The other slot signs. Refused while its keys are younger than a day, unless `early` says that this is known. */
export function rotated(state: SigningState, now: number, early: boolean): SigningState {
  const active = otherSlot(state.active);
  const renewed = state.renewed[active];
  const ready = renewed === null ? 0 : Date.parse(renewed) + LEAD_HOURS * HOUR;
  if (now < ready && !early)
    throw new CommandFault(
      `slot ${active} was renewed at ${renewed}: its keys are published since then, and saved key sets may not have them yet. ` +
        `Wait until ${instant(ready)}, or say --early`,
      1,
    );
  return { ...state, active, activeSince: instant(now) };
}

/** To be written before the secret is replaced, and again after it: `keys` are those of the secret that goes. */
export function renewed(
  state: SigningState,
  slot: Slot,
  keys: readonly PublicKey[],
  now: number,
): SigningState {
  if (slot === state.active)
    throw new CommandFault(
      `slot ${slot} signs: rotate first, or say leaked ${slot} if others have its secret`,
      1,
    );
  return { ...state, renewed: { ...state.renewed, [slot]: instant(now) }, retired: withRetired(state, keys) };
}

/** Others have the secret of `slot`: its keys are told to be worthless, and the other slot signs. */
export function leaked(
  state: SigningState,
  slot: Slot,
  keys: readonly PublicKey[],
  now: number,
): SigningState {
  const revoked = { revoked_at: Math.floor(now / 1000), reason: 'compromised' as const };
  const away = slot === state.active ? rotated(state, now, true) : state;
  return renewed(
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

type SlotRow = { readonly slot: Slot; readonly signs: boolean; readonly since: string; readonly kid: string };

const changed = (since: string): string | null => (since === firstState.activeSince ? null : since);

/** `live` are the keys that the secrets make today; that of the year of `now` is shown for each slot. */
export function slotRows(
  state: SigningState,
  live: Readonly<Record<Slot, readonly PublicKey[]>>,
  now: number,
) {
  return slots.map((slot): SlotRow => {
    const key = live[slot].find(({ nbf, exp }) => nbf * 1000 <= now && now < exp * 1000);
    const signs = slot === state.active;
    return {
      slot,
      signs,
      since: (signs ? changed(state.activeSince) : state.renewed[slot]) ?? 'the deployment',
      kid: key?.kid ?? '',
    };
  });
}
