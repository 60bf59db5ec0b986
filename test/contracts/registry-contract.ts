/** What every registry has to hold, the fake as much as the table. `open` gives an empty one. */
import { describe, expect, test } from 'vitest';
import type { FakeRecord, RegistryPorts } from '../fakes/registry.ts';
import { calendar, catalogue } from '../fixtures/catalogue.ts';
import { agencies, agency, credential, system, systems } from '../fixtures/registry.ts';

const everything: FakeRecord[] = [
  ...agencies.map((body) => ({ kind: 'agency' as const, id: body.code, body })),
  ...systems.map((body) => ({ kind: 'system' as const, id: body.id, body })),
  { kind: 'catalogue', id: 'current', body: catalogue },
  { kind: 'calendar', id: 'current', body: calendar },
  { kind: 'credential', id: 'abcdefghijkl', body: credential() },
];

export function registryContract(
  name: string,
  open: () => Promise<RegistryPorts & { readonly laterReaders: () => RegistryPorts }>,
): void {
  describe(`the registry: ${name}`, () => {
    test('before the first load nothing is found, and the tree is empty at version 0', async () => {
      const registry = await open();
      expect(await registry.findAgency('H26')).toBeNull();
      expect(await registry.findSystem('H26.dvc')).toBeNull();
      expect(await registry.findCredential('abcdefghijkl')).toBeNull();
      await expect(registry.readCatalogue()).rejects.toThrow(/no catalogue/);
      await expect(registry.readCalendar()).rejects.toThrow(/no calendar/);
      const { version, agencies: none } = await registry.readSnapshot();
      expect([version, none.size]).toEqual([0, 0]);
    });

    test('what was written is read back, each record with the version that it was written at', async () => {
      const registry = await open();
      expect(await registry.writeRecords(everything)).toBe(1);
      expect(await registry.findAgency('H26.18')).toEqual({
        version: 1,
        value: agencies.find(({ code }) => code === 'H26.18'),
      });
      expect((await registry.findSystem('H49.lgsp'))?.value).toEqual(
        systems.find(({ id }) => id === 'H49.lgsp'),
      );
      expect(await registry.findCredential('abcdefghijkl')).toEqual(credential());
      expect((await registry.readCatalogue()).value.catalogue).toEqual(catalogue);
      expect(await registry.readCalendar()).toEqual(calendar);
      const snapshot = await registry.readSnapshot();
      expect(snapshot.version).toBe(1);
      expect([...snapshot.agencies.keys()].sort()).toEqual(agencies.map(({ code }) => code).sort());
      expect([...snapshot.systems.values()].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
        [...systems].sort((a, b) => (a.id < b.id ? -1 : 1)),
      );
    });

    test('a change makes the next version; what it leaves alone keeps its own', async () => {
      const registry = await open();
      await registry.writeRecords(everything);
      const before = await registry.readSnapshot();
      const moved = system('H26.18.dvc', [{ from: '2021-01-01', to: null, agency: 'H26.05' }]);
      const fresh = agency('H50', 'province');
      await registry.writeRecords([
        { kind: 'system', id: moved.id, body: moved },
        { kind: 'agency', id: fresh.code, body: fresh },
      ]);
      const later = registry.laterReaders();
      expect(await later.findSystem(moved.id)).toEqual({ version: 2, value: moved });
      expect((await later.findSystem('H26.dvc'))?.version).toBe(1);
      const after = await registry.readSnapshot();
      expect([before.version, after.version]).toEqual([1, 2]);
      expect(after.systems.get(moved.id)).toEqual(moved);
      expect(after.agencies.size).toBe(before.agencies.size + 1);
      expect(before.systems.get(moved.id)).not.toEqual(moved);
    });

    test('the tree is known as of any instant: what was changed later is not in it', async () => {
      const registry = await open();
      await registry.writeRecords(everything, '2026-10-15T02:00:00.000Z');
      const moved = system('H26.18.dvc', [{ from: '2021-01-01', to: null, agency: 'H26.05' }]);
      const move = { kind: 'system' as const, id: moved.id, body: moved };
      await registry.writeRecords([move], '2026-10-16T02:00:00.000Z');
      const back = systems.find(({ id }) => id === moved.id);
      await registry.writeRecords([{ kind: 'system', id: moved.id, body: back }], '2026-10-17T02:00:00.000Z');
      const knownAt = async (instant: string) => {
        const snapshot = await registry.readSnapshotAsOf(Date.parse(instant));
        return [snapshot.agencies.size, snapshot.systems.get(moved.id)];
      };
      expect(await knownAt('2026-10-15T01:59:59.999Z')).toEqual([0, undefined]);
      expect(await knownAt('2026-10-15T02:00:00.000Z')).toEqual([agencies.length, back]);
      expect(await knownAt('2026-10-16T02:00:00.000Z')).toEqual([agencies.length, moved]);
      expect(await knownAt('2026-11-01T00:00:00.000Z')).toEqual([agencies.length, back]);
    });

    test('the catalogue is known as of any version, and none before the first', async () => {
      const registry = await open();
      expect([await registry.readVersion(), await registry.readCatalogueAt(0)]).toEqual([0, null]);
      await registry.writeRecords([{ kind: 'agency', id: 'H50', body: agency('H50', 'province') }]);
      await registry.writeRecords(everything);
      const changed = { ...catalogue, notice: { vi: 'mới', en: 'new' } };
      await registry.writeRecords([{ kind: 'catalogue', id: 'current', body: changed }]);
      await registry.writeRecords([{ kind: 'agency', id: 'H51', body: agency('H51', 'province') }]);
      const at = async (version: number) => {
        const found = await registry.readCatalogueAt(version);
        return found && [found.catalogue.version, found.catalogue.value.catalogue.notice.en];
      };
      expect(await Promise.all([1, 2, 3, 4].map(at))).toEqual([null, [2, 'fixture'], [3, 'new'], [3, 'new']]);
      expect(await registry.readVersion()).toBe(4);
    });

    test('the snapshot is the same object while the version stands, so that its trees are computed once', async () => {
      const registry = await open();
      await registry.writeRecords(everything);
      expect(await registry.readSnapshot()).toBe(await registry.readSnapshot());
    });

    test('records that break their schema are refused together, and the version stays where it was', async () => {
      const registry = await open();
      await registry.writeRecords(everything);
      const bad = { ...agency('H50', 'province'), code: 'h50' };
      await expect(
        registry.writeRecords([
          { kind: 'agency', id: 'H51', body: agency('H51', 'province') },
          { kind: 'agency', id: 'h50', body: bad },
        ]),
      ).rejects.toThrow();
      const { version, agencies: known } = await registry.laterReaders().readSnapshot();
      expect([version, known.has('H51')]).toEqual([1, false]);
    });
  });
}
