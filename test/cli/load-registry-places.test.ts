/** What a load of the registry moves, and what it is refused for: accepted entries that would count nowhere (R18, R24). */
import { beforeEach, describe, expect, test } from 'vitest';
import { loadRegistry, loadText } from '../../cli/load-registry.ts';
import { seedFiles } from '../../cli/seed-files.ts';
import { readSeed, type Seed } from '../../shared/app/registry/load-seed.ts';
import type { RegistryRecord } from '../../shared/aws/registry.ts';
import type { Dataset } from '../../shared/contract/registry.ts';
import type { Period } from '../../shared/domain/values/period.ts';

const read = readSeed(seedFiles('seed'));
if (!read.ok) throw new Error('the seed has faults');
const seed = read.value;
const now = Date.parse('2026-11-20T02:30:00.000Z');

let held: Map<string, RegistryRecord>;
let asked: string[];
let writes: number;
const accepted: Record<string, number> = {
  'H26.dvc etx-monthly 2026-11': 2,
  'H26.dvc etx-live 2026-11': 3,
  'H26.dvc etx-monthly 2026-10': 1,
};
const ports = {
  listRecords: async () => [...held.values()],
  writeRecords: async (records: readonly RegistryRecord[]) => {
    for (const record of records) held.set(`${record.kind} ${record.id}`, structuredClone(record));
    writes += 1;
    return writes;
  },
  readProberSecret: async () => null,
  countEntries: async (system: string, dataset: Dataset, period: Period) => {
    asked.push(`${system} ${dataset.id} ${period.id}`);
    return accepted[asked.at(-1) ?? ''] ?? 0;
  },
  sendRefolds: async () => {},
};

/** The seed with other days, or another agency, of the newest stretch of a system. */
const withSystem = (id: string, change: { to?: string; agency?: string }): Seed => ({
  ...seed,
  systems: seed.systems.map((one) =>
    one.id === id
      ? {
          ...one,
          history: one.history.map((stay, at) =>
            at === one.history.length - 1 ? { ...stay, ...change } : stay,
          ),
        }
      : one,
  ),
});

beforeEach(async () => {
  held = new Map();
  writes = 0;
  asked = [];
  await loadRegistry(ports, seed, now);
  asked = [];
});

describe('a load that ends a system', () => {
  test('in mid-period takes nothing away, and asks the ledger nothing', async () => {
    // November runs from 15 October.
    const load = await loadRegistry(ports, withSystem('H26.dvc', { to: '2026-10-31' }), now);
    expect(load.changed).toEqual(['system H26.dvc']);
    expect(asked.filter((one) => one.endsWith('2026-11') || one.endsWith('2026-10'))).toEqual([]);
  });

  test('before periods that it reported is refused by file, row and column, with what was accepted', async () => {
    const row = seed.rows.systems.get('H26.dvc');
    expect(row).toBeGreaterThan(1);
    const load = loadRegistry(ports, withSystem('H26.dvc', { to: '2026-09-14' }), now);
    await expect(load).rejects.toThrow(
      `systems.csv, row ${row}, column valid_to: system H26.dvc would not be there on any day of periods of which 6 entries were accepted`,
    );
    await expect(load).rejects.toThrow('etx-monthly 2026-11: 2');
    await expect(load).rejects.toThrow('to 2026-10-15 or later');
    expect(writes).toBe(1);
  });

  test('before periods of which nothing was accepted is no fault', async () => {
    const load = await loadRegistry(ports, withSystem('H49.dvc', { to: '2026-09-14' }), now);
    expect(load.changed).toEqual(['system H49.dvc']);
    expect(new Set(asked.map((one) => one.split(' ')[0]))).toEqual(new Set(['H49.dvc']));
  });
});

test('an agency whose days go from under its systems is named itself', async () => {
  const agencies = seed.agencies.map((one) =>
    one.code === 'H26'
      ? { ...one, history: one.history.map((stay) => ({ ...stay, to: '2026-09-14' })) }
      : one,
  );
  await expect(loadRegistry(ports, { ...seed, agencies }, now)).rejects.toThrow(
    `agencies.csv, row ${seed.rows.agencies.get('H26')}, column valid_to: agency H26 would not be there`,
  );
});

describe('what a load moves', () => {
  const moving = withSystem('H26.dvc', { agency: 'H49' });

  test('is said with counts, by dataset and period', async () => {
    const load = await loadRegistry(ports, moving, now);
    expect(load.moved).toContainEqual({ dataset: 'etx-monthly', period: '2026-11', systems: 1 });
    expect(loadText(load)).toContain('\n  etx-monthly 2026-11: 1 system counts elsewhere');
  });

  test('a dry run says what the load then says, and writes nothing', async () => {
    const before = structuredClone(held);
    const dry = await loadRegistry(ports, moving, now, { dryRun: true });
    expect([held, writes]).toEqual([before, 1]);
    const { version, ...load } = await loadRegistry(ports, moving, now);
    expect({ ...dry, isDryRun: false }).toEqual({ ...load, version: null });
    expect(version).toBe(2);
    expect(loadText(dry)).toMatch(/^nothing written; it would be 0 records new, 1 changed/);
  });

  test('a dry run is refused for what the load is refused for', async () => {
    const wrong = withSystem('H26.dvc', { to: '2026-09-14' });
    const said = await loadRegistry(ports, wrong, now, { dryRun: true }).catch(String);
    expect(said).toBe(await loadRegistry(ports, wrong, now).catch(String));
    expect(said).toContain('nothing was loaded');
  });
});
