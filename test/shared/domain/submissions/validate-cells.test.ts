/** What the findings of cells say, and where one rule ends and the next begins; test/fixtures/refused-*.ts has every rule. */
import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../../shared/contract/submissions/submission.ts';
import { type Unreadable, unreadable } from '../../../../shared/domain/json/readable.ts';
import { compileCatalogue } from '../../../../shared/domain/registry/cell.ts';
import type { ReadableCell } from '../../../../shared/domain/submissions/cell-place.ts';
import { validateCells } from '../../../../shared/domain/submissions/validate-cells.ts';
import { catalogue } from '../../../fixtures/catalogue.ts';
import { cellsOf, planFor } from '../../../fixtures/reports.ts';

const plan = planFor('monthly');
const judge = (change: (cell: Cell, index: number) => ReadableCell | Unreadable) =>
  validateCells(cellsOf('monthly', () => 1).map(change), plan);
const codes = (verdict: ReturnType<typeof validateCells>) => verdict.findings.map(({ code }) => code);
const valued = (indicator: string, value: number | string) =>
  judge((cell) => (cell.indicator === indicator ? { ...cell, value } : cell));

describe('values at the edge', () => {
  test.each([
    ['volume.received', '1000000', []],
    ['volume.received', '1000000.5', ['wrong-scale', 'out-of-range']],
    ['volume.received', '1000000.000', ['ambiguous-thousands']],
    ['volume.received', 1_000_001, ['out-of-range']],
    ['load.peak', 0, []],
    ['load.peak', '-0', []],
    ['load.peak', '-0.01', ['out-of-range']],
    ['load.peak', '1.50', []],
    ['load.peak', '1.500000', []],
    ['load.peak', '1.501', ['wrong-scale']],
    ['cost.balance', '-999999999999999999999.999', []],
  ])('%s takes %s or says %j', (indicator, value, expected) => {
    expect([...new Set(codes(valued(indicator, value)))]).toEqual(expected);
  });

  test('text of more than 15 digits is taken exactly, where a JSON number would be rounded', () => {
    const text = '12345678901234567.125';
    expect(valued('cost.balance', text).cells['cost.balance']).toBe(text);
  });

  test('a ratio of nothing to nothing is taken, and one above one where the catalogue allows it', () => {
    const ratio = (indicator: string, numerator: number, denominator: number) =>
      codes(judge((cell) => (cell.indicator === indicator ? { indicator, numerator, denominator } : cell)));
    expect(ratio('share.on-time', 0, 0)).toEqual([]);
    expect(ratio('share.on-time', 2, 2)).toEqual([]);
    expect(ratio('share.on-time', 1, 0)).toEqual(['ratio-above-one']);
    expect(ratio('cost.average', 5, 1)).toEqual([]);
  });
});

describe('what a finding says', () => {
  const first = (verdict: ReturnType<typeof validateCells>) => verdict.findings[0];

  test.each([
    ['volume.received', -1, '0', '1000000'],
    ['load.peak', -1, '0', '∞'],
  ])('the range of %s', (indicator, value, min, max) => {
    expect(first(valued(indicator, value))?.details).toEqual({ value: String(value), min, max });
  });

  test('a range that is open below', () => {
    const indicators = catalogue.indicators.map((one) =>
      one.id === 'cost.balance' ? { ...one, max: '5' } : one,
    );
    const open = compileCatalogue({ ...catalogue, indicators }).datasets.get('yearly');
    if (open === undefined) throw new Error('no dataset');
    const { findings } = validateCells([{ indicator: 'cost.balance', value: 6 }], open);
    expect(findings[0]?.details).toEqual({ value: '6', min: '-∞', max: '5' });
  });

  test('digits and scale, the sender’s text cut at 60 characters, and where a cell stands already', () => {
    expect(first(valued('load.peak', '1.50100'))?.details).toEqual({
      value: '1.50100',
      digits: 3,
      indicator: 'load.peak',
      scale: 2,
    });
    expect(first(valued('load.peak', 'x'.repeat(100)))?.details).toEqual({ value: `${'x'.repeat(60)}…` });
    const twice = validateCells([...cellsOf('monthly', () => 1), { indicator: 'load.peak', value: 1 }], plan);
    expect(first(twice)?.details).toEqual({ first: '/cells/9' });
  });

  test('the allowed indicators, dimensions and values', () => {
    expect(
      first(judge((cell, index) => (index === 8 ? { ...cell, indicator: 'x' } : cell)))?.allowed,
    ).toEqual([...plan.indicators.keys()]);
    const dimensions = (given: Record<string, string>) =>
      judge((cell, index) => (index === 0 ? { ...cell, dimensions: given } : cell)).findings.map(
        ({ code, allowed }) => [code, allowed],
      );
    expect(dimensions({ kind: 'internal', channel: 'app', x: 'y' })).toEqual([
      ['unknown-dimension', ['channel', 'kind']],
    ]);
    expect(dimensions({ kind: 'x' })).toEqual([
      ['missing-dimension', ['app', 'desk']],
      ['unknown-dimension-value', ['internal', 'citizen']],
    ]);
  });
});

