/** What every ledger has to hold, the fake as much as the table. Each test has a dataset of its own. */
import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ReportEntry } from '../../shared/contract/submissions/ledger.ts';
import type { LedgerPorts } from '../fakes/ledger.ts';
import { entry, PERIOD } from '../fixtures/reports.ts';

const listOf = <T>(stream: AsyncIterable<T>): Promise<T[]> => Array.fromAsync(stream);
const newDataset = () => `d-${randomUUID()}`;

/** Cells that take `bytes` bytes however they are compressed; a store does not look into values. */
const incompressible = (bytes: number): ReportEntry['cells'] => ({
  'cost.balance': randomBytes(bytes).toString('base64'),
});

export function ledgerContract(name: string, open: () => LedgerPorts): void {
  describe(`the ledger: ${name}`, () => {
    test('an entry is written where its revision is free, and read back with every field', async () => {
      const ledger = open();
      const dataset = newDataset();
      const full = entry({
        dataset,
        system: 'H26.18.dvc',
        agency: 'H26.18',
        revision: 999,
        timeliness: 'late',
        idempotencyKey: 'lần-1 "q"',
        registryVersion: 12,
        catalogueVersion: 3,
        credential: 'zyxwvutsrqpo',
        receivedAt: '2026-10-15T02:00:00.001Z',
        storedAt: '2026-12-31T23:59:59.999Z',
        cells: {
          'volume.received|channel=app|kind=citizen': '12345678901234567890123456789012345678',
          'cost.balance': '-0.125',
          'share.on-time': ['7', '9'],
        },
      });
      const withdrawal = entry({ dataset, kind: 'withdrawal', cells: {}, revision: 2 });
      expect(await ledger.putEntry(full)).toBe('written');
      expect(await ledger.putEntry(withdrawal)).toBe('written');
      expect(await ledger.findEntry(full)).toEqual(full);
      expect(await ledger.findEntry(withdrawal)).toEqual(withdrawal);
      expect(await ledger.readRevisions(full.system, dataset, PERIOD)).toEqual([full]);
    });

    test('what was never written is not found', async () => {
      const ledger = open();
      const dataset = newDataset();
      expect(await ledger.findEntry(entry({ dataset }))).toBeNull();
      expect(await ledger.readRevisions('H26.dvc', dataset, PERIOD)).toEqual([]);
      expect(await listOf(ledger.readReports(dataset, PERIOD, 'H26', ['H26.dvc']))).toEqual([]);
    });

    test('the reports of all systems between two ids, both included, of one level-1 code, dataset and period', async () => {
      const ledger = open();
      const dataset = newDataset();
      const systems = [
        'H26.05.x',
        'H26.18.01.so',
        'H26.18.dvc',
        'H26.18.dvc2',
        'H26.18.dvc-b',
        'H26.dvc',
        'H27.dvc',
      ];
      for (const system of systems)
        for (const revision of [2, 1]) await ledger.putEntry(entry({ dataset, system, revision }));
      await ledger.putEntry(entry({ dataset, system: 'H26.18.dvc', period: '2026-09' }));
      await ledger.putEntry(entry({ dataset: newDataset(), system: 'H26.18.dvc' }));
      const between = async (first: string, last: string) =>
        (await listOf(ledger.readReportsBetween(dataset, PERIOD, [first, last]))).map(
          ({ system, revision }) => `${system} ${revision}`,
        );
      expect(await between('H26.18.01.so', 'H26.18.dvc2')).toEqual([
        ...['H26.18.01.so 1', 'H26.18.01.so 2', 'H26.18.dvc 1', 'H26.18.dvc 2'],
        ...['H26.18.dvc-b 1', 'H26.18.dvc-b 2', 'H26.18.dvc2 1', 'H26.18.dvc2 2'],
      ]);
      expect(await between('H26.18.dvc', 'H26.18.dvc')).toEqual(['H26.18.dvc 1', 'H26.18.dvc 2']);
      expect(await between('H26.6.x', 'H26.9.x')).toEqual([]);
    });

    test('a revision has one holder: the same key again answers with the entry that stands', async () => {
      const ledger = open();
      const first = entry({ dataset: newDataset() });
      const other = entry({
        dataset: first.dataset,
        cells: { 'cost.balance': '2' },
        credential: 'mmmmmmmmmmmm',
      });
      await ledger.putEntry(first);
      expect(await ledger.putEntry(first)).toEqual(first);
      expect(await ledger.putEntry(other)).toEqual(first);
      expect(await ledger.findEntry(other)).toEqual(first);
    });

    test('of many that race for one revision exactly one is written, and the others all see it', async () => {
      const ledger = open();
      const dataset = newDataset();
      const rivals = Array.from({ length: 8 }, (_, index) =>
        entry({ dataset, cells: { 'cost.balance': String(index + 1) } }),
      );
      const answers = await Promise.all(rivals.map((rival) => ledger.putEntry(rival)));
      const standing = await ledger.findEntry(entry({ dataset }));
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
      expect(answers.filter((answer) => answer !== 'written')).toEqual(Array(7).fill(standing));
    });

    test('revisions come in order, whatever the order in which they were written', async () => {
      const ledger = open();
      const dataset = newDataset();
      for (const revision of [10, 2, 999, 1, 100]) await ledger.putEntry(entry({ dataset, revision }));
      await ledger.putEntry(entry({ dataset, system: 'H26.dvc-2' }));
      await ledger.putEntry(entry({ dataset, period: '2026-09' }));
      const revisions = await ledger.readRevisions('H26.dvc', dataset, PERIOD);
      expect(revisions.map(({ revision }) => revision)).toEqual([1, 2, 10, 100, 999]);
      expect(await ledger.readHighest({ system: 'H26.dvc', dataset, period: PERIOD })).toEqual(revisions[4]);
      expect(await ledger.readHighest({ system: 'H26.none', dataset, period: PERIOD })).toBeNull();
    });

    test.each([
      { whose: 'a province', agency: 'H26', systems: ['H26.dvc', 'H26.vanban', 'H26.dvc-2', 'H26.a0'] },
      { whose: 'a commune', agency: 'H26.18', systems: ['H26.18.dvc', 'H26.18.zz9'] },
      { whose: 'a department', agency: 'H26.05', systems: ['H26.05.x'] },
      { whose: 'the third level', agency: 'H26.18.01', systems: ['H26.18.01.so'] },
      { whose: 'an agency with a capital group', agency: 'H26.A', systems: ['H26.A.a'] },
      { whose: 'a system that came from a sister', agency: 'H26.05', systems: ['H26.05.x', 'H26.18.kho'] },
      { whose: 'a system that came from its parent', agency: 'H26.18', systems: ['H26.cu'] },
      { whose: 'a system of another level-1 agency', agency: 'H26', systems: ['H49.lgsp', 'H26.dvc'] },
    ])("of $whose: its own systems are read, its neighbours' are not", async ({ agency, systems }) => {
      const ledger = open();
      const dataset = newDataset();
      const all = [
        ...['H26.dvc', 'H26.vanban', 'H26.dvc-2', 'H26.a0', 'H26.cu', 'H26.18.dvc', 'H26.18.zz9'],
        ...['H26.05.x', 'H26.18.01.so', 'H26.A.a', 'H26.18.kho', 'H49.lgsp', 'H26.180.dvc', 'H26.1.dvc'],
      ];
      for (const system of all) await ledger.putEntry(entry({ dataset, system }));
      await ledger.putEntry(entry({ dataset, system: systems[0] ?? '', revision: 2 }));
      await ledger.putEntry(entry({ dataset, system: systems[0] ?? '', period: '2026-09' }));
      const read = await listOf(ledger.readReports(dataset, PERIOD, agency, systems));
      const found = read.map(({ system, revision }) => `${system} ${revision}`).sort();
      expect(found).toEqual([...systems.map((system) => `${system} 1`), `${systems[0]} 2`].sort());
      expect(read.every(({ period }) => period === PERIOD)).toBe(true);
    });

    test('more than a page of entries (1 MB) is read to its end', async () => {
      const ledger = open();
      const dataset = newDataset();
      const large = Array.from({ length: 5 }, (_, index) =>
        entry({ dataset, revision: index + 1, cells: incompressible(250_000) }),
      );
      for (const one of large) expect(await ledger.putEntry(one)).toBe('written');
      expect(await ledger.readRevisions('H26.dvc', dataset, PERIOD)).toEqual(large);
      expect(await listOf(ledger.readReports(dataset, PERIOD, 'H26', ['H26.dvc']))).toEqual(large);
    });

    test('entries are read by their places, those that are not there and the same one twice too', async () => {
      const ledger = open();
      const dataset = newDataset();
      const all = Array.from({ length: 120 }, (_, index) => entry({ dataset, revision: index + 1 }));
      for (const one of all.slice(0, 110)) await ledger.putEntry(one);
      const found = await ledger.readPlaces([...all, ...all.slice(0, 1)]);
      expect(found.map((one) => one.entry)).toEqual([
        ...all.slice(0, 110),
        ...Array(10).fill(null),
        ...all.slice(0, 1),
      ]);
      expect(new Set(found.map(({ place }) => place)).size).toBe(120);
      expect(found[0]?.place).toBe(found.at(-1)?.place);
      expect(await ledger.readPlaces([])).toEqual([]);
    });

    test('an entry is replaced only while it stands as it was read', async () => {
      const ledger = open();
      const dataset = newDataset();
      const [right, damaged] = [entry({ dataset }), entry({ dataset, cells: { 'cost.balance': '9' } })];
      const changed = 'it has changed meanwhile';
      expect(await ledger.replaceEntry(right, damaged)).toBe(changed);
      await ledger.putEntry(damaged);
      expect(await ledger.replaceEntry(right, { ...damaged, agency: 'H49' })).toBe(changed);
      expect(await ledger.replaceEntry(right, entry({ dataset, cells: { 'cost.balance': '8' } }))).toBe(
        changed,
      );
      expect(await ledger.findEntry(right)).toEqual(damaged);
      expect(await ledger.replaceEntry(right, damaged)).toBe('written');
      expect(await ledger.findEntry(right)).toEqual(right);
      expect(await ledger.replaceEntry(right, damaged)).toBe(changed);
    });

    test('an entry above the 400 KB of an item is refused loudly, and nothing of it stands', async () => {
      const ledger = open();
      const tooLarge = entry({ dataset: newDataset(), cells: incompressible(420_000) });
      await expect(ledger.putEntry(tooLarge)).rejects.toThrow();
      expect(await ledger.findEntry(tooLarge)).toBeNull();
    });
  });
}
