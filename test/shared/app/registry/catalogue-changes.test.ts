/** A catalogue that may be loaded leaves what was received as it is: old totals read, fold and verify as before. */
import { describe, expect, test } from 'vitest';
import { readTotals } from '../../../../shared/app/totals/read-totals.ts';
import { verifyTotals } from '../../../../shared/app/verification/verify-totals.ts';
import type { Catalogue, Dataset, Indicator } from '../../../../shared/contract/registry.ts';
import { meaningChanged } from '../../../../shared/domain/registry/catalogue-change.ts';
import { catalogueFaults } from '../../../../shared/domain/registry/catalogue-rules.ts';
import { foldOfCatalogue } from '../../../../shared/domain/registry/cell.ts';
import { readPeriod } from '../../../../shared/domain/values/period.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { calendar, catalogue } from '../../../fixtures/catalogue.ts';
import { events } from '../../../fixtures/events.ts';
import { credential } from '../../../fixtures/registry.ts';
import { NOW, PERIOD, planFor, report } from '../../../fixtures/reports.ts';

const datasets = ['monthly', 'daily'];

async function counted(): Promise<FakeHub> {
  const hub = fakeHub();
  for (const system of ['H26.dvc', 'G06.dvc']) {
    await hub.submit(report({ system }));
    await hub.submit(events({ system, dataset: 'daily' }), { idempotencyKey: 'k-1' });
  }
  await hub.drain();
  return hub;
}

/** What anybody is told of the period: its totals now, as they were, and in a quarter. */
async function answersOf(hub: FakeHub) {
  const later = NOW + 30 * 86_400_000;
  const answers: unknown[] = [];
  for (const dataset of datasets) {
    for (const [period, asOf] of [
      [PERIOD, null],
      [PERIOD, later - 86_400_000],
      ['2026-Q4', null],
      ['2026-09..2026-11', null],
    ] as const) {
      const query = { dataset, period, node: 'VN', asOf, after: null, afterChange: null };
      const answer = await readTotals(hub.readPorts, credential(), query, later);
      if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
      answers.push(answer.value);
    }
  }
  return answers;
}

async function verified(hub: FakeHub, dataset: string, id = PERIOD, bounds = {}) {
  const period = readPeriod(id, calendar);
  if (period === null) throw new Error('no period');
  const foldOf = foldOfCatalogue((await hub.registry.readCatalogue()).value);
  const snapshot = await hub.registry.readSnapshot();
  const { dataset: kept } = planFor(dataset);
  const { entries, digest, differences } = await verifyTotals(
    { ...hub.verifyPorts, foldOf },
    { dataset: kept, period: { ...period, ...bounds }, snapshot },
  );
  return { entries, digest, differences };
}

const inDatasets = (change: (dataset: Dataset) => Partial<Dataset>) =>
  catalogue.datasets.map((dataset) => ({ ...dataset, ...change(dataset) }));
const withIndicator = (id: string, changes: Partial<Indicator>) =>
  catalogue.indicators.map((one) => (one.id === id ? { ...one, ...changes } : one));
const without = (id: string) =>
  inDatasets(({ indicators, checks }) => ({
    indicators: indicators.filter((one) => one !== id),
    checks: checks.filter(({ left, right }) => left !== id && right !== id),
  }));
const [kind, ...otherDimensions] = catalogue.dimensions;
if (kind === undefined) throw new Error('the catalogue of the tests has no dimension');
const added = { id: 'between', names: { vi: 'between', en: 'between' } };

describe('old totals stay as they are', () => {
  test.each<[string, Partial<Catalogue>]>([
    [
      'an indicator is retired',
      {
        datasets: without('volume.received'),
        indicators: withIndicator('volume.received', { retired: true }),
      },
    ],
    [
      'a dataset asks for one indicator less',
      {
        datasets: without('load.peak').map((one, index) =>
          index === 0 ? one : (catalogue.datasets[index] ?? one),
        ),
      },
    ],
    [
      'a dimension has another value',
      { dimensions: [{ ...kind, values: [added, ...kind.values] }, ...otherDimensions] },
    ],
    ['a scale is finer', { indicators: withIndicator('cost.balance', { scale: 6 }) }],
    ['a range is narrower', { indicators: withIndicator('volume.received', { min: '5', max: '6' }) }],
    [
      'the dimensions are in another order',
      { indicators: withIndicator('volume.received', { dimensions: ['channel', 'kind'] }) },
    ],
  ])('when %s', async (_, changes) => {
    const hub = await counted();
    const after = { ...catalogue, ...changes };
    expect(catalogueFaults(after)).toEqual([]);
    expect(meaningChanged(catalogue, after)).toEqual([]);
    const [answers, before] = [
      await answersOf(hub),
      await Promise.all(datasets.map((id) => verified(hub, id))),
    ];
    await hub.registry.writeRecords([{ kind: 'catalogue', id: 'current', body: after }]);
    expect(await answersOf(hub)).toEqual(answers);
    expect(await Promise.all(datasets.map((id) => verified(hub, id)))).toEqual(before);
    expect(before.map(({ entries, differences }) => [entries, differences])).toEqual([
      [2, []],
      [2, []],
    ]);
  });
});

test('an event counts in the period that it was put in, whatever days another period is said to have', async () => {
  const hub = await counted();
  const over = { to: '2026-10-14' };
  expect(await verified(hub, 'daily', '2026-09', over)).toMatchObject({ entries: 0, differences: [] });
  expect(await verified(hub, 'daily')).toMatchObject({ entries: 2, differences: [] });
});
