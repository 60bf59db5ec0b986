/** The operator's changes of receipt keys, in the order in which record and secret are written. */
import { beforeEach, describe, expect, test } from 'vitest';
import {
  endLeakedSlot,
  keepKeys,
  listSlots,
  type ReceiptKeyPorts,
  renewSlot,
  rotateSlots,
} from '../../../../shared/app/submissions/receipt-keys.ts';
import type { SigningState } from '../../../../shared/contract/submissions/receipt.ts';
import { firstState, slotKeys } from '../../../../shared/domain/submissions/signing-keys.ts';
import { HOUR } from '../../../../shared/domain/values/duration.ts';
import { slotSecrets } from '../../../fixtures/signing.ts';

const BEGIN = Date.parse('2026-11-20T02:30:00.000Z');
const keys = { a: slotKeys('dev', 'a', slotSecrets.a, BEGIN), b: slotKeys('dev', 'b', slotSecrets.b, BEGIN) };

let state: SigningState;
let secrets: Record<'a' | 'b', string>;
let written: ('record' | 'secret')[];
let now: number;
const ports: ReceiptKeyPorts = {
  stage: 'dev',
  now: () => now,
  random: (bytes) => bytes.fill(7),
  readState: async () => state,
  writeState: async (next) => {
    state = next;
    written.push('record');
  },
  readSlotSecret: async (slot) => secrets[slot],
  putSlotSecret: async (slot, secret) => {
    secrets[slot] = secret;
    written.push('secret');
    now += 60_000;
  },
};
beforeEach(() => {
  state = firstState;
  secrets = { ...slotSecrets };
  written = [];
  now = BEGIN;
});

describe('a new secret', () => {
  test('is for the slot that does not sign; its old keys are published before it goes', async () => {
    expect(await renewSlot(ports)).toEqual({ ok: true, value: 'b' });
    expect(written).toEqual(['record', 'secret', 'record']);
    expect(secrets).toEqual({ ...slotSecrets, b: Buffer.alloc(48, 7).toString('base64url') });
    expect(state).toMatchObject({
      active: 'a',
      retired: keys.b,
      renewed: { a: null, b: '2026-11-20T02:31:00.000Z' },
    });
  });

  test('may sign a day after it was put there, or early where that is said', async () => {
    await renewSlot(ports);
    now += 24 * HOUR - 1;
    expect(await rotateSlots(ports, false)).toMatchObject({ problem: { kind: 'too early', slot: 'b' } });
    expect(state.active).toBe('a');
    now += 1;
    expect(await rotateSlots(ports, false)).toEqual({ ok: true, value: 'b' });
    expect(state.active).toBe('b');
    expect(await rotateSlots(ports, true)).toEqual({ ok: true, value: 'a' });
  });
});

test('a slot that leaked signs no more: its keys are revoked, and it gets another secret', async () => {
  expect(await endLeakedSlot(ports, 'a')).toBe('b');
  expect(written).toEqual(['record', 'secret', 'record']);
  expect(secrets.a).not.toBe(slotSecrets.a);
  expect(state.retired.map(({ kid, revoked }) => [kid, revoked?.reason])).toEqual(
    keys.a.map(({ kid }) => [kid, 'compromised']),
  );
});

test('the list has both slots as they are now, and what was replaced', async () => {
  await renewSlot(ports);
  const { rows, retired } = await listSlots(ports);
  expect(rows.map(({ slot, signs, since }) => [slot, signs, since])).toEqual([
    ['a', true, null],
    ['b', false, '2026-11-20T02:31:00.000Z'],
  ]);
  expect(rows[1]?.kid).not.toBe(keys.b[0]?.kid);
  expect(retired).toEqual(keys.b);
});

describe('a saved key set', () => {
  const saved = { issuer: 'dtm-dev', keys: [...keys.a, ...keys.b] };

  test('gives back what the registry lost, once', async () => {
    secrets.b = slotSecrets.a;
    expect(await keepKeys(ports, saved)).toEqual({ ok: true, value: keys.b.length });
    expect(state.retired).toEqual(keys.b);
    expect(await keepKeys(ports, saved)).toEqual({ ok: true, value: 0 });
    expect(written).toEqual(['record']);
  });

  test('of another hub is refused', async () => {
    expect(await keepKeys(ports, { ...saved, issuer: 'dtm-prod' })).toEqual({
      ok: false,
      problem: { issuer: 'dtm-dev' },
    });
    expect(written).toEqual([]);
  });
});
