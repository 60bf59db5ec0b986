import { beforeEach, expect, test } from 'vitest';
import { readSeed, type Seed } from '../../../../shared/app/registry/load-seed.ts';
import { seedRecords } from '../../../../shared/app/registry/seed-records.ts';
import { Credential, type Dataset, System } from '../../../../shared/contract/registry.ts';
import type { Refold } from '../../../../shared/contract/submissions/ledger.ts';
import { isSecret } from '../../../../shared/domain/access/api-key.ts';
import { deriveApiKey } from '../../../../shared/domain/access/derived-key.ts';
import { DAY } from '../../../../shared/domain/values/duration.ts';
import type { Period } from '../../../../shared/domain/values/period.ts';
import { fakeOperations } from '../../../fakes/operations.ts';
import { fakeRecords, portsOf } from '../../../fakes/records.ts';
import { changesOf, importNow, refusalText } from '../../../fixtures/imports.ts';
import { smallSeedFiles } from '../../../fixtures/small-seed.ts';

const read = readSeed(smallSeedFiles());
if (!read.ok) throw new Error('the seed has faults');
const seed = read.value;

let records: ReturnType<typeof fakeRecords>;
let sent: Refold[];
/** By system, dataset and period. */
let accepted: Readonly<Record<string, number>>;
let secret: { secret: string; stage: string } | null;
const now = Date.parse('2026-11-20T02:30:00.000Z');
const ports = {
  ...portsOf(() => records),
  ...fakeOperations(),
  readProberSecret: async () => secret,
  countEntries: async (system: string, dataset: Dataset, period: Period) =>
    accepted[`${system} ${dataset.id} ${period.id}`] ?? 0,
  sendRefolds: async (refolds: readonly Refold[]) => {
    sent.push(...refolds);
  },
};

/** Throws what it was refused for. */
async function load(of: Seed, at: number) {
  const loaded = await importNow(ports, of, at);
  if (!loaded.ok) throw new Error(refusalText(loaded.problem));
  return changesOf(loaded.value);
}

const without = (code: string): Seed => ({
  ...seed,
  agencies: seed.agencies.filter((agency) => agency.code !== code),
});

beforeEach(() => {
  records = fakeRecords();
  sent = [];
  secret = null;
  accepted = {};
});

test('an empty registry takes the whole seed as one version', async () => {
  const found = await load(seed, now);
  expect([found.version, found.added.count, found.changed.length]).toEqual([1, seedRecords(seed).length, 0]);
});

test('the same seed again writes nothing', async () => {
  await load(seed, now);
  const found = await load(seed, now);
  expect([found.version, records.version()]).toEqual([null, 1]);
  expect(found.unchanged).toBe(seedRecords(seed).length);
});

test('each system gets a number of its own at its first load, and keeps it whatever the seed is like later', async () => {
  const numbers = () =>
    new Map(
      [...records.held.values()].flatMap(({ kind, id, body }) =>
        kind === 'system' ? [[id, System.parse(body).number] as const] : [],
      ),
    );
  await load({ ...seed, systems: seed.systems.slice(5) }, now);
  const first = numbers();
  expect([...first.values()].toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
    [...first.keys()].map((_, at) => at),
  );
  await load({ ...seed, systems: seed.systems.toReversed().slice(3) }, now);
  const second = numbers();
  for (const [id, number] of first) expect([id, second.get(id)]).toEqual([id, number]);
  expect(new Set(second.values()).size).toBe(seed.systems.length);
  expect(second.get(seed.systems[0]?.id ?? '')).toBeGreaterThanOrEqual(first.size);
  // Two loads of one seed into two registries give the same ones, in whatever order its rows stand.
  const text = (systems: Seed['systems']) =>
    JSON.stringify(
      seedRecords({ ...seed, systems })
        .map(({ id, body }) => [id, body])
        .sort(),
    );
  expect(text(seed.systems.toReversed())).toBe(text(seed.systems));
});

