import { describe, expect, test } from 'vitest';
import { unknownTargetText, verifyText } from '../../cli/verify-table.ts';
import { emptyNode, type NodeContent } from '../../shared/domain/totals/total.ts';
import { some } from '../fixtures/numbers.ts';
import { english } from '../fixtures/view.ts';

test.each([
  [
    { dataset: 'etx' },
    { unknown: 'dataset', allowed: ['etx-monthly', 'etx-quarterly'] },
    '--dataset etx: no such dataset; allowed: etx-monthly, etx-quarterly',
  ],
  [
    { dataset: 'etx-monthly', period: '2026-Q4' },
    { unknown: 'period', allowed: ['2026-10'] },
    '--period 2026-Q4: no period of etx-monthly; allowed: 2026-10',
  ],
  [
    { period: '2026-13' },
    { unknown: 'period', allowed: ['2026-10', '2026-Q4'] },
    '--period 2026-13: no period of any dataset; allowed: 2026-10, 2026-Q4',
  ],
] as const)('what does not exist is refused with what is allowed: %j', (asked, refusal, text) => {
  expect(unknownTargetText(asked, refusal).en).toBe(text);
});

describe('the table', () => {
  const recomputed: NodeContent = {
    cells: { 'usage.accounts': '12', 'documents.signed|kind=citizen': '3' },
    reporters: some(2),
    newestReceivedAt: '2026-11-20T00:00:00.000Z',
  };
  const report = {
    dataset: 'etx-monthly',
    period: '2026-11',
    entries: 2,
    totals: 100,
    digest: 'a'.repeat(64),
    national: recomputed,
    differenceCount: 0,
    differences: [],
    damagedCount: 0,
    damaged: [],
  };

  test('says that nothing differs', () => {
    expect(verifyText([report], english)).toMatch(
      /etx-monthly +2026-11 +2 +100 +0 +a{16}\n\n✓ No differences\.$/,
    );
  });

  test('names each total and cell that differs, stored beside recomputed', () => {
    const stored = {
      ...recomputed,
      cells: { ...recomputed.cells, 'usage.accounts': '11' },
      reporters: some(1),
    };
    const text = verifyText(
      [{ ...report, differenceCount: 1, differences: [{ node: 'H26', stored, recomputed }] }],
      english,
    );
    expect(text).toMatch(/H26 etx-monthly 2026-11 +reporters +1 \(0\.AQ==\) +2 \(0\.Aw==\)\n/);
    expect(text).toMatch(/H26 etx-monthly 2026-11 +usage\.accounts +11 +12\n/);
    expect(text).not.toContain('documents.signed');
    expect(text).toContain('✗ 1 total not equal to the ledger.');
  });

  test('tells a total that was never stored from a wrong one', () => {
    const text = verifyText(
      [{ ...report, differenceCount: 1, differences: [{ node: 'VN', stored: null, recomputed }] }],
      english,
    );
    expect(text).toMatch(/newest received at +none +2026-11-20\n.*07:00:00\.000 \+07:00\n/);
    expect(text).toMatch(/VN etx-monthly 2026-11 +usage\.accounts +none +12\n/);
    const empty = verifyText(
      [
        {
          ...report,
          differenceCount: 1,
          differences: [{ node: 'VN', stored: recomputed, recomputed: emptyNode }],
        },
      ],
      english,
    );
    expect(empty).toMatch(/usage\.accounts +12 +none\n/);
  });
});
