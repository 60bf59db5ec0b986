import { expect, test } from 'vitest';
import { listDatasets, readDataset } from '../../../../shared/app/registry/read-catalogue.ts';
import { fakeRegistry } from '../../../fakes/registry.ts';
import { calendar, catalogue } from '../../../fixtures/catalogue.ts';
import { agency, snapshotOf } from '../../../fixtures/registry.ts';

/** The catalogue of version 4, and another of version 6. */
async function registryOfTwo() {
  const registry = fakeRegistry(snapshotOf(3), null, calendar);
  await registry.writeRecords([
    { kind: 'catalogue', id: 'current', body: catalogue },
    { kind: 'duties', id: 'current', body: [] },
  ]);
  await registry.writeRecords([{ kind: 'agency', id: 'H50', body: agency('H50', 'province') }]);
  const datasets = catalogue.datasets.filter(({ id }) => id !== 'daily');
  await registry.writeRecords([{ kind: 'catalogue', id: 'current', body: { ...catalogue, datasets } }]);
  return registry;
}

const idsOf = async (version: number | null, after: string | null = null) => {
  const answer = await listDatasets(await registryOfTwo(), { version, after });
  return answer.ok
    ? [answer.value.version, ...answer.value.datasets.map(({ id }) => id)]
    : answer.problem.findings.map(({ code, details }) => [code, details.value, details.newest]);
};

test('datasets by id, of now and of then; the version is that with which the catalogue came', async () => {
  const now = ['half-yearly', 'monthly', 'owed', 'quarterly', 'realtime', 'yearly'];
  expect(await idsOf(null)).toEqual([6, ...now]);
  expect(await idsOf(5)).toEqual([4, 'daily', ...now]);
  expect(await idsOf(null, 'owed')).toEqual([6, 'quarterly', 'realtime', 'yearly']);
});

test('a version that is not there, or not yet, is refused with the newest', async () => {
  expect(await idsOf(3)).toEqual([['unknown-version', 3, 6]]);
  expect(await idsOf(7)).toEqual([['unknown-version', 7, 6]]);
  expect(await idsOf(null, 'daily')).toEqual([['unknown-cursor', 'daily', undefined]]);
});

test('a dataset that the catalogue had once is there with its version, and not found without', async () => {
  const registry = await registryOfTwo();
  expect(await readDataset(registry, 'daily', 4)).toMatchObject({
    ok: true,
    value: { id: 'daily', version: 4 },
  });
  expect(await readDataset(registry, 'daily', null)).toMatchObject({
    ok: false,
    problem: { kind: 'dataset-not-found' },
  });
});

test('everything that a cell needs is said: key, dimensions, figures, range, digits', async () => {
  const found = await readDataset(await registryOfTwo(), 'monthly', null);
  if (!found.ok) throw new Error(found.problem.kind);
  const { indicators, cells, checks, codeLists } = found.value;
  const of = (id: string) => indicators.find((one) => one.id === id);
  expect(of('share.on-time')).toMatchObject({
    isShare: true,
    fields: [
      { name: 'numerator', min: '0', max: null },
      { name: 'denominator', min: '0', max: null },
    ],
  });
  expect(of('cost.average')).toMatchObject({ isShare: false, scale: 2 });
  expect(of('volume.received')?.fields).toEqual([{ name: 'value', min: '0', max: '1000000' }]);
  expect(cells.filter(({ indicator }) => indicator === 'volume.completed').map(({ key }) => key)).toEqual(
    checks[0]?.pairs.map(({ left }) => left),
  );
  expect(checks[0]?.pairs).toHaveLength(4);
  expect(codeLists.map(({ id }) => id)).toEqual(['kind', 'channel']);
});
