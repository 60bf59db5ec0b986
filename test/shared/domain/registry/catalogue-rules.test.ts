import { describe, expect, test } from 'vitest';
import {
  type Catalogue,
  type Dataset,
  folds,
  foldsOverTime,
  type Indicator,
} from '../../../../shared/contract/registry.ts';
import { catalogueFaults } from '../../../../shared/domain/registry/catalogue-rules.ts';
import { faultText } from '../../../fixtures/fault-text.ts';

const names = { vi: 'Tên', en: 'Name' };
const coded = (id: string) => ({ id, names });
const indicator = (id: string, changes: Partial<Indicator> = {}): Indicator => ({
  id,
  group: 'volume',
  names,
  unit: 'piece',
  scale: 0,
  fold: 'sum',
  overTime: changes.fold === 'evidence' ? 'none' : (changes.fold ?? 'sum'),
  dimensions: [],
  min: changes.fold === 'evidence' ? null : '0',
  max: null,
  ...changes,
});
type Check = Dataset['checks'][number];
const check = (left: string, right: string, id = 'a-within-b'): Check => ({
  id,
  left,
  operator: '<=',
  right,
});
const dataset = (changes: Partial<Dataset> = {}): Dataset => ({
  id: 'monthly',
  names,
  category: 'b',
  kind: 'report',
  buckets: [],
  shards: 1,
  periodKind: 'month',
  indicators: ['a', 'b'],
  checks: [check('a', 'b')],
  ...changes,
});
const catalogue = (changes: Partial<Catalogue> = {}): Catalogue => ({
  notice: names,
  units: [coded('piece')],
  dimensions: [],
  indicators: [indicator('a'), indicator('b')],
  datasets: [dataset()],
  ...changes,
});
const kind = { ...coded('kind'), values: [coded('citizen')] };
const channel = { ...coded('channel'), values: [coded('app')] };
const texts = (changes: Partial<Catalogue>): string[] =>
  catalogueFaults(catalogue(changes)).map((found) => `/${found.path.join('/')} ${faultText(found)}`);

const overTimeOf: Record<Indicator['fold'], Indicator['overTime'][]> = {
  sum: ['sum', 'latest', 'none'],
  min: ['min', 'latest', 'none'],
  max: ['max', 'latest', 'none'],
  latest: ['latest', 'none'],
  ratio: ['ratio', 'latest', 'none'],
  evidence: ['none'],
};
const pairs = folds.flatMap((fold) => foldsOverTime.map((overTime) => [fold, overTime] as const));
const foldedBy = (fold: Indicator['fold'], overTime: Indicator['overTime']): Partial<Catalogue> => ({
  indicators: [indicator('a', { fold, overTime }), indicator('b')],
  datasets: [dataset({ checks: [] })],
});

describe('a catalogue without faults', () => {
  test.each<[string, Partial<Catalogue>]>([
    ['is plain', {}],
    ['has min equal to max', { indicators: [indicator('a', { min: '5', max: '5' }), indicator('b')] }],
    [
      'has bounds as fine as the scale',
      { indicators: [indicator('a', { scale: 1, min: '0.5' }), indicator('b')] },
    ],
    [
      'names dimensions in another order on the two sides of a check',
      {
        dimensions: [kind, channel],
        indicators: [
          indicator('a', { dimensions: ['kind', 'channel'] }),
          indicator('b', { dimensions: ['channel', 'kind'] }),
        ],
      },
    ],
    [
      'has ratios, of parts and of others',
      {
        indicators: [
          indicator('a', { fold: 'ratio', min: '0', max: '1' }),
          indicator('b', { fold: 'ratio', min: null, max: null }),
        ],
        datasets: [dataset({ checks: [] })],
      },
    ],
    [
      'has events by day, by hour, by minute, and by some of them',
      {
        datasets: [
          dataset(),
          dataset({ id: 'day', kind: 'event', buckets: ['day'] }),
          dataset({ id: 'hour', kind: 'event', buckets: ['hour'], shards: 4 }),
          dataset({ id: 'day-minute', kind: 'event', buckets: ['day', 'minute'] }),
          dataset({ id: 'all', kind: 'event', buckets: ['day', 'hour', 'minute'], shards: 16 }),
        ],
      },
    ],
    ...pairs
      .filter(([fold, overTime]) => overTimeOf[fold].includes(overTime))
      .map(([fold, overTime]): [string, Partial<Catalogue>] => [
        `folds a ${fold} over time by ${overTime}`,
        foldedBy(fold, overTime),
      ]),
  ])('%s', (_, changes) => {
    expect(texts(changes)).toEqual([]);
  });
});