test('a system of before there were numbers gets one, in the seed or not', async () => {
  const [gone, ...rest] = seed.systems;
  if (gone === undefined) throw new Error('the seed has no systems');
  records = fakeRecords(seed.systems.map((body) => ({ kind: 'system', id: body.id, body })));
  await load({ ...seed, systems: rest }, now);
  for (const { kind, body } of records.held.values())
    if (kind === 'system') expect(System.parse(body).number).toBeTypeOf('number');
  expect((await load({ ...seed, systems: rest }, now)).version).toBeNull();
});

test('only what is new or differs is written', async () => {
  await load(without('H26.18'), now);
  const [first, ...others] = seed.systems;
  if (first === undefined) throw new Error('the seed has no systems');
  const found = await load({ ...seed, systems: [{ ...first, securityLevel: 5 }, ...others] }, now);
  expect(found).toMatchObject({
    version: 2,
    added: { count: 1, names: ['agency H26.18'] },
    changed: [`system ${first.id}`],
  });
});

test('a catalogue that moves what was received is refused, and nothing is written', async () => {
  await load(seed, now);
  const [first, ...others] = seed.catalogue.datasets;
  if (first === undefined) throw new Error('the seed has no dataset');
  const catalogue = { ...seed.catalogue, datasets: [{ ...first, shards: first.shards + 1 }, ...others] };
  await expect(load({ ...seed, catalogue }, now)).rejects.toThrow(
    `catalogue.json, at /datasets/0/shards: another shards of dataset ${first.id}: ${first.shards + 1}; allowed: ${first.shards} as before`,
  );
  expect(records.version()).toBe(1);
});

test('an indicator is not removed, it is retired', async () => {
  await load(seed, now);
  const [gone, ...others] = seed.catalogue.indicators;
  if (gone === undefined) throw new Error('the seed has no indicator');
  const datasets = seed.catalogue.datasets.map((dataset) => ({
    ...dataset,
    indicators: dataset.indicators.filter((id) => id !== gone.id),
    checks: dataset.checks.filter(({ left, right }) => left !== gone.id && right !== gone.id),
  }));
  const withIndicators = (indicators: typeof others) => ({
    ...seed,
    catalogue: { ...seed.catalogue, datasets, indicators },
  });
  await expect(load(withIndicators(others), now)).rejects.toThrow(
    `catalogue.json, at /indicators: indicator ${gone.id} is missing: nothing; allowed: all that were there`,
  );
  expect(records.version()).toBe(1);
  const retired = withIndicators([{ ...gone, retired: true }, ...others]);
  expect((await load(retired, now)).changed).toEqual(['catalogue']);
});

/** Months that end on the 27th, instead of those of the seed or beside them. */
const on28th = (rest: { from?: string } = {}) => {
  const [month, ...others] = seed.calendar.periods;
  if (month === undefined) throw new Error('the seed has no months');
  const moved = { ...month, start: { month: -1, day: 28 }, end: { month: 0, day: 27 }, ...rest };
  return {
    ...seed,
    calendar: { ...seed.calendar, periods: [...(rest.from ? [month] : []), moved, ...others] },
  };
};

test('cut-offs of periods that have been taken are refused, by place, and nothing is written', async () => {
  await load(seed, now);
  await expect(load(on28th(), now)).rejects.toThrow(
    'calendar.json, at /periods/0/start: cut-offs of months that have begun: {"month":-1,"day":28}; allowed: {"month":-1,"day":15} as before',
  );
  expect(records.version()).toBe(1);
});

test('new cut-offs are taken with a period that has not begun', async () => {
  await load(seed, now);
  expect((await load(on28th({ from: '2027-02' }), now)).changed).toEqual(['calendar']);
  await expect(load(on28th({ from: '2026-12' }), now)).rejects.toThrow(
    'calendar.json, at /periods/1/from: a month that has begun',
  );
});

test('what the seed does not have stays, keys are not spoken of', async () => {
  await load(seed, now);
  records.plant({ kind: 'credential', id: 'x', body: {} });
  const found = await load(without('H26.18'), now);
  expect(found.beyond).toEqual(['agency H26.18']);
  expect(records.held.has('agency H26.18')).toBe(true);
});

