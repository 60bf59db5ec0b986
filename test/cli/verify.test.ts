import { describe, expect, test } from 'vitest';
import { targets } from '../../cli/commands/verify.ts';
import { seedFiles } from '../../cli/seed-files.ts';
import { verifyText } from '../../cli/verify-table.ts';
import { readSeed } from '../../shared/app/registry/load-seed.ts';
import { compileCatalogue } from '../../shared/domain/registry/cell.ts';
import { emptyNode, type NodeContent } from '../../shared/domain/totals/total.ts';
import { some } from '../fixtures/numbers.ts';

const seed = readSeed(seedFiles('seed'));
if (!seed.ok) throw new Error('the seed has faults');
const catalogue = compileCatalogue(seed.value.catalogue);
const now = Date.parse('2026-11-24T03:00:00.000Z');
const asked = (dataset?: string, period?: string) =>
  targets(
    { ...(dataset === undefined ? {} : { dataset }), ...(period === undefined ? {} : { period }) },
    catalogue,
    seed.value.calendar,
    now,
  ).map((target) => `${target.dataset.id} ${target.period.id}`);

describe('what is verified', () => {
  test('is every open period of every dataset, or of one', () => {
    expect(asked()).toContain('etx-yearly 2026');
    expect(asked('etx-monthly')).toEqual(
      ['2026-09', '2026-10', '2026-11', '2026-12'].map((id) => `etx-monthly ${id}`),
    );
  });

  test('is the period that was asked for, also a closed one', () => {
    expect(asked('etx-monthly', '2025-01')).toEqual(['etx-monthly 2025-01']);
    expect(asked(undefined, '2026-Q4')).toEqual(['etx-quarterly 2026-Q4', 'etx-duties 2026-Q4']);
  });

  test.each([
    ['etx', undefined, '--dataset etx: no such dataset; allowed: etx-monthly, etx-quarterly'],
    ['etx-monthly', '2026-Q4', '--period 2026-Q4: no period of etx-monthly; allowed: 2026-10'],
    [undefined, '2026-13', '--period 2026-13: no period of any dataset; allowed: 2026-10, 2026-Q4'],
  ])('dataset %s and period %s are refused with what is allowed', (dataset, period, message) => {
    expect(() => asked(dataset, period)).toThrow(message);
  });
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
    expect(verifyText([report])).toMatch(/etx-monthly +2026-11 +2 +100 +0 +a{16}\n\n✓ No differences\.$/);
  });

  test('names each total and cell that differs, stored beside recomputed', () => {
    const stored = {
      ...recomputed,
      cells: { ...recomputed.cells, 'usage.accounts': '11' },
      reporters: some(1),
    };
    const text = verifyText([
      { ...report, differenceCount: 1, differences: [{ node: 'H26', stored, recomputed }] },
    ]);
    expect(text).toMatch(/H26 etx-monthly 2026-11 +reporters +1 \(0\.AQ==\) +2 \(0\.Aw==\)\n/);
    expect(text).toMatch(/H26 etx-monthly 2026-11 +usage\.accounts +11 +12\n/);
    expect(text).not.toContain('documents.signed');
    expect(text).toContain('✗ 1 total not equal to the ledger.');
  });

  test('tells a total that was never stored from a wrong one', () => {
    const text = verifyText([
      { ...report, differenceCount: 1, differences: [{ node: 'VN', stored: null, recomputed }] },
    ]);
    expect(text).toMatch(/VN etx-monthly 2026-11 +usage\.accounts +none +12\n/);
    const empty = verifyText([
      {
        ...report,
        differenceCount: 1,
        differences: [{ node: 'VN', stored: recomputed, recomputed: emptyNode }],
      },
    ]);
    expect(empty).toMatch(/usage\.accounts +12 +none\n/);
  });
});
