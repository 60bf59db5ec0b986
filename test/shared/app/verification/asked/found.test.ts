/** What a verification names and counts stays within its record, an item of 400 KB. */
import { expect, test } from 'vitest';
import { withDamaged, withFaults } from '../../../../../shared/app/verification/asked/found.ts';
import { newAsked, newMend } from '../../../../../shared/app/verification/asked/state.ts';
import type { LedgerFault } from '../../../../../shared/domain/verification/compare-entry.ts';
import { onCall } from '../../../../fixtures/maintenance.ts';
import { NOW } from '../../../../fixtures/reports.ts';

const asked = newAsked('00000001', { what: 'journal', repair: true }, onCall, NOW);
const missing = (count: number, length = 0): LedgerFault[] =>
  Array.from({ length: count }, (_, at) => ({
    kind: 'missing' as const,
    name: `H26.dvc~etx-monthly~2026-10~${at}`.padEnd(length, 'x'),
    detail: 'd'.repeat(300),
  }));

test('a fault of an entry that stands in many lines is one, beyond the first hundred too', () => {
  const faults = missing(400);
  const twice = withFaults(withFaults(asked, faults), faults.toReversed());
  expect([twice.faultCount, twice.faults.length, twice.repairable.length]).toEqual([400, 100, 400]);
  const other = faults.map((one) => ({ ...one, kind: 'altered' as const }));
  expect(withFaults(twice, other).faultCount).toBe(800);
});

test('the longest names are repaired in rounds: the record with all that it holds is no item too large', () => {
  const state = withFaults(asked, missing(3000, 300));
  expect(state.faultCount).toBe(3000);
  expect(state.repairable.length).toBeGreaterThan(100);
  const journalName =
    'entries/2026-11-20/02/2026-11-20T02-30-00.000Z_0b8f0f5e-6d0e-4c53-9d0a-1a5b8a4f7c11.ndjson.gz';
  const line = { prints: ['0'.repeat(32), '1'.repeat(32)], behind: journalName };
  const repairedFaults = state.faults.map(({ name }) => ({ name, outcome: 'it has changed meanwhile' }));
  const mend = {
    ...newMend(state.repairable),
    lines: Object.fromEntries(state.repairable.map((name) => [name, line])),
  };
  const whole = JSON.stringify({ ...state, repairedFaults, mend });
  expect(Buffer.byteLength(whole)).toBeLessThan(350_000);
  expect(withFaults(asked, missing(3000)).repairable).toHaveLength(500);
});

test('a damaged entry that is met again under another tree is named once', () => {
  const [one, other] = ['a', 'b'].map((id) => ({ id, stored: '0', right: '1' }));
  if (one === undefined || other === undefined) throw new Error('there are two');
  expect(withDamaged([one], [one, other])).toEqual([one, other]);
});
