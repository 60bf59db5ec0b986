import { describe, expect, test } from 'vitest';
import type { Catalogue, Dataset, Indicator } from '../../../../shared/contract/registry.ts';
import { meaningChanged } from '../../../../shared/domain/registry/catalogue-change.ts';
import { catalogueFaults } from '../../../../shared/domain/registry/catalogue-rules.ts';
import { catalogue } from '../../../fixtures/catalogue.ts';
import { faultText } from '../../../fixtures/fault-text.ts';

const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new Error('the catalogue of the tests is empty');
  return found;
};
const indexOf = (id: string) => catalogue.indicators.findIndex((one) => one.id === id);
const texts = (changes: Partial<Catalogue>) =>
  meaningChanged(catalogue, { ...catalogue, ...changes }).map(
    (found) => `/${found.path.join('/')} ${faultText(found)}`,
  );
const withIndicator = (id: string, changes: Partial<Indicator>) => ({
  indicators: catalogue.indicators.map((one) => (one.id === id ? { ...one, ...changes } : one)),
});
const withDataset = (index: number, changes: Partial<Dataset>) => ({
  datasets: catalogue.datasets.map((one, place) => (place === index ? { ...one, ...changes } : one)),
});
const values = (dimension: number) => at(catalogue.dimensions, dimension).values;
const withValues = (of: readonly { id: string; names: { vi: string; en: string } }[]) => ({
  dimensions: catalogue.dimensions.map((one, index) => (index === 0 ? { ...one, values: [...of] } : one)),
});

describe('what was received keeps its place', () => {
  const first = at(catalogue.datasets, 0);
  test.each([
    ['shards', 64],
    ['buckets', ['day', 'hour', 'minute']],
    ['kind', first.kind === 'event' ? 'report' : 'event'],
    ['periodKind', first.periodKind === 'month' ? 'year' : 'month'],
  ] as const)('another value of %s is refused by name', (field, value) => {
    expect(texts(withDataset(0, { [field]: value }))).toEqual([
      `/datasets/0/${field} another ${field} of dataset ${first.id}: ${JSON.stringify(value)}; allowed: ${JSON.stringify(first[field])} as before, as what was received lies by it; the new form has an id of its own`,
    ]);
  });

  test('a dataset stays', () => {
    expect(texts({ datasets: catalogue.datasets.slice(1) })).toEqual([
      `/datasets dataset ${first.id} is missing: nothing; allowed: all that were there: what was received is read by them`,
    ]);
  });
});

describe('and its meaning', () => {
  test.each<[keyof Indicator, Partial<Indicator>]>([
    ['fold', { fold: 'max' }],
    ['unit', { unit: 'other' }],
    ['dimensions', { dimensions: ['kind'] }],
    ['dimensions', { dimensions: [] }],
  ])('another %s of an indicator is refused by name', (field, changes) => {
    const index = indexOf('volume.received');
    const old = at(catalogue.indicators, index);
    expect(texts(withIndicator(old.id, changes))).toEqual([
      `/indicators/${index}/${field} another ${field} of indicator volume.received: ${JSON.stringify(changes[field])}; allowed: ${JSON.stringify(old[field])} as before; what means something else has an id of its own`,
    ]);
  });

  test('a coarser scale would lose digits, a finer one loses none', () => {
    const index = indexOf('cost.balance');
    const { scale } = at(catalogue.indicators, index);
    expect(texts(withIndicator('cost.balance', { scale: scale + 1 }))).toEqual([]);
    expect(texts(withIndicator('cost.balance', { scale: scale - 1 }))).toEqual([
      `/indicators/${index}/scale a coarser scale of indicator cost.balance: ${scale - 1}; allowed: at least ${scale}: values with so many digits were taken`,
    ]);
  });

  test('an indicator stays, if need be retired', () => {
    expect(texts({ indicators: catalogue.indicators.filter(({ id }) => id !== 'load.peak') })).toEqual([
      '/indicators indicator load.peak is missing: nothing; allowed: all that were there; one that is no longer asked for leaves the lists of the datasets and stays here with "retired": true',
    ]);
    const indicators = at(catalogue.datasets, 0).indicators.filter((id) => id !== 'load.peak');
    expect(
      texts({ ...withDataset(0, { indicators }), ...withIndicator('load.peak', { retired: true }) }),
    ).toEqual([]);
  });

  test('dimensions and their values stay; values may be added', () => {
    const kept = 'all that were there: cells are named by them';
    expect(texts({ dimensions: catalogue.dimensions.slice(1) })).toEqual([
      `/dimensions dimension kind is missing: nothing; allowed: ${kept}`,
    ]);
    expect(texts(withValues(values(0).slice(1)))).toEqual([
      `/dimensions/0/values value of dimension kind, internal is missing: nothing; allowed: ${kept}`,
    ]);
    const added = { id: 'agency', names: { vi: 'agency', en: 'agency' } };
    expect(texts(withValues([added, ...values(0)]))).toEqual([]);
  });
});

test.each<[string, Partial<Catalogue>]>([
  ['the same catalogue', {}],
  ['other names and another group', withIndicator('volume.received', { group: 'usage' })],
  ['another range', withIndicator('volume.received', { min: '1', max: '5' })],
  ['dimensions in another order', withIndicator('volume.received', { dimensions: ['channel', 'kind'] })],
  ['another check', withDataset(0, { checks: [] })],
  ['another order of all', { indicators: catalogue.indicators.toReversed() }],
])('%s changes nothing that was received', (_, changes) => {
  expect(texts(changes)).toEqual([]);
});

test('what is new may be anything', () => {
  const before = { ...catalogue, datasets: catalogue.datasets.slice(1) };
  expect(meaningChanged(before, catalogue)).toEqual([]);
});

test('a retired indicator stays without a dataset, and in none', () => {
  const { indicators } = withIndicator('load.peak', { retired: true });
  const faults = (datasets: Dataset[]) =>
    catalogueFaults({ ...catalogue, indicators, datasets }).map(
      (found) => `/${found.path.join('/')} ${faultText(found)}`,
    );
  const asking = catalogue.datasets.map((one) => one.indicators.includes('load.peak'));
  expect(faults(catalogue.datasets.filter((_, index) => !asking[index]))).not.toContainEqual(
    expect.stringContaining('load.peak'),
  );
  expect(faults(catalogue.datasets).filter((text) => text.includes('a retired indicator'))).toHaveLength(
    asking.filter(Boolean).length,
  );
});
