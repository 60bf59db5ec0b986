/** What a new catalogue must leave as it is: the ledger's keys are made from it (DESIGN §2). */
import type { Catalogue, Dataset } from '../contract/registry.ts';

/** With one of these changed, a retry would land beside its first attempt, and entries that are there be passed over. */
const fixed = ['kind', 'periodKind', 'buckets', 'shards'] as const satisfies readonly (keyof Dataset)[];

/** A line for each dataset and field that was there and differs; a dataset that is new may be anything. */
export function fixedFieldsChanged(before: Catalogue, after: Catalogue): string[] {
  const known = new Map(before.datasets.map((dataset) => [dataset.id, dataset]));
  return after.datasets.flatMap((dataset) => {
    const old = known.get(dataset.id);
    if (old === undefined) return [];
    return fixed
      .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(dataset[field]))
      .map(
        (field) =>
          `dataset ${dataset.id}: ${field} was ${JSON.stringify(old[field])} and is ${JSON.stringify(dataset[field])}; what was received lies by it, so give the new form an id of its own`,
      );
  });
}
