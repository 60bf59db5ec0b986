import { expect, test } from 'vitest';
import { slotRefusalText, slotsText } from '../../../cli/receipt/slot-text.ts';
import { slotKeys } from '../../../shared/domain/submissions/signing-keys.ts';
import { slotSecrets } from '../../fixtures/signing.ts';
import { english } from '../../fixtures/view.ts';

const NOW = Date.parse('2026-11-20T02:30:00.000Z');

test('both slots are listed, then what was replaced and what leaked', () => {
  const [key] = slotKeys('dev', 'b', slotSecrets.b, NOW);
  if (key === undefined) throw new Error('no key');
  const text = slotsText(
    [
      { slot: 'a', signs: true, since: null, kid: '2026-a-11111111' },
      { slot: 'b', signs: false, since: '2026-11-20T02:30:00.000Z', kid: '2026-b-22222222' },
    ],
    [key, { ...key, revoked: { revoked_at: NOW / 1000, reason: 'compromised' } }],
    english,
  );
  expect(text).toMatch(/^a +signs +the deployment +2026-a-11111111 *$/m);
  expect(text).toMatch(/^b +in reserve +2026-11-20 09:30:00 \+07:00 +2026-b-22222222 *$/m);
  expect(text).toMatch(new RegExp(`^b +replaced +${key.kid} *$`, 'm'));
  expect(text).toMatch(new RegExp(`^b +revoked: leaked +2026-11-20 09:30:00 \\+07:00 +${key.kid} *$`, 'm'));
});

test.each([
  [{ kind: 'it signs', slot: 'a' }, 'slot a signs: rotate first, or say leaked a if others have its secret'],
  [
    {
      kind: 'too early',
      slot: 'b',
      renewedAt: '2026-11-20T02:30:00.000Z',
      readyAt: '2026-11-21T02:30:00.000Z',
    },
    'slot b was renewed at 2026-11-20 09:30:00 +07:00: its keys are published since then, and saved key sets may not have them yet. ' +
      'Wait until 2026-11-21 09:30:00 +07:00, or say --early',
  ],
] as const)('%j says what to do', (refusal, text) => {
  expect(slotRefusalText(refusal, english).en).toBe(text);
});
