import { beforeEach, expect, test } from 'vitest';
import { loadRegistry, loadText, seedRecords } from '../../cli/load-registry.ts';
import { seedFiles } from '../../cli/seed-files.ts';
import { readSeed, type Seed } from '../../shared/app/load-seed.ts';
import type { RegistryRecord } from '../../shared/aws/registry-table.ts';

const read = readSeed(seedFiles('seed'));
if (!read.ok) throw new Error('the seed has faults');
const seed = read.value;

let held: Map<string, RegistryRecord>;
let version: number;
const ports = {
  listRecords: async () => [...held.values()],
  writeRecords: async (records: readonly RegistryRecord[]) => {
    for (const record of records) held.set(`${record.kind} ${record.id}`, structuredClone(record));
    version += 1;
    return version;
  },
};
const without = (code: string): Seed => ({
  ...seed,
  agencies: seed.agencies.filter((agency) => agency.code !== code),
});

beforeEach(() => {
  held = new Map();
  version = 0;
});

test('an empty registry takes the whole seed as one version', async () => {
  const load = await loadRegistry(ports, seed);
  expect([load.version, load.added.length, load.changed.length]).toEqual([1, seedRecords(seed).length, 0]);
});

test('the same seed again writes nothing', async () => {
  await loadRegistry(ports, seed);
  const load = await loadRegistry(ports, seed);
  expect([load.version, version]).toEqual([null, 1]);
  expect(loadText(load)).toBe(`registry unchanged: ${seedRecords(seed).length} records`);
});

test('only what is new or differs is written', async () => {
  await loadRegistry(ports, without('H26.18'));
  const [first, ...others] = seed.systems;
  if (first === undefined) throw new Error('the seed has no systems');
  const load = await loadRegistry(ports, { ...seed, systems: [{ ...first, securityLevel: 5 }, ...others] });
  expect(load).toMatchObject({ version: 2, added: ['agency H26.18'], changed: [`system ${first.id}`] });
});

test('what the seed does not have stays, keys are not spoken of', async () => {
  await loadRegistry(ports, seed);
  held.set('credential x', { kind: 'credential', id: 'x', body: {} });
  const load = await loadRegistry(ports, without('H26.18'));
  expect(load.beyond).toEqual(['agency H26.18']);
  expect(loadText(load)).toContain('1 stay that the seed does not have: agency H26.18');
  expect(held.has('agency H26.18')).toBe(true);
});
