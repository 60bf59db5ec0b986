/** The keys of receipts as an operator changes them (ADR 10, docs/runbooks/receipt-key.md): two slots, of which one signs. */
import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../../contract/access/change.ts';
import { parseRecorded } from '../../contract/recorded.ts';
import type { PublicKey, SigningState, Slot } from '../../contract/submissions/receipt.ts';
import {
  type ReceiptKeyOrder,
  type ReceiptKeyStanding,
  ReceiptKeyWork,
} from '../../contract/submissions/receipt-keys.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { issuerOf, slotKeys } from '../../domain/submissions/signing-keys.ts';
import {
  kept,
  leaked,
  otherSlot,
  renewed,
  rotated,
  slotRows,
  withRenewed,
} from '../../domain/submissions/slot-changes.ts';
import type { ChangeOrder } from '../access/make-change.ts';
import { makeSteps } from '../access/make-steps.ts';
import { nextName, numberedRecords, type RecordPorts } from '../access/numbered-records.ts';
import type { LeasePorts } from '../access/task-lease.ts';
import type { PutSlotSecret, ReadSigningState, ReadSlotSecret, WriteSigningState } from '../ports/signing.ts';

export type ReceiptKeyPorts = RecordPorts &
  LeasePorts & {
    readonly stage: string;
    readonly readState: ReadSigningState;
    readonly writeState: WriteSigningState;
    readonly readSlotSecret: ReadSlotSecret;
    readonly putSlotSecret: PutSlotSecret;
    readonly now: () => number;
    /** Fills an array with random bytes. */
    readonly random: (bytes: Uint8Array) => Uint8Array;
  };

type SlotKeys = Readonly<Record<Slot, readonly PublicKey[]>>;

const storeOf = (ports: RecordPorts) => numberedRecords<ReceiptKeyWork>(ports, 'receipt-keys');

async function publicKeys({ stage, readSlotSecret, now }: ReceiptKeyPorts): Promise<SlotKeys> {
  const of = async (slot: Slot) => slotKeys(stage, slot, await readSlotSecret(slot), now());
  const [a, b] = await Promise.all([of('a'), of('b')]);
  return { a, b };
}

/** Both slots, the public keys of secrets that were replaced, and the version that a change is to name. */
export async function listSlots(ports: ReceiptKeyPorts): Promise<ReceiptKeyStanding> {
  const { version } = await storeOf(ports).read();
  const [{ value: state }, keys] = await Promise.all([ports.readState(), publicKeys(ports)]);
  return { version, slots: slotRows(state, keys, ports.now()), retired: state.retired };
}

/** What is to be published first; `slot` signs from then on, or is the one that gets a new secret by a renewal. */
type Plan = Pick<ReceiptKeyWork, 'slot' | 'state' | 'kept'>;

function planOf(
  { stage }: ReceiptKeyPorts,
  { action, slot, early, saved }: ReceiptKeyOrder,
  state: SigningState,
  keys: SlotKeys,
  now: number,
): Result<Plan> {
  if (action === 'rotate') {
    const next = rotated(state, now, early === true);
    if (next.ok) return ok({ slot: next.value.active, state: next.value, kept: 0 });
    const { problem: refusal } = next;
    if (refusal.kind !== 'too early') throw new Error('a rotation is refused for the age of keys only');
    const { slot: other, renewedAt, readyAt } = refusal;
    return fail(problem('receipt-key-too-young', { slot: other, renewedAt: renewedAt ?? '', readyAt }));
  }
  if (action === 'renew') {
    const other = otherSlot(state.active);
    const next = renewed(state, other, keys[other], now);
    if (!next.ok) throw new Error('the slot in reserve does not sign');
    return ok({ slot: other, state: next.value, kept: 0 });
  }
  if (action === 'leaked') {
    if (slot === undefined) return fail(missing('slot'));
    const next = leaked(state, slot, keys[slot], now);
    return ok({ slot: next.active, state: next, kept: 0 });
  }
  if (saved === undefined) return fail(missing('saved'));
  const issuer = issuerOf(stage);
  if (saved.issuer !== issuer) return fail(problem('foreign-key-set', { issuer }));
  const next = kept(state, [...keys.a, ...keys.b], saved.keys);
  const more = next.retired.filter((key) => !state.retired.some((one) => isDeepStrictEqual(one, key)));
  return ok({ slot: state.active, state: next, kept: more.length });
}

const missing = (name: string): Problem =>
  problem('invalid-change', { count: 1 }, [
    { code: 'missing-field', pointer: `/${name}`, key: null, details: { name } },
  ]);

export async function changeReceiptKeys(
  ports: ReceiptKeyPorts,
  order: ChangeOrder,
  asked: ReceiptKeyOrder,
): Promise<Result<Change>> {
  if (order.on === null) return fail(problem('version-missing', { task: order.task }));
  // Read before the version is looked at: whoever changes them meanwhile has raised it.
  const [{ value, version }, keys] = await Promise.all([ports.readState(), publicKeys(ports)]);
  return makeSteps(ports, storeOf(ports), order, {
    read: (body) => parseRecorded(ReceiptKeyWork, body),
    decide: (newest) => {
      const plan = planOf(ports, asked, value, keys, order.now);
      if (!plan.ok) return plan;
      const times = { begunAt: new Date(order.now).toISOString(), endedAt: null };
      const after = { action: asked.action, ...plan.value, on: version, ...times };
      return ok({ record: nextName('receipt-keys', newest), action: asked.action, before: null, after });
    },
    carryOut: async (begun) => {
      const state = await published(ports, begun);
      return { ...begun, state, endedAt: new Date(ports.now()).toISOString() };
    },
  });
}

/** The slot whose secret is replaced; null where none is. */
const replacedSlot = ({ action, slot }: ReceiptKeyWork): Slot | null =>
  action === 'renew' ? slot : action === 'leaked' ? otherSlot(slot) : null;

/**
 * Published first, replaced then, told of last: a crash in between leaves nothing that cannot be verified. Each step is made once
 * however often it is tried: a version of the record of slots is written once, and so is a secret of one token.
 */
async function published(ports: ReceiptKeyPorts, begun: ReceiptKeyWork): Promise<SigningState> {
  const { action, state, on } = begun;
  if (action === 'keep' && begun.kept === 0) return state;
  const slot = replacedSlot(begun);
  if ((await ports.writeState(state, on)) === 'lost the race') {
    const { value } = await ports.readState();
    const isOurs = isDeepStrictEqual(withoutTime(value, slot), withoutTime(state, slot));
    if (!isOurs) throw new Error('the record of slots was changed by something else than the admin routes');
  }
  if (slot === null) return state;
  // 64 characters, 384 bits.
  const secret = Buffer.from(ports.random(new Uint8Array(48))).toString('base64url');
  await ports.putSlotSecret(slot, secret, tokenOf(begun));
  const told = withRenewed(state, slot, ports.now());
  if ((await ports.writeState(told, on + 1)) === 'written') return told;
  return (await ports.readState()).value;
}

const withoutTime = (state: SigningState, slot: Slot | null): SigningState =>
  slot === null ? state : { ...state, renewed: { ...state.renewed, [slot]: null } };

/** The same for the same change: 64 characters. */
const tokenOf = ({ action, slot, on, begunAt }: ReceiptKeyWork): string =>
  hash('sha256', JSON.stringify([action, slot, on, begunAt]));
