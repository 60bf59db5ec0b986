import { beforeEach, expect, test } from 'vitest';
import { loadRegistry, loadText, seedRecords } from '../../cli/load-registry.ts';
import { seedFiles } from '../../cli/seed-files.ts';
import { readSeed, type Seed } from '../../shared/app/registry/load-seed.ts';
import type { RegistryRecord } from '../../shared/aws/registry.ts';
import { Credential, type Dataset, System } from '../../shared/contract/registry.ts';
import type { Refold } from '../../shared/contract/submissions/ledger.ts';
import { isSecret } from '../../shared/domain/access/api-key.ts';
import { deriveApiKey } from '../../shared/domain/access/derived-key.ts';
import type { Period } from '../../shared/domain/values/period.ts';

const read = readSeed(seedFiles('seed'));
if (!read.ok) throw new Error('the seed has faults');
const seed = read.value;

let held: Map<string, RegistryRecord>;
let version: number;
let sent: Refold[];
/** By system, dataset and period. */
let accepted: Readonly<Record<string, number>>;
let secret: { secret: string; stage: string } | null;
const now = Date.parse('2026-11-20T02:30:00.000Z');
const ports = {
  listRecords: async () => [...held.values()],
  writeRecords: async (records: readonly RegistryRecord[]) => {
    for (const record of records) held.set(`${record.kind} ${record.id}`, structuredClone(record));
    version += 1;
    return version;
  },
  readProberSecret: async () => secret,
  countEntries: async (system: string, dataset: Dataset, period: Period) =>
    accepted[`${system} ${dataset.id} ${period.id}`] ?? 0,
  sendRefolds: async (refolds: readonly Refold[]) => {
    sent.push(...refolds);
  },
};
const without = (code: string): Seed => ({
  ...seed,
  agencies: seed.agencies.filter((agency) => agency.code !== code),
});

beforeEach(() => {
  held = new Map();
  version = 0;
  sent = [];
  secret = null;
  accepted = {};
});

test('an empty registry takes the whole seed as one version', async () => {
  const load = await loadRegistry(ports, seed, now);
  expect([load.version, load.added.length, load.changed.length]).toEqual([1, seedRecords(seed).length, 0]);
});

test('the same seed again writes nothing', async () => {
  await loadRegistry(ports, seed, now);
  const load = await loadRegistry(ports, seed, now);
  expect([load.version, version]).toEqual([null, 1]);
  expect(loadText(load)).toBe(`registry unchanged: ${seedRecords(seed).length} records`);
});

test('each system gets a number of its own at its first load, and keeps it whatever the seed is like later', async () => {
  const numbers = () =>
    new Map(
      [...held.values()].flatMap(({ kind, id, body }) =>
        kind === 'system' ? [[id, System.parse(body).number] as const] : [],
      ),
    );
  await loadRegistry(ports, { ...seed, systems: seed.systems.slice(5) }, now);
  const first = numbers();
  expect([...first.values()].toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
    [...first.keys()].map((_, at) => at),
  );
  await loadRegistry(ports, { ...seed, systems: seed.systems.toReversed().slice(3) }, now);
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
  held = new Map(seed.systems.map((body) => [`system ${body.id}`, { kind: 'system', id: body.id, body }]));
  await loadRegistry(ports, { ...seed, systems: rest }, now);
  for (const { kind, body } of held.values())
    if (kind === 'system') expect(System.parse(body).number).toBeTypeOf('number');
  expect((await loadRegistry(ports, { ...seed, systems: rest }, now)).version).toBeNull();
});

test('only what is new or differs is written', async () => {
  await loadRegistry(ports, without('H26.18'), now);
  const [first, ...others] = seed.systems;
  if (first === undefined) throw new Error('the seed has no systems');
  const load = await loadRegistry(
    ports,
    { ...seed, systems: [{ ...first, securityLevel: 5 }, ...others] },
    now,
  );
  expect(load).toMatchObject({ version: 2, added: ['agency H26.18'], changed: [`system ${first.id}`] });
});

test('a catalogue that moves what was received is refused, and nothing is written', async () => {
  await loadRegistry(ports, seed, now);
  const [first, ...others] = seed.catalogue.datasets;
  if (first === undefined) throw new Error('the seed has no dataset');
  const catalogue = { ...seed.catalogue, datasets: [{ ...first, shards: first.shards + 1 }, ...others] };
  await expect(loadRegistry(ports, { ...seed, catalogue }, now)).rejects.toThrow(
    `catalogue.json, at /datasets/0/shards: another shards of dataset ${first.id}: ${first.shards + 1}; allowed: ${first.shards} as before`,
  );
  expect(version).toBe(1);
});