describe('what one fault hides, so that nobody is told of its consequences', () => {
  test('a cell without a form may be any: then none is said to be missing', () => {
    const cells = cellsOf('monthly', () => 1).slice(0, -1);
    const judged = validateCells(
      cells.map((cell, index) => (index === 0 ? unreadable : cell)),
      plan,
    );
    expect(codes(judged)).toEqual([]);
  });

  test('a cell with wrong dimensions may be any of its indicator: those of others are said to be missing', () => {
    const all = cellsOf('monthly', () => 1);
    const [faulty] = all;
    const last = plan.keys.at(-1) ?? '';
    const cells = all.slice(0, -1).map((cell, index) => (index === 0 ? { ...cell, dimensions: {} } : cell));
    const missing = validateCells(cells, plan).findings.filter(({ code }) => code === 'missing-cell');
    expect(last.startsWith(faulty?.indicator ?? '')).toBe(false);
    expect(missing.map(({ key }) => key)).toEqual([last]);
  });

  test('an indicator that is none hides nothing', () => {
    const cells = cellsOf('monthly', () => 1).map((cell, index) =>
      index === 0 ? { ...cell, indicator: 'x' } : cell,
    );
    const { findings } = validateCells(cells, plan);
    expect(findings.map(({ code, key }) => [code, key])).toEqual([
      ['unknown-indicator', 'x|channel=app|kind=internal'],
      ['missing-cell', plan.keys[0]],
    ]);
  });

  test('two cells without their dimensions are no duplicates of each other', () => {
    const verdict = judge((cell, index) => (index < 2 ? { ...cell, dimensions: {} } : cell));
    expect(codes(verdict)).toEqual(Array(4).fill('missing-dimension'));
  });

  test.each([
    ['of wrong scale', '1.5', ['wrong-scale']],
    ['out of range', 1_000_001, ['out-of-range']],
    ['that is no decimal', 'x', ['not-a-decimal']],
  ])('a value %s is not cross-checked', (_, value, expected) => {
    const verdict = judge((cell, index) => (index === 4 ? { ...cell, value } : cell));
    expect(codes(verdict)).toEqual(expected);
    expect(Object.keys(verdict.cells)).not.toContain(plan.keys[4]);
  });

  test('a check compares its own indicator only, not another whose name is as long', () => {
    const peak = catalogue.indicators.find(({ id }) => id === 'load.peak');
    if (peak === undefined) throw new Error('no indicator');
    const compiled = compileCatalogue({
      ...catalogue,
      indicators: [...catalogue.indicators, { ...peak, id: 'load.base' }],
      datasets: catalogue.datasets.map((dataset) => ({
        ...dataset,
        indicators: ['load.peak', 'load.base', 'cost.balance'],
        checks: [{ id: 'c', left: 'load.peak', operator: '<=' as const, right: 'cost.balance' }],
      })),
    });
    const other = compiled.datasets.get('quarterly');
    if (other === undefined) throw new Error('no dataset');
    const judged = (base: number, top: number) =>
      codes(
        validateCells(
          [
            { indicator: 'load.base', value: base },
            { indicator: 'load.peak', value: top },
            { indicator: 'cost.balance', value: 5 },
          ],
          other,
        ),
      );
    expect(judged(9, 5)).toEqual([]);
    expect(judged(1, 6)).toEqual(['cross-check-failed']);
  });
});
