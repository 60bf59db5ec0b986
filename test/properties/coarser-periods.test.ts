/**
 * Totals of coarser periods, for random sparse entries under a tree that moves: every node equals the plain
 * recomputation from the entries, in figures and in who reported them, and every parent is the fold of its children.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTotals } from '../../shared/app/totals/read-totals.ts';
import type { Agency, System } from '../../shared/contract/registry.ts';
import type { CellValues, LedgerEntry } from '../../shared/contract/submissions/ledger.ts';
import { TotalsAnswer } from '../../shared/contract/totals.ts';
import { type Period, partsOf, readPeriod } from '../../shared/domain/values/period.ts';
import { type FakeHub, fakeHub } from '../fakes/hub.ts';
import { calendar, foldOf } from '../fixtures/catalogue.ts';
import { eventEntry, happened, withdrawalOf } from '../fixtures/events.ts';
import { agency, credential, snapshotOf, system } from '../fixtures/registry.ts';
import { entry, planFor } from '../fixtures/reports.ts';
import { foldOfChildren, plainAnswer, plainTotal, type World } from './plain-periods.ts';

const AGENCIES = ['H26', 'H26.05', 'H26.18', 'H49', 'G06'];
const IDS = ['H26.dvc', 'H26.05.x', 'H26.18.dvc', 'H26.18.01.so', 'H49.dvc', 'G06.dvc'];
const COARSER = ['2026-Q2', '2026-H1', '2026'];
/** Days between two months and within one. */
const DAYS = ['2026-03-15', '2026-04-01', '2026-05-15', '2026-06-02'];

const periodOf = (id: string): Period => {
  const period = readPeriod(id, calendar);
  if (period === null) throw new Error(`${id} is no period`);
  return period;
};
const monthsOf = (id: string) => partsOf(periodOf(id), 'month', calendar) ?? [];
/** Few, so that they meet. */
const months = ['2026-01', '2026-04', '2026-05', '2026-06'];

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
const moved = <T>(day: string | null, first: T, second: T) =>
  day === null
    ? [{ from: '2020-01-01', to: null, ...first }]
    : [
        { from: '2020-01-01', to: dayBefore(day), ...first },
        { from: day, to: null, ...second },
      ];

const anySystem = (id: string): fc.Arbitrary<System> =>
  fc
    .tuple(fc.option(fc.constantFrom(...DAYS), { nil: null }), fc.constantFrom(...AGENCIES, 'H26.18.01'))
    .map(([day, other]) =>
      system(id, moved(day, { agency: id.slice(0, id.lastIndexOf('.')) }, { agency: other })),
    );
const anyTree: fc.Arbitrary<Pick<World, 'agencies' | 'systems'>> = fc
  .tuple(fc.option(fc.constantFrom(...DAYS), { nil: null }), fc.tuple(...IDS.map(anySystem)))
  .map(([day, systems]) => {
    const commune: Agency = agency('H26.18.01', 'commune');
    const names = commune.history[0]?.names ?? { vi: '', en: '' };
    const history = moved(day, { parent: 'H26.18', names }, { parent: 'H49', names });
    return {
      systems,
      agencies: [...AGENCIES.map((code) => agency(code, 'province')), { ...commune, history }],
    };
  });

const keys = [...planFor('monthly').keys];
const anyCells: fc.Arbitrary<CellValues> = fc
  .tuple(
    fc.subarray(keys, { minLength: 1 }),
    fc.array(fc.integer({ min: -9, max: 99 }), { minLength: 2, maxLength: 9 }),
  )
  .map(([chosen, values]) =>
    Object.fromEntries(
      chosen.map((key, index) => {
        const value = (at: number) => String(values[at % values.length]);
        return [
          key,
          foldOf(key.split('|')[0] ?? '') === 'ratio' ? [value(index), value(index + 1)] : value(index),
        ];
      }),
    ),
  );

const anyReport: fc.Arbitrary<LedgerEntry> = fc
  .record({
    system: fc.constantFrom(...IDS),
    period: fc.constantFrom(...months),
    revision: fc.integer({ min: 1, max: 3 }),
    cells: anyCells,
    kind: fc.constantFrom('report' as const, 'report' as const, 'withdrawal' as const),
  })
  .map((drawn) => entry({ ...drawn, cells: drawn.kind === 'report' ? drawn.cells : {} }));