test('an indicator is not removed, it is retired', async () => {
  await loadRegistry(ports, seed, now);
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
  await expect(loadRegistry(ports, withIndicators(others), now)).rejects.toThrow(
    `catalogue.json, at /indicators: indicator ${gone.id} is missing: nothing; allowed: all that were there`,
  );
  expect(version).toBe(1);
  const retired = withIndicators([{ ...gone, retired: true }, ...others]);
  expect((await loadRegistry(ports, retired, now)).changed).toEqual(['catalogue']);
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
  await loadRegistry(ports, seed, now);
  await expect(loadRegistry(ports, on28th(), now)).rejects.toThrow(
    'calendar.json, at /periods/0/start: cut-offs of months that have begun: {"month":-1,"day":28}; allowed: {"month":-1,"day":15} as before',
  );
  expect(version).toBe(1);
});

test('new cut-offs are taken with a period that has not begun', async () => {
  await loadRegistry(ports, seed, now);
  expect((await loadRegistry(ports, on28th({ from: '2027-02' }), now)).changed).toEqual(['calendar']);
  await expect(loadRegistry(ports, on28th({ from: '2026-12' }), now)).rejects.toThrow(
    'calendar.json, at /periods/1/from: a month that has begun',
  );
});

test('what the seed does not have stays, keys are not spoken of', async () => {
  await loadRegistry(ports, seed, now);
  held.set('credential x', { kind: 'credential', id: 'x', body: {} });
  const load = await loadRegistry(ports, without('H26.18'), now);
  expect(load.beyond).toEqual(['agency H26.18']);
  expect(loadText(load)).toContain('1 stay that the seed does not have: agency H26.18');
  expect(held.has('agency H26.18')).toBe(true);
});

test('a change of the tree sends the totals that it makes stale; the first load and a repetition send none', async () => {
  await loadRegistry(ports, seed, now);
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
  const load = await loadRegistry(ports, { ...seed, systems: moved }, now);
  // The month to 2026-11-14 keeps its tree; H26 is on the way of H26.05.
  expect(
    sent.filter(({ dataset }) => dataset === 'etx-monthly').map(({ period, node }) => [period, node]),
  ).toEqual([['2026-12', 'H26.05']]);
  expect(sent.filter(({ dataset }) => dataset === 'etx-live').map(({ node }) => node)).toEqual(['H26.dvc']);
  expect(load.refolds).toBe(sent.length);
  expect(loadText(load)).toContain(
    `${sent.length} totals of open periods and all above sent to be folded anew`,
  );
  expect((await loadRegistry(ports, { ...seed, systems: moved }, now)).refolds).toBe(0);
});

const DAY = 86_400_000;
const probers = (): Credential[] =>
  [...held.values()].flatMap(({ kind, body }) => (kind === 'credential' ? [Credential.parse(body)] : []));

test('the prober’s key is registered with the seed, for the hub’s own system alone, and only once', async () => {
  secret = { secret: 's'.repeat(64), stage: 'dev' };
  const load = await loadRegistry(ports, seed, now);
  expect(load.added).toHaveLength(seedRecords(seed).length + 1);
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
  expect((await loadRegistry(ports, seed, now + 700 * DAY)).version).toBeNull();
});

test('it is renewed a year before its end, and made anew for another secret', async () => {
  secret = { secret: 's'.repeat(64), stage: 'dev' };
  await loadRegistry(ports, seed, now);
  const later = now + 732 * DAY;
  expect((await loadRegistry(ports, seed, later)).changed).toHaveLength(1);
  expect(probers().map(({ validTo }) => validTo)).toEqual([new Date(later + 1096 * DAY).toISOString()]);
  secret = { secret: 't'.repeat(64), stage: 'dev' };
  await loadRegistry(ports, seed, later);
  expect(probers()).toHaveLength(2);
  secret = { secret: 't'.repeat(64), stage: 'prod' };
  await loadRegistry(ports, seed, later);
  expect(new Set(probers().map(({ keyId }) => keyId)).size).toBe(3);
});
