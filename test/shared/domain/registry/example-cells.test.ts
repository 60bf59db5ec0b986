import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCatalogue } from '../../../../shared/domain/registry/cell.ts';
import { exampleCells } from '../../../../shared/domain/registry/example-cells.ts';
import { validateCells } from '../../../../shared/domain/submissions/validate-cells.ts';
import { catalogue } from '../../../fixtures/catalogue.ts';

const [first] = catalogue.datasets;

/** Least values of the indicators in turn, in thousandths, and the digits that each takes. */
const indicators = fc.array(
  fc.record({ least: fc.integer({ min: -5000, max: 5000 }), scale: fc.nat({ max: 3 }) }),
  {
    minLength: 2,
    maxLength: 6,
  },
);

test('cells of any ranges without an upper end, and any row of checks, are right', () => {
  const law = fc.property(indicators, fc.boolean(), (those, isSplit) => {
    const made = those.map(({ least, scale }, index) => ({
      ...catalogue.indicators[0],
      id: `made.n${index}`,
      scale,
      min: String(Math.ceil(least / 10 ** (3 - scale)) / 10 ** scale),
      max: null,
      dimensions: isSplit ? ['kind'] : [],
    }));
    const checks = made.slice(1).map(({ id }, index) => ({
      id: `c${index}`,
      left: made[index]?.id ?? '',
      operator: '<=' as const,
      right: id,
    }));
    const compiled = compileCatalogue({
      ...catalogue,
      indicators: made as typeof catalogue.indicators,
      datasets: [
        { ...first, indicators: made.map(({ id }) => id), checks } as (typeof catalogue.datasets)[number],
      ],
    });
    const plan = [...compiled.datasets.values()][0];
    if (plan === undefined) throw new Error('no plan');
    const cells = exampleCells(plan);
    expect(cells.length).toBe(plan.keys.length);
    expect(validateCells(cells, plan).findings).toEqual([]);
  });
  expect(() => fc.assert(law)).not.toThrow();
});

test('two sides that have to be equal are as large as the larger', () => {
  const [received, completed] = ['volume.received', 'volume.completed'];
  const compiled = compileCatalogue({
    ...catalogue,
    indicators: catalogue.indicators.map((one) => (one.id === completed ? { ...one, min: '7' } : one)),
    datasets: catalogue.datasets.map((one) =>
      one.id === 'monthly'
        ? { ...one, checks: [{ id: 'same', left: received ?? '', operator: '=', right: completed ?? '' }] }
        : one,
    ),
  });
  const plan = compiled.datasets.get('monthly');
  const cells = plan === undefined ? [] : exampleCells(plan);
  const values = cells.filter(({ indicator }) => indicator === received).map(({ value }) => value);
  expect(values).toEqual(['7', '7', '7', '7']);
});
