/** After a change of the tree, the refolds that it asks for make every total that of the ledger under the new tree. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoredNode } from '../../../../shared/app/ports/totals.ts';
import { readSeed } from '../../../../shared/app/registry/load-seed.ts';
import { type AggregatePorts, aggregateBatch } from '../../../../shared/app/totals/aggregate-batch.ts';
import { verifyTotals } from '../../../../shared/app/verification/verify-totals.ts';
import type { EventEntry, LedgerEntry, ReportEntry } from '../../../../shared/contract/submissions/ledger.ts';
import { compileCatalogue, foldOfCatalogue } from '../../../../shared/domain/registry/cell.ts';
import { refoldsOf } from '../../../../shared/domain/registry/refolds.ts';
import type { RegistrySnapshot } from '../../../../shared/domain/registry/tree.ts';
import { isEvent } from '../../../../shared/domain/submissions/submission-key.ts';
import { readPeriod } from '../../../../shared/domain/values/period.ts';
import { agency, snapshotOf, system } from '../../../fixtures/registry.ts';
import { smallSeedFiles } from '../../../fixtures/small-seed.ts';

function fail(text: string): never {
  throw new Error(text);
}

const seed = readSeed(smallSeedFiles());
if (!seed.ok) throw new Error('the seed has faults');
const { calendar } = seed.value;
const catalogue = compileCatalogue(seed.value.catalogue);
const period = readPeriod('2026-12', calendar) ?? fail('no period');
const datasets = ['etx-monthly', 'etx-daily', 'etx-live'].flatMap(
  (id) => catalogue.datasets.get(id)?.dataset ?? [],
);

const decided = {
  agency: 'H26',
  period: period.id,
  digest: 'a'.repeat(64),
  sha256: 'a'.repeat(64),
  receivedAt: '2026-11-20T02:30:00.000Z',
  storedAt: '2026-11-20T02:30:00.000Z',
  registryVersion: 1,
  catalogueVersion: 1,
  timeliness: 'on-time' as const,
  credential: 'abcdefghijkl',
};
const cells = (value: number) => ({ 'sharing.messages-sent': String(value) });

/** One report and two events of each system. */
const entriesOf = (systems: readonly string[]): LedgerEntry[] =>
  systems.flatMap((id, index): LedgerEntry[] => {
    const report: ReportEntry = {
      ...decided,
      kind: 'report',
      system: id,
      dataset: 'etx-monthly',
      revision: 1,
      cells: cells(index + 1),
      idempotencyKey: null,
    };
    const event = (dataset: string, bucket: string, shard: number): EventEntry => ({
      ...decided,
      kind: 'event',
      system: id,
      dataset,
      bucket,
      shard,
      idempotencyKey: 'k',
      increments: [{ from: decided.receivedAt, to: decided.receivedAt, cells: cells(index + 1) }],
    });
    return [report, event('etx-daily', '2026-11-20', 0), event('etx-live', '2026-11-20T09:30', index % 16)];
  });

function stores(entries: readonly LedgerEntry[]) {
  const nodes = new Map<string, Map<string, StoredNode>>();
  const place = (dataset: string, parent: string | null) => `${dataset} ${parent ?? '-'}`;
  const bySystem = Map.groupBy(entries, ({ system: id, dataset }) => `${dataset} ${id}`);
  const eventsOf = (dataset: string, id: string) =>
    (bySystem.get(`${dataset} ${id}`) ?? []).filter((entry) => isEvent(entry));
  const ports: Omit<
    AggregatePorts,
    'readSnapshot' | 'readCatalogue' | 'readCalendar' | 'writeJournal' | 'buryMessage'
  > = {
    readNode: async ({ dataset, parent, node }) => nodes.get(place(dataset, parent))?.get(node) ?? null,
    readNodes: async (keys) => Promise.all(keys.map(ports.readNode)),
    readChildren: async function* (dataset, _, node) {
      yield* nodes.get(place(dataset, node)) ?? [];
    },
    putNode: async ({ dataset, parent, node }, value, expected) => {
      const partition = nodes.get(place(dataset, parent)) ?? new Map<string, StoredNode>();
      nodes.set(place(dataset, parent), partition);
      if ((partition.get(node)?.version ?? null) !== expected) return 'lost the race';
      partition.set(node, value);
      return 'written';
    },
    readReports: async function* (dataset, _, __, systems) {
      for (const id of systems)
        for (const entry of bySystem.get(`${dataset} ${id}`) ?? []) if (!isEvent(entry)) yield entry;
    },
    readEvents: async function* (dataset, id, bucket, shard) {
      yield* eventsOf(dataset, id).filter((entry) => entry.bucket === bucket && entry.shard === shard);
    },
  };
  return {
    ...ports,
    readSystemEvents: async function* (dataset: string, id: string) {
      yield* eventsOf(dataset, id);
    },
  };
}

