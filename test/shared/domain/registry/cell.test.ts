import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CatalogueId } from '../../../../shared/contract/text.ts';
import {
  cellKey,
  compileCatalogue,
  indicatorOfKey,
  readCellKey,
} from '../../../../shared/domain/registry/cell.ts';
import { catalogue, compiled } from '../../../fixtures/catalogue.ts';
import { planFor } from '../../../fixtures/reports.ts';

const id = fc.stringMatching(/^[a-z][a-z0-9]{0,5}([.-][a-z0-9]{1,5}){0,2}$/);

describe('cell keys', () => {
  test('a key without dimensions is the indicator', () => {
    expect(cellKey('cost.balance', [])).toBe('cost.balance');
    expect(readCellKey('cost.balance')).toEqual({ indicator: 'cost.balance', dimensions: {} });
    expect(indicatorOfKey('cost.balance')).toBe('cost.balance');
  });

  test('reading is the inverse of writing, for every name that the catalogue takes', () => {
    fc.assert(
      fc.property(
        id,
        fc.uniqueArray(fc.tuple(id, id), { selector: ([name]) => name }),
        (indicator, pairs) => {
          expect(CatalogueId.safeParse(indicator).success).toBe(true);
          const key = cellKey(indicator, pairs);
          expect(readCellKey(key)).toEqual({ indicator, dimensions: Object.fromEntries(pairs) });
          expect(indicatorOfKey(key)).toBe(indicator);
          const back = readCellKey(key);
          expect(cellKey(back.indicator, Object.entries(back.dimensions))).toBe(key);
        },
      ),
    );
  });
});

describe('the plan of a dataset', () => {
  test('has every cell once: each indicator with every combination of its dimension values', () => {
    expect(planFor('monthly').keys).toEqual([
      'volume.received|channel=app|kind=internal',
      'volume.received|channel=app|kind=citizen',
      'volume.received|channel=desk|kind=internal',
      'volume.received|channel=desk|kind=citizen',
      'volume.completed|channel=app|kind=internal',
      'volume.completed|channel=app|kind=citizen',
      'volume.completed|channel=desk|kind=internal',
      'volume.completed|channel=desk|kind=citizen',
      'cost.balance',
      'load.peak',
      'data.freshest',
      'software.version',
      'share.on-time',
      'cost.average',
    ]);
  });

  test('bounds are those of the indicator; the parts of a ratio are counts whatever its bounds', () => {
    const bounds = (indicator: string) => {
      const plan = planFor('monthly').indicators.get(indicator);
      return [plan?.min, plan?.max];
    };
    expect(bounds('volume.received')).toEqual([
      { units: 0n, scale: 0 },
      { units: 1_000_000n, scale: 0 },
    ]);
    expect(bounds('cost.balance')).toEqual([null, null]);
    expect(bounds('share.on-time')).toEqual([{ units: 0n, scale: 0 }, null]);
  });

  test('all indicators and datasets can be looked up', () => {
    expect(compiled.indicators.size).toBe(catalogue.indicators.length);
    expect([...compiled.datasets.keys()]).toEqual(catalogue.datasets.map(({ id }) => id));
    expect(compiled.catalogue).toBe(catalogue);
  });

  test.each([
    ['indicator', { ...catalogue, indicators: catalogue.indicators.slice(1) }, 'volume.received'],
    ['dimension', { ...catalogue, dimensions: [] }, 'channel'],
  ])('a catalogue that refers to an %s it does not have is refused by name', (_, broken, name) => {
    expect(() => compileCatalogue(broken)).toThrow(`"${name}"`);
  });
});
