/** The operator's changes of receipt keys, in the order in which record and secret are written. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { ChangeOrder } from '../../../../shared/app/access/make-change.ts';
import { STEPS_MS } from '../../../../shared/app/access/make-steps.ts';
import { readHistory } from '../../../../shared/app/access/read-history.ts';
import { changeReceiptKeys, listSlots } from '../../../../shared/app/submissions/receipt-keys.ts';
import type { SigningState } from '../../../../shared/contract/submissions/receipt.ts';
import {
  type ReceiptKeyOrder,
  ReceiptKeyWork,
} from '../../../../shared/contract/submissions/receipt-keys.ts';
import { firstState, signerOf, slotKeys } from '../../../../shared/domain/submissions/signing-keys.ts';
import { HOUR } from '../../../../shared/domain/values/duration.ts';
import { Crash, crashing } from '../../../fakes/interpose.ts';
import { fakeOperations, type OperationsPorts } from '../../../fakes/operations.ts';
import { slotSecrets } from '../../../fixtures/signing.ts';

const BEGIN = Date.parse('2026-11-20T02:30:00.000Z');
const keys = { a: slotKeys('dev', 'a', slotSecrets.a, BEGIN), b: slotKeys('dev', 'b', slotSecrets.b, BEGIN) };
const officer = 'arn:aws:iam::123456789012:user/dtm-dev-key-officer';

let operations: OperationsPorts;
/** The versions of the record, the first one at 1. */
let states: SigningState[];
let secrets: Record<'a' | 'b', string>;
let tokens: Set<string>;
let written: ('record' | 'secret')[];
let now: number;
let drawn: number;
const stored = {
  readState: async () => ({ value: states.at(-1) ?? firstState, version: states.length }),
  writeState: async (next: SigningState, behind: number) => {
    if (behind < states.length) return 'lost the race' as const;
    states.push(next);
    written.push('record');
    return 'written' as const;
  },
  readSlotSecret: async (slot: 'a' | 'b') => secrets[slot],
  putSlotSecret: async (slot: 'a' | 'b', secret: string, token: string) => {
    if (tokens.has(token)) return;
    tokens.add(token);
    secrets[slot] = secret;
    written.push('secret');
    now += 10_000;
  },
};
const given = {
  stage: 'dev',
  now: () => now,
  random: (bytes: Uint8Array) => {
    drawn += 1;
    return bytes.fill(drawn);
  },
};
const ports = () => ({ ...operations, ...stored, ...given });
beforeEach(() => {
  operations = fakeOperations();
  states = [];
  secrets = { ...slotSecrets };
  tokens = new Set();
  written = [];
  now = BEGIN;
  drawn = 6;
});
const state = (): SigningState => states.at(-1) ?? firstState;

let calls = 0;
function orderOn(on: string | null, asked: ReceiptKeyOrder): ChangeOrder {
  calls += 1;
  const request = Buffer.from(JSON.stringify(asked)).toString('hex').padEnd(64, '0').slice(0, 64);
  return { task: 'receipt-keys', operator: officer, requestId: `request-${calls}`, on, request, now };
}
async function changeOn(on: string | null, asked: ReceiptKeyOrder, changed = {}) {
  const made = await changeReceiptKeys({ ...ports(), ...changed }, orderOn(on, asked), asked);
  return made.ok ? ReceiptKeyWork.parse(made.value.body) : made.problem;
}
const change = async (asked: ReceiptKeyOrder) => changeOn((await listSlots(ports())).version, asked);
const history = async () => (await readHistory(operations.listOperations, 'receipt-keys', null)).changes;

describe('a new secret', () => {
  test('is for the slot that does not sign; its old keys are published before it goes', async () => {
    expect(await change({ action: 'renew' })).toMatchObject({ slot: 'b', state: state() });
    expect(written).toEqual(['record', 'secret', 'record']);
    expect(secrets).toEqual({ ...slotSecrets, b: Buffer.alloc(48, 7).toString('base64url') });
    expect(state()).toMatchObject({
      active: 'a',
      retired: keys.b,
      renewed: { a: null, b: '2026-11-20T02:30:10.000Z' },
    });
    expect((await history()).map(({ action, operator }) => [action, operator])).toEqual([
      ['end', officer],
      ['renew', officer],
    ]);
    expect(JSON.stringify(await history())).not.toContain(secrets.b);
  });

  test('may sign a day after it was put there, or early where that is said', async () => {
    await change({ action: 'renew' });
    now += 24 * HOUR - 1;
    expect(await change({ action: 'rotate' })).toMatchObject({
      kind: 'receipt-key-too-young',
      details: { slot: 'b', readyAt: '2026-11-21T02:30:10.000Z' },
    });
    expect(state().active).toBe('a');
    now += 1;
    expect(await change({ action: 'rotate' })).toMatchObject({ slot: 'b' });
    expect(state().active).toBe('b');
    expect(await change({ action: 'rotate', early: true })).toMatchObject({ slot: 'a' });
  });
});