/** Counts all entries under `before`, changes the tree, sends the refolds; the names of what then differs. */
async function afterTheChange(before: RegistrySnapshot, after: RegistrySnapshot) {
  const entries = entriesOf([...before.systems.keys()]);
  const ports = stores(entries);
  const consume = async <T extends object>(snapshot: RegistrySnapshot, bodies: readonly T[]) => {
    const messages = bodies.map((body, index) => ({ id: `m${index}`, body, receiveCount: 1 }));
    const { failures } = await aggregateBatch(
      {
        ...ports,
        readSnapshot: async () => snapshot,
        readCatalogue: async () => ({ value: catalogue, version: 1 }),
        readCalendar: async () => calendar,
        writeJournal: async () => undefined,
        buryMessage: async () => undefined,
      },
      messages.map((message) => ({ ...message, body: JSON.stringify(message.body) })),
    );
    return messages.filter(({ id }) => failures.some((failure) => failure.id === id)).map(({ body }) => body);
  };
  // Messages of systems that were not in the tree wait until they are.
  const waiting = await consume(before, entries);
  const refolds = refoldsOf(before, after, datasets, () => [period]);
  const failures = await consume(after, refolds);
  await consume(after, waiting);
  const differences: string[] = [];
  for (const dataset of datasets) {
    const verified = await verifyTotals(
      {
        ...ports,
        readSnapshot: async () => after,
        foldOf: foldOfCatalogue(catalogue),
        pause: async () => undefined,
      },
      { dataset, period, snapshot: after },
    );
    differences.push(...verified.differences.map(({ node }) => `${dataset.id} ${node}`));
  }
  return { failures, refolds, differences };
}

const of = (code: string) => [{ from: '2021-01-01', to: null, agency: code }];
const right = { failures: [], differences: [] };
const nodesOf = (refolds: readonly { dataset: string; node: string }[], dataset: string) =>
  refolds.filter((refold) => refold.dataset === dataset).map(({ node }) => node);

const province = agency('H26', 'province');
const departments = ['H26.05', 'H26.18'].map((code) => agency(code, 'department'));

test('a system that moves has the old and the new agency folded, and its own total where it has one', async () => {
  const agencies = [province, ...departments];
  const before = snapshotOf(1, agencies, [
    system('H26.05.x', of('H26.05')),
    system('H26.18.y', of('H26.18')),
  ]);
  const after = snapshotOf(2, agencies, [system('H26.05.x', of('H26.18')), system('H26.18.y', of('H26.18'))]);
  const { refolds, ...rest } = await afterTheChange(before, after);
  expect(rest).toEqual(right);
  expect(nodesOf(refolds, 'etx-monthly')).toEqual(['H26.05', 'H26.18']);
  expect(nodesOf(refolds, 'etx-daily')).toEqual(['H26.05', 'H26.05.x']);
});

test('a change of names alone, or of what begins after the period, asks for nothing', async () => {
  const before = snapshotOf(1, [province], [system('H26.x', of('H26'))]);
  const later = system('H26.x', [
    { from: '2021-01-01', to: '2027-01-31', agency: 'H26' },
    { from: '2027-02-01', to: null, agency: 'G06' },
  ]);
  const renamed = { ...later, names: { vi: 'mới', en: 'new' } };
  expect(refoldsOf(before, snapshotOf(2, [province], [renamed]), datasets, () => [period])).toEqual([]);
});

test('the first registry asks for nothing: there is nothing that could be stale', async () => {
  const first = snapshotOf(1, [province, ...departments], [system('H26.x', of('H26'))]);
  expect(refoldsOf(snapshotOf(0, [], []), first, datasets, () => [period])).toEqual([]);
});

const many = (count: number, code = 'H26') =>
  Array.from({ length: count }, (_, index) => system(`${code}.s${index}`, of(code)));

test.each([
  ['becomes wide', 256, 257],
  ['is wide no more', 257, 256],
])('an agency that %s has right totals in its bands and below them', async (_, from, to) => {
  const before = snapshotOf(1, [province, ...departments], many(from - 2));
  const after = snapshotOf(2, [province, ...departments], many(to - 2));
  // What is gone from the registry is out of the tree.
  const { refolds, ...rest } = await afterTheChange(before, after);
  expect(rest).toEqual(right);
  expect(refolds.length).toBeGreaterThan(200);
});

/** Small countries around the width at which an agency gets bands; agencies and systems come, move, close and go. */
const codes = ['H26', 'G06', 'H26.05', 'H26.18', 'H26.05.01'];
const plan: fc.Arbitrary<Plan> = fc.record({
  parents: fc.tuple(fc.constantFrom('H26', 'H26.05'), fc.constantFrom('VN', 'G06', 'H26')),
  closed: fc.subarray(codes.slice(2)),
  owners: fc.array(fc.option(fc.constantFrom(...codes), { freq: 5 }), { minLength: 6, maxLength: 6 }),
  width: fc.constantFrom(0, 3, 252, 253, 254, 255, 256),
});

type Plan = {
  readonly parents: readonly [string, string];
  readonly closed: readonly string[];
  readonly owners: readonly (string | null)[];
  readonly width: number;
};

function countryOf(version: number, { parents: [deep, moved], closed, owners, width }: Plan) {
  const life = (code: string) => ({ to: closed.includes(code) ? '2026-12-01' : null });
  return snapshotOf(
    version,
    [
      agency('H26', 'province'),
      agency('G06', 'ministry'),
      agency('H26.05', 'department', life('H26.05')),
      agency('H26.18', 'department', { parent: moved, ...life('H26.18') }),
      agency('H26.05.01', 'commune', { parent: deep, ...life('H26.05.01') }),
    ],
    [
      ...owners.flatMap((owner, index) => (owner === null ? [] : system(`H26.own${index}`, of(owner)))),
      ...many(width),
    ],
  );
}

test('whatever changes, the refolds make all totals equal to the replay under the new tree', async () => {
  const runs: unknown[] = [];
  await fc.assert(
    fc.asyncProperty(plan, plan, async (before, after) => {
      const { failures, differences } = await afterTheChange(countryOf(1, before), countryOf(2, after));
      runs.push({ failures, differences });
      expect({ failures, differences }).toEqual(right);
    }),
    { numRuns: 40 },
  );
  expect(runs).toHaveLength(40);
}, 120_000);
