import { describe, expect, test } from 'vitest';
import type { StoredNode } from '../../../../shared/app/ports/totals.ts';
import { verifyTotals } from '../../../../shared/app/verification/verify-totals.ts';
import { countOf } from '../../../../shared/domain/totals/reporters.ts';
import { readPeriod } from '../../../../shared/domain/values/period.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { calendar } from '../../../fixtures/catalogue.ts';
import { oneMore } from '../../../fixtures/numbers.ts';
import { cellsOf, planFor, report } from '../../../fixtures/reports.ts';

const place = (node: string, parent: string | null) => ({
  dataset: 'monthly',
  period: '2026-10',
  parent,
  node,
});

async function counted(): Promise<FakeHub> {
  const hub = fakeHub();
  for (const system of ['H26.dvc', 'H26.18.01.so', 'G06.dvc']) await hub.submit(report({ system }));
  await hub.drain();
  return hub;
}

/** Damages a stored total, as no fold would. */
async function damage(
  hub: FakeHub,
  node: string,
  parent: string | null,
  change: (stored: StoredNode) => StoredNode,
) {
  const stored = await hub.totals.readNode(place(node, parent));
  if (stored === null) throw new Error(`${node} is not stored`);
  const damaged = { ...change(stored), version: stored.version + 1 };
  expect(await hub.totals.putNode(place(node, parent), damaged, stored.version)).toBe('written');
}
const addReporter = (stored: StoredNode): StoredNode => ({
  ...stored,
  content: { ...stored.content, reporters: oneMore(stored.content.reporters) },
});

/** Verifies while something happens in each pause. */
async function verifyWith(hub: FakeHub, pause: () => Promise<void>) {
  const period = readPeriod('2026-10', calendar);
  if (period === null) throw new Error('no period');
  return verifyTotals(
    { ...hub.verifyPorts, pause },
    { dataset: planFor('monthly').dataset, period, snapshot: await hub.registry.readSnapshot() },
  );
}

describe('verify', () => {
  test('finds what is stored equal to what the ledger says, and says what it read', async () => {
    const hub = await counted();
    expect(await hub.verify()).toMatchObject({
      dataset: 'monthly',
      period: '2026-10',
      entries: 3,
      totals: 7,
      differences: [],
      national: { reporters: 3, cells: { 'cost.balance': '3' } },
    });
  });

  test('of a period of which nothing is known is empty and without differences', async () => {
    expect(await fakeHub().verify()).toMatchObject({
      entries: 0,
      differences: [],
      national: { cells: {}, reporters: 0, newestReceivedAt: null },
    });
  });

  test('gives equal digests for equal ledgers, whatever the way there, and another one for another', async () => {
    const [one, other] = [await counted(), fakeHub()];
    for (const system of ['G06.dvc', 'H26.18.01.so', 'H26.dvc']) await other.submit(report({ system }));
    const { digest } = await one.verify();
    expect((await other.verify()).digest).toBe(digest);
    await other.submit(report({ system: 'H49.dvc' }));
    expect((await other.verify()).digest).not.toBe(digest);
  });

  // The country is compared with the stored totals below it, which are compared with the ledger.
  test.each([
    ['H26', 'VN', ['H26', 'VN']],
    ['VN', null, ['VN']],
    ['H26.18', 'H26', ['H26.18']],
    ['H26.18.01', 'H26.18', ['H26.18.01']],
  ])('names the total %s that was damaged', async (node, parent, named) => {
    const hub = await counted();
    await damage(hub, node, parent, addReporter);
    const { differences } = await hub.verify();
    expect(differences.map((difference) => difference.node)).toEqual(named);
    const [{ stored, recomputed } = { stored: null, recomputed: null }] = differences;
    expect(stored?.reporters).toBe(oneMore(recomputed?.reporters ?? ''));
  });

  test('finds a single digit that is wrong', async () => {
    const hub = await counted();
    await damage(hub, 'VN', null, (stored) => ({
      ...stored,
      content: { ...stored.content, cells: { ...stored.content.cells, 'cost.balance': '3.001' } },
    }));
    expect((await hub.verify()).differences.map(({ node }) => node)).toEqual(['VN']);
  });

  test('names what a crash left unfolded, up to below the country; the repair goes up to it', async () => {
    const hub = await counted();
    await hub.submit(report({ system: 'H26.05.x' }));
    const { differences } = await hub.verify();
    expect(differences.map(({ node, stored }) => [node, stored && countOf(stored.reporters)])).toEqual([
      ['H26.05', null],
      ['H26', 2],
    ]);
    const repairs = await hub.repair(differences.map(({ node }) => node));
    expect(repairs).toEqual(['H26.05', 'H26', 'VN'].map((node) => ({ node, outcome: 'written' })));
    expect((await hub.verify()).differences).toEqual([]);
    expect((await hub.total())?.reporters).toBe(4);
  });

  test('does not count a difference that live traffic folds away in the meantime', async () => {
    const hub = await counted();
    await hub.submit(report({ system: 'H26.05.x' }));
    const { differences, national } = await verifyWith(hub, () => hub.drain());
    expect(differences).toEqual([]);
    expect(countOf(national.reporters)).toBe(4);
  });

  test('does not count differences that are new ones in every pass: only what stands in two passes is wrong', async () => {
    const hub = await counted();
    let revision = 1;
    const busy = async () => {
      await hub.drain();
      revision += 1;
      await hub.submit(report({ system: 'H26.05.x', revision, cells: cellsOf('monthly', () => revision) }));
    };
    await busy();
    expect((await verifyWith(hub, busy)).differences).toEqual([]);
  });

  test('still finds what stands beside traffic that never rests', async () => {
    const hub = await counted();
    await damage(hub, 'G06', 'VN', addReporter);
    let revision = 1;
    const busy = async () => {
      await hub.drain();
      revision += 1;
      await hub.submit(report({ system: 'H26.05.x', revision, cells: cellsOf('monthly', () => revision) }));
    };
    await busy();
    // The country was not wrong when G06 was damaged; every fold since has made it so.
    expect((await verifyWith(hub, busy)).differences.map(({ node }) => node)).toContain('G06');
  });
});