test('a slot that leaked signs no more: its keys are revoked, and it gets another secret', async () => {
  expect(await change({ action: 'leaked' })).toMatchObject({ findings: [{ pointer: '/slot' }] });
  expect(await change({ action: 'leaked', slot: 'a' })).toMatchObject({ slot: 'b' });
  expect(written).toEqual(['record', 'secret', 'record']);
  expect(secrets.a).not.toBe(slotSecrets.a);
  expect(state().retired.map(({ kid, revoked }) => [kid, revoked?.reason])).toEqual(
    keys.a.map(({ kid }) => [kid, 'compromised']),
  );
  // Of the one in reserve the same, and the other goes on signing.
  expect(await change({ action: 'leaked', slot: 'a' })).toMatchObject({ slot: 'b' });
});

test('the list has both slots as they are now, and what was replaced', async () => {
  await change({ action: 'renew' });
  const { slots, retired, version } = await listSlots(ports());
  expect(version).toBe('1.2');
  expect(slots.map(({ slot, signs, since }) => [slot, signs, since])).toEqual([
    ['a', true, null],
    ['b', false, '2026-11-20T02:30:10.000Z'],
  ]);
  expect(slots[1]?.kid).not.toBe(keys.b[0]?.kid);
  expect(retired).toEqual(keys.b);
});

describe('a saved key set', () => {
  const saved = { issuer: 'dtm-dev', keys: [...keys.a, ...keys.b] };

  test('gives back what the registry lost, once', async () => {
    secrets.b = slotSecrets.a;
    expect(await change({ action: 'keep', saved })).toMatchObject({ kept: keys.b.length });
    expect(state().retired).toEqual(keys.b);
    expect(await change({ action: 'keep', saved })).toMatchObject({ kept: 0 });
    expect(written).toEqual(['record']);
  });

  test('of another hub is refused, and so is none', async () => {
    const other = { ...saved, issuer: 'dtm-prod' };
    expect(await change({ action: 'keep', saved: other })).toMatchObject({ kind: 'foreign-key-set' });
    expect(await change({ action: 'keep' })).toMatchObject({ findings: [{ pointer: '/saved' }] });
    expect(written).toEqual([]);
  });
});

describe('a function that dies', () => {
  const places = Array.from({ length: 26 }, (_, at) => at).flatMap((at) =>
    (['before', 'after'] as const).map((when) => [when, at] as const),
  );
  test.each(places)(
    '%s call %i leaves all keys published, and is gone on with to the end, once',
    async (when, at) => {
      const leaked = { action: 'leaked', slot: 'a' } as const;
      const dying = crashing({ ...operations, ...stored }, at, when);
      const died = await changeOn('0.0', leaked, dying).catch((error: unknown) => error);
      // Whatever was signed until then is among what is published, be it as revoked.
      const published = () =>
        signerOf('dev', secrets, state())
          .keySet(now)
          .keys.map(({ kid }) => kid);
      for (const { kid } of [...keys.a, ...keys.b]) expect(published()).toContain(kid);
      now += STEPS_MS + 1;
      expect(await changeOn('0.0', leaked)).toMatchObject({ slot: 'b', endedAt: expect.any(String) });
      expect(written).toEqual(['record', 'secret', 'record']);
      expect([tokens.size, state().active]).toEqual([1, 'b']);
      expect(secrets.a).not.toBe(slotSecrets.a);
      const begun = (await history()).filter(({ action }) => action === 'leaked');
      expect(begun).toHaveLength(1);
      // The last place is behind all calls.
      if (at === 25) expect(died).not.toBeInstanceOf(Crash);
    },
  );

  test('is not gone on with over what others have made of it since', async () => {
    const putSlotSecret = async () => {
      throw new Error('the secret cannot be written');
    };
    await expect(changeOn('0.0', { action: 'renew' }, { putSlotSecret })).rejects.toThrow('written');
    expect(await changeOn('1.1', { action: 'rotate', early: true })).toMatchObject({ kind: 'task-busy' });
    now += STEPS_MS + 1;
    expect(await changeOn('1.1', { action: 'rotate', early: true })).toMatchObject({ slot: 'b' });
    expect(await changeOn('0.0', { action: 'renew' })).toMatchObject({ action: 'renew', endedAt: null });
    expect([state().active, secrets.b]).toEqual(['b', slotSecrets.b]);
  });

  test('and a record that something else has changed meanwhile is not written over', async () => {
    const writeState = async (next: SigningState, behind: number) => {
      states.push({ ...firstState, active: 'b' });
      return stored.writeState(next, behind);
    };
    await expect(changeOn('0.0', { action: 'renew' }, { writeState })).rejects.toThrow('something else');
    expect([written, secrets]).toEqual([[], slotSecrets]);
  });
});
