import { describe, expect, test } from 'vitest';
import { SigningState } from '../../../../shared/contract/submissions/receipt.ts';
import type { Result } from '../../../../shared/domain/problems/result.ts';
import { firstState, slotKeys } from '../../../../shared/domain/submissions/signing-keys.ts';
import {
  kept,
  leaked,
  renewed as renewedOr,
  rotated as rotatedOr,
  type SlotRefusal,
  slotRows,
} from '../../../../shared/domain/submissions/slot-changes.ts';
import { HOUR } from '../../../../shared/domain/values/duration.ts';
import { slotSecrets } from '../../../fixtures/signing.ts';

const NOW = Date.parse('2026-11-20T02:30:00.000Z');
const keys = { a: slotKeys('dev', 'a', slotSecrets.a, NOW), b: slotKeys('dev', 'b', slotSecrets.b, NOW) };

/** Throws where it was refused. */
const must = (result: Result<SigningState, SlotRefusal>): SigningState => {
  if (!result.ok) throw new Error(result.problem.kind);
  return result.value;
};
const rotated = (...of: Parameters<typeof rotatedOr>) => must(rotatedOr(...of));
const renewed = (...of: Parameters<typeof renewedOr>) => must(renewedOr(...of));

describe('rotate', () => {
  test('lets the other slot sign, and back', () => {
    const once = rotated(firstState, NOW, false);
    expect(once).toEqual({ ...firstState, active: 'b', activeSince: '2026-11-20T02:30:00.000Z' });
    expect(rotated(once, NOW + 1, false).active).toBe('a');
  });

  test('waits until keys that are new have been published for a day, unless it is said', () => {
    const fresh = renewed(firstState, 'b', keys.b, NOW);
    expect(rotatedOr(fresh, NOW + 24 * HOUR - 1, false)).toEqual({
      ok: false,
      problem: {
        kind: 'too early',
        slot: 'b',
        renewedAt: '2026-11-20T02:30:00.000Z',
        readyAt: '2026-11-21T02:30:00.000Z',
      },
    });
    expect(rotated(fresh, NOW + 24 * HOUR - 1, true).active).toBe('b');
    expect(rotated(fresh, NOW + 24 * HOUR, false).active).toBe('b');
  });
});

describe('renew', () => {
  test('keeps the public keys of the secret that goes, of each renewal', () => {
    const once = renewed(firstState, 'b', keys.b, NOW);
    expect(once.retired).toEqual(keys.b);
    const twice = renewed(once, 'b', slotKeys('dev', 'b', slotSecrets.a, NOW), NOW + HOUR);
    expect(twice.retired).toHaveLength(2 * keys.b.length);
    expect(twice.renewed).toEqual({ a: null, b: '2026-11-20T03:30:00.000Z' });
    expect(SigningState.parse(twice)).toEqual(twice);
  });

  test('is not for the slot that signs', () => {
    expect(renewedOr(firstState, 'a', keys.a, NOW)).toEqual({
      ok: false,
      problem: { kind: 'it signs', slot: 'a' },
    });
  });
});

describe('a leak', () => {
  test('of the slot that signs: its keys are revoked and the other one signs', () => {
    const after = leaked(firstState, 'a', keys.a, NOW);
    expect(after.active).toBe('b');
    expect(after.retired.map(({ kid, revoked }) => [kid, revoked])).toEqual(
      keys.a.map(({ kid }) => [kid, { revoked_at: NOW / 1000, reason: 'compromised' }]),
    );
  });

  test('of the other one leaves the slot that signs', () => {
    expect(leaked(firstState, 'b', keys.b, NOW)).toMatchObject({ active: 'a', renewed: { a: null } });
  });

  test('is never forgotten: a key that is revoked stays so, whatever is renewed after it', () => {
    const after = leaked(firstState, 'b', keys.b, NOW);
    const again = renewed(after, 'b', keys.b, NOW + HOUR);
    expect(again.retired.every(({ revoked }) => revoked?.revoked_at === NOW / 1000)).toBe(true);
  });
});

test('what a restored registry forgot, a saved key set gives back: replaced keys, and that others had leaked', () => {
  const before = leaked(renewed(firstState, 'b', keys.b, NOW), 'a', keys.a, NOW + HOUR);
  const fresh = slotKeys('dev', 'b', slotSecrets.a, NOW);
  const published = [...before.retired, ...fresh];
  const after = kept(firstState, fresh, published);
  expect(after.retired).toEqual(before.retired);
  expect(kept(after, fresh, published)).toEqual(after);
});

test('the list shows for each slot the key of this year', () => {
  const rows = slotRows(renewed(firstState, 'b', keys.b, NOW), keys, NOW);
  expect(rows).toEqual([
    { slot: 'a', signs: true, since: null, kid: keys.a[0]?.kid },
    { slot: 'b', signs: false, since: '2026-11-20T02:30:00.000Z', kid: keys.b[0]?.kid },
  ]);
});