test('a change of the tree sends the totals that it makes stale; the first load and a repetition send none', async () => {
  await load(seed, now);
  const moved = seed.systems.map((one) =>
    one.id === 'H26.dvc'
      ? {
          ...one,
          history: [
            { from: '2025-03-01', to: '2026-11-14', agency: 'H26' },
            { from: '2026-11-15', to: null, agency: 'H26.05' },
          ],
        }
      : one,
  );
  expect(sent).toEqual([]);
  const found = await load({ ...seed, systems: moved }, now);
  // The month to 2026-11-14 keeps its tree; H26 is on the way of H26.05.
  expect(
    sent.filter(({ dataset }) => dataset === 'etx-monthly').map(({ period, node }) => [period, node]),
  ).toEqual([['2026-12', 'H26.05']]);
  expect(sent.filter(({ dataset }) => dataset === 'etx-live').map(({ node }) => node)).toEqual(['H26.dvc']);
  expect(found.refolds).toBe(sent.length);
  expect((await load({ ...seed, systems: moved }, now)).refolds).toBe(0);
});

const probers = (): Credential[] =>
  [...records.held.values()].flatMap(({ kind, body }) =>
    kind === 'credential' ? [Credential.parse(body)] : [],
  );

test('the prober’s key is registered with the seed, for the hub’s own system alone, and only once', async () => {
  secret = { secret: 's'.repeat(64), stage: 'dev' };
  const found = await load(seed, now);
  expect(found.added.count).toBe(seedRecords(seed).length + 1);
  const [credential] = probers();
  const key = deriveApiKey(secret.secret, 'dev');
  expect(credential).toMatchObject({
    keyId: key.keyId,
    agency: 'G06',
    systems: ['G06.dtm'],
    scopes: ['submit', 'read'],
    revokedAt: null,
  });
  expect(isSecret(key.secret, credential?.secretHash ?? '')).toBe(true);
  expect((await load(seed, now + 700 * DAY)).version).toBeNull();
});

test('it is renewed a year before its end, and made anew for another secret', async () => {
  secret = { secret: 's'.repeat(64), stage: 'dev' };
  await load(seed, now);
  const later = now + 732 * DAY;
  expect((await load(seed, later)).changed).toHaveLength(1);
  expect(probers().map(({ validTo }) => validTo)).toEqual([new Date(later + 1096 * DAY).toISOString()]);
  secret = { secret: 't'.repeat(64), stage: 'dev' };
  await load(seed, later);
  expect(probers()).toHaveLength(2);
  secret = { secret: 't'.repeat(64), stage: 'prod' };
  await load(seed, later);
  expect(new Set(probers().map(({ keyId }) => keyId)).size).toBe(3);
});

/** The registry after a release that knows more of system H26.dvc and of the catalogue's first indicator. */
function loadedByNewer() {
  for (const name of ['system H26.dvc', 'catalogue']) {
    const record = records.held.get(name);
    const body = structuredClone(record?.body) as { indicators?: object[] };
    Object.assign(body.indicators?.[0] ?? body, { note: 'later' });
    if (record !== undefined) records.plant({ ...record, body });
  }
}

test('what another release knows of a record beyond the seed is no difference, and stays', async () => {
  await load(seed, now);
  loadedByNewer();
  expect(await load(seed, now)).toMatchObject({ version: null, changed: [] });
});

test('a record of which another release knows more is not replaced by what this one knows', async () => {
  await load(seed, now);
  loadedByNewer();
  const systems = seed.systems.map((system) =>
    ['H26.dvc', 'H49.dvc'].includes(system.id) ? { ...system, size: 'small' as const } : system,
  );
  const refused = load({ ...seed, systems }, now);
  await expect(refused).rejects.toThrow(
    /^systems\.csv, row \d+: the registry has fields of it that this release does not know: \["note"\]/,
  );
  expect(records.version()).toBe(1);
});

test('the prober’s key alone raises no version', async () => {
  await load(seed, now);
  secret = { secret: 's'.repeat(64), stage: 'dev' };
  const found = await load(seed, now);
  expect([found.version, found.added.count, records.version()]).toEqual([null, 1, 1]);
});