const anyEvent: fc.Arbitrary<LedgerEntry[]> = fc
  .record({
    system: fc.constantFrom(...IDS),
    period: fc.constantFrom(...months),
    key: fc.integer({ min: 1, max: 9 }),
    increments: fc.array(anyCells, { minLength: 1, maxLength: 2 }),
    isWithdrawn: fc.boolean(),
  })
  .map(({ system, period, key, increments, isWithdrawn }) => {
    // Its key decides the minute, so that no two windows of a system end together.
    const from = Date.parse(`${periodOf(period).from}T03:${String(key * 3).padStart(2, '0')}:00.000Z`);
    const event = eventEntry({
      system,
      period,
      idempotencyKey: `k-${key}`,
      increments: increments.map((cells, index) =>
        happened('', { from, to: from + (index + 1) * 1000, cells }),
      ),
    });
    return isWithdrawn ? [event, withdrawalOf(event)] : [event];
  });

const reports = fc.uniqueArray(anyReport, {
  selector: (one) => `${one.system} ${one.period} ${'revision' in one ? one.revision : ''}`,
  maxLength: 14,
});
const events = fc
  .uniqueArray(anyEvent, {
    selector: ([one]) => `${one?.system} ${one?.period} ${one?.idempotencyKey}`,
    maxLength: 10,
  })
  .map((those) => those.flat());

async function ask(hub: FakeHub, dataset: string, node: string, period: string, asOf: number | null = null) {
  const query = { dataset, period, node, asOf, after: null, afterChange: null };
  const answer = await readTotals(hub.readPorts, credential(), query, Date.parse('2026-12-30T00:00:00.000Z'));
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return TotalsAnswer.parse(answer.value);
}

async function hubOf({ agencies, systems, entries }: World): Promise<FakeHub> {
  const hub = fakeHub(snapshotOf(1, agencies, systems));
  for (const one of entries) {
    await hub.ledger.putEntry(one);
    await hub.queue.sendEntry(one);
  }
  await hub.drain();
  return hub;
}

describe.each([
  ['monthly', reports],
  ['realtime', events],
] as const)('coarser periods of %s', (dataset, drawn: fc.Arbitrary<LedgerEntry[]>) => {
  test('every node is what the entries say, and the fold of its children', async () => {
    await fc.assert(
      fc.asyncProperty(anyTree, drawn, fc.constantFrom(...COARSER), async (tree, entries, id) => {
        const world = { ...tree, entries };
        const hub = await hubOf(world);
        const parts = monthsOf(id);
        for (const node of ['VN', ...world.agencies.map(({ code }) => code)]) {
          const answer = await ask(hub, dataset, node, id);
          expect(answer.stocksFrom).toBe(parts.at(-1)?.id);
          const total = plainAnswer(answer.total);
          expect(total).toEqual(plainTotal(world, parts, node));
          const children = answer.children.map((child) => plainAnswer(child));
          for (const [index, child] of children.entries())
            expect(child).toEqual(plainTotal(world, parts, answer.children[index]?.node ?? '', node));
          expect(foldOfChildren(children)).toEqual(
            Object.fromEntries(Object.entries(total.cells).map(([key, { value }]) => [key, value])),
          );
        }
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  test('a month as of now is the month as it is stored', async () => {
    await fc.assert(
      fc.asyncProperty(anyTree, drawn, fc.constantFrom(...months), async (tree, entries, month) => {
        const hub = await hubOf({ ...tree, entries });
        for (const node of ['VN', 'H26', 'H26.18']) {
          const { total, children } = await ask(hub, dataset, node, month);
          const then = await ask(hub, dataset, node, month, Date.parse('2026-12-01T00:00:00.000Z'));
          // What was withdrawn since it was stored is an empty child there.
          expect([then.total, then.children]).toEqual([
            total,
            children.filter(({ reporters }) => reporters > 0),
          ]);
        }
      }),
      { numRuns: 100 },
    );
  }, 120_000);
});
