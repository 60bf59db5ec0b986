import { expect, test } from 'vitest';
import shipped from '../../../../seed/catalogue.json' with { type: 'json' };
import { Catalogue, type Indicator } from '../../../../shared/contract/registry.ts';
import { catalogueOfDescriptions } from '../../../../shared/domain/registry/catalogue-of-descriptions.ts';
import { catalogueFaults } from '../../../../shared/domain/registry/catalogue-rules.ts';
import { compileCatalogue } from '../../../../shared/domain/registry/cell.ts';
import { describeDataset } from '../../../../shared/domain/registry/describe-dataset.ts';
import { catalogue as fixture } from '../../../fixtures/catalogue.ts';

test.each([
  ['the shipped one', Catalogue.parse(shipped)],
  ['that of the fixtures', fixture],
])('a catalogue that is put together from what is served judges as before: %s', (_, catalogue) => {
  const before = compileCatalogue(catalogue);
  const described = [...before.datasets.values()].map((plan) => describeDataset(plan, before, [], 1));
  const again = catalogueOfDescriptions(described);
  expect(catalogueFaults(again)).toEqual([]);
  const inOrder = (one: Indicator): Indicator => ({ ...one, dimensions: [...one.dimensions].sort() });
  const plans = [...before.datasets.values()].map((plan) => ({
    ...plan,
    dataset: { ...plan.dataset, shards: 1 },
    indicators: new Map(
      [...plan.indicators].map(([id, one]) => [id, { ...one, indicator: inOrder(one.indicator) }]),
    ),
  }));
  expect([...compileCatalogue(again).datasets.values()]).toEqual(plans);
  const used = new Set(catalogue.datasets.flatMap(({ indicators }) => indicators));
  expect(again.indicators.map(({ id }) => id).sort()).toEqual([...used].sort());
});
