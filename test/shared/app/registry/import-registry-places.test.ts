/** What a load of the registry moves, and what it is refused for: accepted entries that would count nowhere (R18, R24). */
import { beforeEach, describe, expect, test } from 'vitest';
import { readSeed, type Seed } from '../../../../shared/app/registry/load-seed.ts';
import type { Dataset } from '../../../../shared/contract/registry.ts';
import type { Period } from '../../../../shared/domain/values/period.ts';
import { fakeOperations } from '../../../fakes/operations.ts';
import { fakeRecords, portsOf } from '../../../fakes/records.ts';
import { changesOf, importNow, refusalText } from '../../../fixtures/imports.ts';
import { smallSeedFiles } from '../../../fixtures/small-seed.ts';

const read = readSeed(smallSeedFiles());
if (!read.ok) throw new Error('the seed has faults');
const seed = read.value;
const now = Date.parse('2026-11-20T02:30:00.000Z');

let records: ReturnType<typeof fakeRecords>;
let asked: string[];
const accepted: Record<string, number> = {
  'H26.dvc etx-monthly 2026-11': 2,
  'H26.dvc etx-live 2026-11': 3,
  'H26.dvc etx-monthly 2026-10': 1,
};
const ports = {
  ...portsOf(() => records),
  ...fakeOperations(),
  readProberSecret: async () => null,
  countEntries: async (system: string, dataset: Dataset, period: Period) => {
    asked.push(`${system} ${dataset.id} ${period.id}`);
    return accepted[asked.at(-1) ?? ''] ?? 0;
  },
  sendRefolds: async () => {},
};

/** Throws what it was refused for. */
async function load(of: Seed, at: number, options: { readonly dryRun?: boolean } = {}) {
  const loaded = await importNow(ports, of, at, options);
  if (!loaded.ok) throw new Error(refusalText(loaded.problem));
  return changesOf(loaded.value);
}

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
  records = fakeRecords();
  asked = [];
  await load(seed, now);
  asked = [];
});

describe('a load that ends a system', () => {
  test('in mid-period takes nothing away, and asks the ledger nothing', async () => {
    // November runs from 15 October.
    const found = await load(withSystem('H26.dvc', { to: '2026-10-31' }), now);
    expect(found.changed).toEqual(['system H26.dvc']);
    expect(asked.filter((one) => one.endsWith('2026-11') || one.endsWith('2026-10'))).toEqual([]);
  });

  test('before periods that it reported is refused by file, row and column, with what was accepted', async () => {
    const row = seed.rows.systems.get('H26.dvc');
    expect(row).toBeGreaterThan(1);
    const refused = load(withSystem('H26.dvc', { to: '2026-09-14' }), now);
    await expect(refused).rejects.toThrow(
      `systems.csv, row ${row}, column valid_to: system H26.dvc would not be there on any day of periods of which 6 entries were accepted`,
    );
    await expect(refused).rejects.toThrow('etx-monthly 2026-11: 2');
    await expect(refused).rejects.toThrow('to 2026-10-15 or later');
    expect(records.version()).toBe(1);
  });

  test('before periods of which nothing was accepted is no fault', async () => {
    const found = await load(withSystem('H49.dvc', { to: '2026-09-14' }), now);
    expect(found.changed).toEqual(['system H49.dvc']);
    expect(new Set(asked.map((one) => one.split(' ')[0]))).toEqual(new Set(['H49.dvc']));
  });
});

test('an agency whose days go from under its systems is named itself', async () => {
  const agencies = seed.agencies.map((one) =>
    one.code === 'H26'
      ? { ...one, history: one.history.map((stay) => ({ ...stay, to: '2026-09-14' })) }
      : one,
  );
  await expect(load({ ...seed, agencies }, now)).rejects.toThrow(
    `agencies.csv, row ${seed.rows.agencies.get('H26')}, column valid_to: agency H26 would not be there`,
  );
});

describe('what a load moves', () => {
  const moving = withSystem('H26.dvc', { agency: 'H49' });

  test('is said with counts, by dataset and period', async () => {
    const found = await load(moving, now);
    expect(found.moved).toContainEqual({ dataset: 'etx-monthly', period: '2026-11', systems: 1 });
  });

  test('a dry run says what the load then says, and writes nothing', async () => {
    const before = structuredClone(records.held);
    const dry = await load(moving, now, { dryRun: true });
    expect([records.held, records.version()]).toEqual([before, 1]);
    const { version, ...found } = await load(moving, now);
    expect({ ...dry, version: null }).toEqual({ ...found, version: null });
    expect(version).toBe(2);
    expect([dry.added.count, dry.changed]).toEqual([0, ['system H26.dvc']]);
  });

  test('a dry run is refused for what the load is refused for', async () => {
    const wrong = withSystem('H26.dvc', { to: '2026-09-14' });
    const said = await load(wrong, now, { dryRun: true }).catch(String);
    expect(said).toBe(await load(wrong, now).catch(String));
    expect(said).toContain('system H26.dvc would not be there');
  });
});
