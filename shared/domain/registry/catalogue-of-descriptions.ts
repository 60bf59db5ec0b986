/** The catalogue put together again from its datasets as they are served: `describeDataset`, backwards. */
import type { DatasetDescription } from '../../contract/registry/catalogue-answers.ts';
import type { Catalogue, Dataset, Indicator } from '../../contract/registry.ts';
import { localized } from '../language/localized.ts';
import { indicatorOfKey } from './cell.ts';

/**
 * What judges by it finds what judges by the hub's finds. Into how many shards events go is not served, and is no matter of a verdict;
 * so are indicators of no dataset, which are refused in either.
 */
export function catalogueOfDescriptions(datasets: readonly DatasetDescription[]): Catalogue {
  const all = datasets.flatMap(({ indicators }) => indicators);
  return {
    notice: datasets[0]?.notice ?? localized('', ''),
    units: once(all.map(({ unit }) => unit)),
    dimensions: once(datasets.flatMap(({ codeLists }) => codeLists)),
    indicators: once(all.map(indicatorOf)),
    datasets: datasets.map(datasetOf),
  };
}

const once = <T extends { readonly id: string }>(things: readonly T[]): T[] => [
  ...new Map(things.map((one) => [one.id, one])).values(),
];

function indicatorOf({
  group,
  unit,
  fields,
  isShare,
  ...same
}: DatasetDescription['indicators'][number]): Indicator {
  const [field] = fields;
  const min = field?.min ?? null;
  // The most of a ratio is of its quotient, and is served as what it comes to.
  const max = same.fold === 'ratio' ? (isShare ? '1' : null) : (field?.max ?? null);
  return { ...same, group: group.id, unit: unit.id, min, max };
}

function datasetOf(description: DatasetDescription): Dataset {
  const { id, names, category, kind, periodKind, buckets, provenance, indicators, checks } = description;
  return {
    ...{ id, names, category, kind, periodKind, buckets, shards: 1 },
    indicators: indicators.map((one) => one.id),
    checks: checks.flatMap(({ id: check, operator, pairs: [pair] }) =>
      pair === undefined
        ? []
        : { id: check, operator, left: indicatorOfKey(pair.left), right: indicatorOfKey(pair.right) },
    ),
    ...(provenance !== null && { provenance }),
  };
}
