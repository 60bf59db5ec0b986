import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TotalNode } from '../../../../shared/contract/totals.ts';
import { indicatorOfKey, readCellKey } from '../../../../shared/domain/registry/cell.ts';
import { renderTotal } from '../../../../shared/domain/totals/render-total.ts';
import { reporter, unionOf } from '../../../../shared/domain/totals/reporters.ts';
import type { CellTotal, NodeContent } from '../../../../shared/domain/totals/total.ts';
import { compiled, foldOf } from '../../../fixtures/catalogue.ts';
import { some } from '../../../fixtures/numbers.ts';
import { planFor } from '../../../fixtures/reports.ts';

const content = (cells: NodeContent['cells']): NodeContent => ({
  cells,
  reporters: some(1),
  newestReceivedAt: null,
});
const render = (cells: NodeContent['cells']) => renderTotal('VN', null, content(cells), compiled);
const received = (kind: string, channel: string) => `volume.received|channel=${channel}|kind=${kind}`;

describe('a total as it is answered', () => {
  test('has its cells with their dimensions, and subtotals over each dimension and over both', () => {
    const { cells, subtotals } = render({
      [received('citizen', 'app')]: '1',
      [received('citizen', 'desk')]: '2',
      [received('internal', 'app')]: '4',
      [received('internal', 'desk')]: '8.5',
      'cost.balance': '7',
    });
    expect(cells[0]).toEqual({
      indicator: 'volume.received',
      dimensions: { channel: 'app', kind: 'citizen' },
      value: '1',
    });
    const found = subtotals.map(({ indicator, dimensions, value }) => [
      indicator,
      JSON.stringify(dimensions),
      value,
    ]);
    expect(found).toEqual([
      ['volume.received', '{}', '15.5'],
      ['volume.received', '{"channel":"app"}', '5'],
      ['volume.received', '{"channel":"desk"}', '10.5'],
      ['volume.received', '{"kind":"citizen"}', '3'],
      ['volume.received', '{"kind":"internal"}', '12.5'],
    ]);
  });

  test('of cells without dimensions has no subtotals', () => {
    expect(render({ 'cost.balance': '7', 'share.on-time': ['1', '3'] }).subtotals).toEqual([]);
  });

  test('a ratio comes as its quotient to six digits beside its parts; of nothing it is null', () => {
    expect(render({ 'share.on-time': ['2', '3'], 'cost.average': ['1.5', '0'] }).cells).toEqual([
      { indicator: 'share.on-time', dimensions: {}, value: '0.666667', numerator: '2', denominator: '3' },
      { indicator: 'cost.average', dimensions: {}, value: null, numerator: '1.5', denominator: '0' },
    ]);
  });

  test('a latest comes without its window', () => {
    expect(render({ 'software.version': ['2.1', '2026-10-14', 'H26.dvc'] }).cells).toEqual([
      { indicator: 'software.version', dimensions: {}, value: '2.1' },
    ]);
  });

  test('a figure says how many have it where not all that are in the total do, a subtotal too', () => {
    const [a, b, c] = [0, 1, 2].map(reporter) as [string, string, string];
    const all = unionOf([a, b, c]);
    const given: NodeContent = {
      ...content({
        [received('citizen', 'app')]: '1',
        [received('internal', 'app')]: '2',
        'cost.balance': '3',
      }),
      reporters: all,
      cellReporters: { [received('citizen', 'app')]: a, [received('internal', 'app')]: unionOf([a, b]) },
    };
    const { reporters, cells, subtotals } = renderTotal('VN', null, given, compiled);
    expect(reporters).toBe(3);
    expect(cells.map((cell) => cell.reporters)).toEqual([1, 2, undefined]);
    expect(subtotals.map((cell) => [Object.values(cell.dimensions).join(), cell.reporters])).toEqual([
      ['', 2],
      ['app', 2],
      ['citizen', 1],
      ['internal', 2],
    ]);
    const noRoom = renderTotal('VN', null, { ...given, cellReporters: null }, compiled);
    expect([...noRoom.cells, ...noRoom.subtotals].map((cell) => cell.reporters)).toEqual(Array(7).fill(null));
  });

  test('subtotals are the sums of the cells that fit them, made without the fold', () => {
    const keys = planFor('monthly').keys.filter((key) => indicatorOfKey(key).startsWith('volume.'));
    const cells = fc
      .array(fc.tuple(fc.constantFrom(...keys), fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })), {
        maxLength: 12,
      })
      .map((pairs) => Object.fromEntries(pairs.map(([key, value]) => [key, String(value)])));
    fc.assert(
      fc.property(cells, (given) => {
        const answer = render(given);
        expect(TotalNode.safeParse(answer).success).toBe(true);
        for (const { indicator, dimensions, value } of answer.subtotals) {
          const fitting = Object.entries(given).filter(([key]) => {
            const place = readCellKey(key);
            const isPart = Object.entries(dimensions).every(([id, one]) => place.dimensions[id] === one);
            return place.indicator === indicator && isPart;
          });
          expect(value).toBe(String(fitting.reduce((sum, [, one]) => sum + BigInt(one), 0n)));
          expect(Object.keys(dimensions).length).toBeLessThan(2);
        }
        const wanted = new Set(
          Object.keys(given).flatMap((key) => {
            const { indicator, dimensions } = readCellKey(key);
            return [indicator, ...Object.entries(dimensions).map(([id, one]) => `${indicator}|${id}=${one}`)];
          }),
        );
        expect(answer.subtotals).toHaveLength(wanted.size);
      }),
    );
  });

  test('subtotals fold as their indicator does', () => {
    const dimensions = ['kind'];
    const shaped = new Map(
      [...compiled.indicators].map(([id, indicator]) => [id, { ...indicator, dimensions }] as const),
    );
    const of = (id: string, ...values: CellTotal[]) => {
      const cells = Object.fromEntries(values.map((value, index) => [`${id}|kind=k${index}`, value]));
      const [subtotal] = renderTotal('VN', null, content(cells), {
        ...compiled,
        indicators: shaped,
      }).subtotals;
      return subtotal;
    };
    expect(foldOf('load.peak')).toBe('max');
    expect(of('load.peak', '2', '10')).toMatchObject({ value: '10' });
    expect(of('data.freshest', '2', '10')).toMatchObject({ value: '2' });
    expect(of('share.on-time', ['1', '2'], ['1', '6'])).toMatchObject({
      value: '0.25',
      numerator: '2',
      denominator: '8',
    });
    // Of two kinds neither is the later.
    expect(of('software.version', ['1', '2026-10-14', 'a'], ['2', '2026-10-13', 'b'])).toBeUndefined();
  });
});