describe('a fault in a catalogue is named', () => {
  test.each<[string, Partial<Catalogue>, string[]]>([
    [
      'duplicate unit',
      { units: [coded('piece'), coded('piece')] },
      ['/units/1/id duplicate unit: "piece"; allowed: one entry for each unit'],
    ],
    [
      'duplicate dimension and value',
      {
        dimensions: [kind, { ...kind, values: [coded('citizen'), coded('citizen')] }],
        indicators: [indicator('a', { dimensions: ['kind'] }), indicator('b', { dimensions: ['kind'] })],
      },
      [
        '/dimensions/1/id duplicate dimension: "kind"; allowed: one entry for each dimension',
        '/dimensions/1/values/1/id duplicate value: "citizen"; allowed: one entry for each value',
      ],
    ],
    [
      'duplicate indicator, dataset, check and member',
      {
        indicators: [indicator('a'), indicator('b'), indicator('b')],
        datasets: [
          dataset(),
          dataset({ indicators: ['a', 'b', 'a'], checks: [check('a', 'b'), check('b', 'a')] }),
        ],
      },
      [
        '/indicators/2/id duplicate indicator: "b"; allowed: one entry for each indicator',
        '/datasets/1/id duplicate dataset: "monthly"; allowed: one entry for each dataset',
        '/datasets/1/indicators/2 duplicate indicator: "a"; allowed: one entry for each indicator',
        '/datasets/1/checks/1/id duplicate check: "a-within-b"; allowed: one entry for each check',
      ],
    ],
    [
      'unused unit, dimension and indicator',
      {
        units: [coded('piece'), coded('gram')],
        dimensions: [kind],
        indicators: [indicator('a'), indicator('b'), indicator('c')],
      },
      [
        '/units/1/id unused: "gram"; allowed: what some indicator refers to',
        '/dimensions/0/id unused: "kind"; allowed: what some indicator refers to',
        '/indicators/2/id unused: "c"; allowed: what some dataset refers to',
      ],
    ],
    [
      'unknown unit and dimension',
      {
        indicators: [indicator('a', { unit: 'gram', dimensions: ['kind', 'kind'] }), indicator('b')],
        datasets: [dataset({ checks: [] })],
      },
      [
        '/indicators/0/dimensions/1 duplicate dimension: "kind"; allowed: one entry for each dimension',
        '/indicators/0/unit unknown unit: "gram"; allowed: "piece"',
        '/indicators/0/dimensions/0 unknown dimension: "kind"; allowed: none',
        '/indicators/0/dimensions/1 unknown dimension: "kind"; allowed: none',
      ],
    ],
    [
      'min above max',
      { indicators: [indicator('a', { min: '10', max: '9' }), indicator('b')] },
      ['/indicators/0/min above max 9: "10"; allowed: up to 9'],
    ],
    [
      'bounds finer than the scale',
      { indicators: [indicator('a', { scale: 1, min: '0.25', max: '1.75' }), indicator('b')] },
      [
        '/indicators/0/min finer than the scale of a: "0.25"; allowed: at most 1 digits after the point',
        '/indicators/0/max finer than the scale of a: "1.75"; allowed: at most 1 digits after the point',
      ],
    ],
    [
      'bounds that a ratio cannot have',
      {
        indicators: [indicator('a', { fold: 'ratio', min: '0.5', max: '2' }), indicator('b')],
        datasets: [dataset({ checks: [] })],
      },
      [
        '/indicators/0/min a bound that the ratio a cannot have: "0.5"; allowed: "0" or null',
        '/indicators/0/max a bound that the ratio a cannot have: "2"; allowed: "1" or null',
      ],
    ],
    [
      'unknown indicator in a dataset',
      { datasets: [dataset({ indicators: ['a', 'b', 'c'] })] },
      ['/datasets/0/indicators/2 unknown indicator: "c"; allowed: "a", "b"'],
    ],
    [
      'a check of something that is not in the dataset',
      { datasets: [dataset({ indicators: ['a'] }), dataset({ id: 'other', checks: [] })] },
      ['/datasets/0/checks/0/right not an indicator of dataset monthly: "b"; allowed: "a"'],
    ],
    [
      'a check of a ratio',
      { indicators: [indicator('a', { fold: 'ratio' }), indicator('b')] },
      ['/datasets/0/checks/0/left a ratio cannot be checked: "a"; allowed: an indicator of another fold'],
    ],
    [
      'evidence with what only figures have, in a check and in increments',
      {
        dimensions: [kind],
        indicators: [
          indicator('a', { fold: 'evidence', scale: 1, min: '0', max: '1', dimensions: ['kind'] }),
          indicator('b', { dimensions: ['kind'] }),
        ],
        datasets: [dataset(), dataset({ id: 'day', kind: 'event', buckets: ['day'], checks: [] })],
      },
      [
        '/indicators/0/min a bound that the evidence a cannot have: "0"; allowed: null',
        '/indicators/0/max a bound that the evidence a cannot have: "1"; allowed: null',
        '/indicators/0/scale digits of the evidence a: 1; allowed: 0',
        '/indicators/0/dimensions dimensions of the evidence a: ["kind"]; allowed: none',
        '/datasets/0/checks/0/left evidence cannot be checked: "a"; allowed: an indicator of another fold',
        '/datasets/1/indicators/0 evidence in increments: "a"; allowed: an indicator of another fold',
      ],
    ],
    [
      'a check across dimensions',
      { dimensions: [kind], indicators: [indicator('a', { dimensions: ['kind'] }), indicator('b')] },
      [
        '/datasets/0/checks/0/right other dimensions than a: "b"; allowed: an indicator with the dimensions [kind]',
      ],
    ],
    [
      'a check with itself',
      { datasets: [dataset({ checks: [check('a', 'a')] })] },
      ['/datasets/0/checks/0/right compared with itself: "a"; allowed: another indicator'],
    ],
    [
      'buckets and shards of reports',
      { datasets: [dataset({ buckets: ['day', 'hour'], shards: 4 })] },
      [
        '/datasets/0/buckets buckets of the reports monthly: ["day","hour"]; allowed: none',
        '/datasets/0/shards shards of the reports monthly: 4; allowed: 1',
      ],
    ],
    [
      'events without a bucket',
      { datasets: [dataset({ kind: 'event' })] },
      ['/datasets/0/buckets no bucket for the events monthly: []; allowed: some of "day", "hour", "minute"'],
    ],
    [
      'buckets that are not the coarsest first',
      { datasets: [dataset({ kind: 'event', buckets: ['minute', 'day'] })] },
      [
        '/datasets/0/buckets buckets of monthly out of order: ["minute","day"]; allowed: "day", "minute": the coarsest first, each once',
      ],
    ],
    [
      'a bucket twice',
      { datasets: [dataset({ kind: 'event', buckets: ['hour', 'hour'] })] },
      [
        '/datasets/0/buckets buckets of monthly out of order: ["hour","hour"]; allowed: "hour": the coarsest first, each once',
      ],
    ],
    ...pairs
      .filter(([fold, overTime]) => !overTimeOf[fold].includes(overTime))
      .map(([fold, overTime]): [string, Partial<Catalogue>, string[]] => [
        `a ${fold} folded over time by ${overTime}`,
        foldedBy(fold, overTime),
        [
          `/indicators/0/overTime cannot fold over time the ${fold} a: "${overTime}"; allowed: ${overTimeOf[fold].map((one) => `"${one}"`).join(', ')}`,
        ],
      ]),
  ])('%s', (_, changes, expected) => {
    expect(texts(changes)).toEqual(expected);
  });
});
