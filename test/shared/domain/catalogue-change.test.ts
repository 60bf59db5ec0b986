import { expect, test } from 'vitest';
import { fixedFieldsChanged } from '../../../shared/domain/catalogue-change.ts';
import { catalogue } from '../../fixtures/catalogue.ts';

const [first, ...others] = catalogue.datasets;
if (first === undefined) throw new Error('the catalogue of the tests has no dataset');

test('the same catalogue, and one with another dataset, change nothing that was received', () => {
  expect(fixedFieldsChanged(catalogue, catalogue)).toEqual([]);
  expect(fixedFieldsChanged({ ...catalogue, datasets: others }, catalogue)).toEqual([]);
});

test.each([
  ['shards', 64],
  ['buckets', ['day', 'hour', 'minute']],
  ['kind', first.kind === 'event' ? 'report' : 'event'],
  ['periodKind', first.periodKind === 'month' ? 'year' : 'month'],
] as const)('another value of %s is refused by name', (field, value) => {
  const after = { ...catalogue, datasets: [{ ...first, [field]: value }, ...others] };
  expect(fixedFieldsChanged(catalogue, after as typeof catalogue)).toEqual([
    expect.stringContaining(`dataset ${first.id}: ${field} was`),
  ]);
});
