/** The fold over time. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rulesOfCatalogue } from '../../../../shared/domain/registry/cell.ts';
import { foldPeriods } from '../../../../shared/domain/totals/fold-periods.ts';
import { reporter, unionOf } from '../../../../shared/domain/totals/reporters.ts';
import { emptyNode, type NodeContent } from '../../../../shared/domain/totals/total.ts';
import { compiled } from '../../../fixtures/catalogue.ts';
import { RECEIVED } from '../../../fixtures/events.ts';
import { some } from '../../../fixtures/numbers.ts';

const rulesOf = rulesOfCatalogue(compiled);
const month = (cells: NodeContent['cells'], reporters = some(1)): NodeContent => ({
  ...emptyNode,
  cells,
  reporters,
});
const folded = (...cells: NodeContent['cells'][]) =>
  foldPeriods(
    cells.map((one) => month(one)),
    rulesOf,
  ).cells;

describe('the fold over time', () => {
  test.each<[string, string, NodeContent['cells'][string][], NodeContent['cells'][string] | undefined]>([
    ['a flow is the sum', RECEIVED, ['1', '2', '4'], '7'],
    ['a stock is that of the last month', 'cost.balance', ['5', '9', '-1.5'], '-1.5'],
    ['a peak is the highest', 'load.peak', ['9', '10.25', '-11'], '10.25'],
    ['a low is the lowest', 'data.freshest', ['9', '10', '-11'], '-11'],
    [
      'a ratio is of the sums of its parts',
      'share.on-time',
      [
        ['1', '2'],
        ['1', '4'],
      ],
      ['2', '6'],
    ],
    [
      'a state is the last one, whatever its own window',
      'software.version',
      [
        ['2', '2026-10-14', 'H49.z'],
        ['1', '2026-09-01', 'H26.a'],
      ],
      ['1', '2026-09-01', 'H26.a'],
    ],
    [
      'what does not fold over time is left out',
      'cost.average',
      [
        ['1', '2'],
        ['1', '4'],
      ],
      undefined,
    ],
  ])('%s', (_, key, values, expected) => {
    expect(folded(...values.map((value) => ({ [key]: value })))[key]).toEqual(expected);
  });

  test('a month without the cell changes no flow', () => {
    expect(folded({ [RECEIVED]: '1' }, {}, {})).toEqual({ [RECEIVED]: '1' });
  });

  test('a stock is of the last month or of none: who has reported none for it has none, whatever it had before', () => {
    expect(folded({ 'cost.balance': '5', [RECEIVED]: '1' }, {}, {})).toEqual({ [RECEIVED]: '1' });
    const before = month({ 'cost.balance': '5', [RECEIVED]: '1' });
    expect(foldPeriods([before, before, null], rulesOf).cells).toEqual({ [RECEIVED]: '2' });
  });

  test('of no periods is empty, and the newest receipt is of all', () => {
    expect(foldPeriods([], rulesOf)).toEqual(emptyNode);
    expect(foldPeriods([null, null], rulesOf)).toEqual(emptyNode);
    const [later, earlier] = ['2026-10-15T00:00:00.000Z', '2026-09-15T00:00:00.000Z'];
    const months = [later, earlier, null].map((newestReceivedAt) => ({ ...month({}), newestReceivedAt }));
    expect(foldPeriods(months, rulesOf).newestReceivedAt).toBe(later);
  });

  test('reporters are the systems of all months, each once; of a cell those that have it, of a stock those of the last', () => {
    const [a, b, c] = [0, 1, 2].map(reporter) as [string, string, string];
    const both = { [RECEIVED]: '1', 'cost.balance': '1' };
    const months = [
      month(both, a),
      { ...month(both, unionOf([a, b])), cellReporters: { [RECEIVED]: b } },
      month({ ...both, 'load.peak': '1' }, c),
    ];
    const { reporters, cellReporters } = foldPeriods(months, rulesOf);
    expect([reporters, cellReporters]).toEqual([unionOf([a, b, c]), { 'cost.balance': c, 'load.peak': c }]);
  });

  test('flows of months into quarters into a year are those of months into the year', () => {
    const values = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 12, maxLength: 12 });
    const keys = [RECEIVED, 'cost.balance', 'load.peak', 'data.freshest'];
    fc.assert(
      fc.property(values, (twelve) => {
        const months = twelve.map((value) =>
          month(Object.fromEntries(keys.map((key) => [key, String(value)]))),
        );
        const quarters = [0, 3, 6, 9].map((at) => foldPeriods(months.slice(at, at + 3), rulesOf));
        expect(foldPeriods(quarters, rulesOf)).toEqual(foldPeriods(months, rulesOf));
      }),
    );
  });

  test('cells come in the order of their keys', () => {
    const keys = Object.keys(
      folded({ 'software.version': ['1', 'a', 'b'], 'cost.balance': '1', [RECEIVED]: '1' }),
    );
    expect(keys).toEqual([...keys].sort());
  });
});
