import { describe, expect, test } from 'vitest';
import type { IndependentTotal } from '../../../demo/sample/independent-totals.ts';
import { compareTotals } from '../../../demo/sample-month/compare.ts';
import {
  isEqual,
  mismatches,
  outcomesTable,
  totalsTable,
  verdict,
} from '../../../demo/sample-month/render.ts';
import type { Indicator } from '../../../shared/contract/registry.ts';
import type { TotalCell } from '../../../shared/contract/totals.ts';

const indicator = (id: string, fold: Indicator['fold'], dimensions: string[] = []): Indicator => ({
  id,
  group: 'volume',
  names: { vi: `Chỉ tiêu ${id}`, en: `Indicator ${id}` },
  unit: 'transaction',
  scale: 2,
  fold,
  overTime: 'none',
  dimensions,
  min: null,
  max: null,
});
const indicators = [
  indicator('received', 'sum', ['kind']),
  indicator('rate', 'ratio', ['kind']),
  indicator('peak', 'max'),
  indicator('not-in-the-dataset', 'sum'),
];
const hub: TotalCell[] = [
  { indicator: 'received', dimensions: { kind: 'citizen' }, value: '9007199254740993.1' },
  { indicator: 'received', dimensions: { kind: 'agency' }, value: '0.25' },
  { indicator: 'rate', dimensions: { kind: 'citizen' }, value: '0.5', numerator: '1', denominator: '2' },
  { indicator: 'rate', dimensions: { kind: 'agency' }, value: null, numerator: '0', denominator: '0' },
  { indicator: 'peak', dimensions: {}, value: '12' },
];
const sentOf = (cells: readonly TotalCell[]): Map<string, IndependentTotal> =>
  new Map(
    cells.map(({ numerator = null, denominator = null, ...cell }, at) => [
      String(at),
      { ...cell, value: numerator === null ? cell.value : null, numerator, denominator },
    ]),
  );
const changed = (at: number, change: Partial<TotalCell>) =>
  hub.map((cell, index) => (index === at ? { ...cell, ...change } : cell));
const both = { hub: 2, sent: 2 };

describe('national totals beside the independent sums', () => {
  const rows = compareTotals(indicators, hub, sentOf(hub.toReversed()));

  test('are equal whatever the order of the cells', () => {
    expect(isEqual(rows, both)).toBe(true);
    expect(verdict(rows, both)).toBe('✓ EQUAL, digit for digit: 3 indicators, 5 cells, 2 reporting systems.');
  });

  test('are added up over dimension values exactly, numerators and denominators apart', () => {
    expect(rows.map((row) => row.hub)).toEqual([
      { value: '9007199254740993.35' },
      { numerator: '1', denominator: '2' },
      { value: '12' },
    ]);
  });

  test.each([
    ['one digit of a value', changed(0, { value: '9007199254740993.2' }), 'received|kind=citizen'],
    [
      'a denominator, though the quotient is the same',
      changed(2, { numerator: '2', denominator: '4' }),
      'rate|kind=citizen',
    ],
    ['a cell that the hub lacks', hub.slice(0, 4), 'peak'],
  ])('differ by %s', (_, other, key) => {
    const differing = compareTotals(indicators, other, sentOf(hub));
    expect(isEqual(differing, both)).toBe(false);
    expect(verdict(differing, both)).toMatch(
      new RegExp(`✗ NOT EQUAL: 1 of 5 cells.*\\n  ${key.replace('|', '\\|')}$`),
    );
    expect(totalsTable(differing)).toContain('✗ 1');
  });

  test('differ where two cells make up for each other', () => {
    const shifted = changed(0, { value: '9007199254740993.2' }).map((cell, at) =>
      at === 1 ? { ...cell, value: '0.15' } : cell,
    );
    const [row] = compareTotals(indicators, shifted, sentOf(hub));
    expect(row).toMatchObject({
      hub: row?.sent,
      differing: ['received|kind=agency', 'received|kind=citizen'],
    });
  });

  test('differ by a cell that nobody sent, by a reporter too many, and when there is nothing at all', () => {
    expect(isEqual(compareTotals(indicators, hub, sentOf(hub.slice(1))), both)).toBe(false);
    expect(isEqual(rows, { hub: 3, sent: 2 })).toBe(false);
    expect(isEqual([], { hub: 0, sent: 0 })).toBe(false);
  });

  test('are drawn in 100 columns, and in both languages where the terminal is wide', () => {
    const widest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));
    expect(totalsTable(rows)).toContain('Indicator received (2 cells)');
    expect(totalsTable(rows)).not.toContain('Chỉ tiêu');
    expect(widest(totalsTable(rows))).toBeLessThanOrEqual(100);
    expect(totalsTable(rows, 140)).toContain('Chỉ tiêu received');
    expect(widest(totalsTable(rows, 140))).toBeLessThanOrEqual(140);
  });
});

describe('what became of the requests', () => {
  const request = {
    name: 'H26.dvc: a negative count',
    agency: 'H26',
    system: 'H26.dvc',
    body: '',
    headers: {},
  };
  const refusedWith = { status: 422, code: 'invalid-submission', finding: 'out-of-range' } as const;
  const refusal = {
    status: 422,
    code: 'invalid-submission',
    findings: ['out-of-range', 'cross-check-failed'],
  };
  const taken = {
    request: { ...request, expected: 'accepted' },
    outcome: 'accepted',
    refusal: null,
    receivedAt: '',
    mismatch: null,
  } as const;
  const refused = {
    request: { ...request, expected: 'refused', refusedWith },
    outcome: 'refused',
    refusal,
    receivedAt: null,
    mismatch: null,
  } as const;

  test('is counted, refusals by problem and the mistake that was meant', () => {
    const text = outcomesTable([taken, taken, refused]);
    expect(text).toMatch(/accepted +2 /);
    expect(text).toMatch(/refused +1 /);
    expect(text).toMatch(/1 × 422 invalid-submission: out-of-range$/m);
    expect(text).not.toContain('there before');
  });

  test('is silent when all went as planned and loud when not', () => {
    expect(mismatches([taken, refused])).toBeNull();
    expect(mismatches([taken, { ...refused, mismatch: 'expected refused, was accepted' }])).toBe(
      '✗ 1 of 2 requests were not answered as planned:\n  H26.dvc: a negative count: expected refused, was accepted',
    );
  });
});
