/** The keys of receipts as an operator changes them (ADR 10, docs/runbooks/receipt-key.md): two slots, of which one signs. */
import { isDeepStrictEqual } from 'node:util';
import type { KeySet, PublicKey, SigningState, Slot } from '../../contract/submissions/receipt.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { issuerOf, slotKeys } from '../../domain/submissions/signing-keys.ts';
import {
  kept,
  leaked,
  otherSlot,
  renewed,
  rotated,
  type SlotRefusal,
  type SlotRow,
  slotRows,
  withRenewed,
} from '../../domain/submissions/slot-changes.ts';
import type { PutSlotSecret, ReadSigningState, ReadSlotSecret, WriteSigningState } from '../ports/signing.ts';

export type ReceiptKeyPorts = {
  readonly stage: string;
  readonly readState: ReadSigningState;
  readonly writeState: WriteSigningState;
  readonly readSlotSecret: ReadSlotSecret;
  readonly putSlotSecret: PutSlotSecret;
  readonly now: () => number;
  /** Fills an array with random bytes. */
  readonly random: (bytes: Uint8Array) => Uint8Array;
};

const publicKeys = async (
  { stage, readSlotSecret, now }: ReceiptKeyPorts,
  slot: Slot,
): Promise<PublicKey[]> => slotKeys(stage, slot, await readSlotSecret(slot), now());

/** Both slots, and the public keys of secrets that were replaced. */
export async function listSlots(
  ports: ReceiptKeyPorts,
): Promise<{ readonly rows: readonly SlotRow[]; readonly retired: readonly PublicKey[] }> {
  const [state, a, b] = await Promise.all([
    ports.readState(),
    publicKeys(ports, 'a'),
    publicKeys(ports, 'b'),
  ]);
  return { rows: slotRows(state, { a, b }, ports.now()), retired: state.retired };
}

/** Answers with the slot that signs from then on. */
export async function rotateSlots(
  ports: ReceiptKeyPorts,
  early: boolean,
): Promise<Result<Slot, SlotRefusal>> {
  const state = rotated(await ports.readState(), ports.now(), early);
  if (!state.ok) return state;
  await ports.writeState(state.value);
  return ok(state.value.active);
}

/** A new secret for the slot that does not sign, with which it answers. */
export async function renewSlot(ports: ReceiptKeyPorts): Promise<Result<Slot, SlotRefusal>> {
  const state = await ports.readState();
  const slot = otherSlot(state.active);
  const next = renewed(state, slot, await publicKeys(ports, slot), ports.now());
  if (!next.ok) return next;
  await replaceSecret(ports, slot, next.value);
  return ok(slot);
}

/** Answers with the slot that signs from then on. */
export async function endLeakedSlot(ports: ReceiptKeyPorts, slot: Slot): Promise<Slot> {
  const state = leaked(await ports.readState(), slot, await publicKeys(ports, slot), ports.now());
  await replaceSecret(ports, slot, state);
  return state.active;
}

/** Published first, replaced then, told of last: a crash in between leaves nothing that cannot be verified; run it again. */
async function replaceSecret(ports: ReceiptKeyPorts, slot: Slot, state: SigningState): Promise<void> {
  await ports.writeState(state);
  // 64 characters, 384 bits.
  await ports.putSlotSecret(slot, Buffer.from(ports.random(new Uint8Array(48))).toString('base64url'));
  await ports.writeState(withRenewed(state, slot, ports.now()));
}

/**
 * Publishes again what a saved key set knows and the registry lost, and answers with how many keys that are; refused is the
 * key set of another hub.
 */
export async function keepKeys(
  ports: ReceiptKeyPorts,
  saved: KeySet,
): Promise<Result<number, { readonly issuer: string }>> {
  const issuer = issuerOf(ports.stage);
  if (saved.issuer !== issuer) return fail({ issuer });
  const [before, a, b] = await Promise.all([
    ports.readState(),
    publicKeys(ports, 'a'),
    publicKeys(ports, 'b'),
  ]);
  const state = kept(before, [...a, ...b], saved.keys);
  const more = state.retired.filter((key) => !before.retired.some((one) => isDeepStrictEqual(one, key)));
  if (more.length > 0) await ports.writeState(state);
  return ok(more.length);
}
