/** What verify finds where the ledger has nothing, what repair makes of it, and what is said of what stays wrong. */
import { describe, expect, test } from 'vitest';
import type { NodeKey, StoredNode } from '../../../../shared/app/ports/totals.ts';
import { repairTotals } from '../../../../shared/app/verification/repair-totals.ts';
import { verifyAndRepair } from '../../../../shared/app/verification/verify-and-repair.ts';
import { verifyTotals } from '../../../../shared/app/verification/verify-totals.ts';
import type { Dataset } from '../../../../shared/contract/registry.ts';
import { refoldsOf } from '../../../../shared/domain/registry/refolds.ts';
import type { RegistrySnapshot } from '../../../../shared/domain/registry/tree.ts';
import type { NodeContent } from '../../../../shared/domain/totals/total.ts';
import { readPeriod } from '../../../../shared/domain/values/period.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { calendar } from '../../../fixtures/catalogue.ts';
import { events, increment, RECEIVED } from '../../../fixtures/events.ts';
import { oneMore } from '../../../fixtures/numbers.ts';
import { system } from '../../../fixtures/registry.ts';
import { planFor, report } from '../../../fixtures/reports.ts';

const periodOf = (id: string) => {
  const period = readPeriod(id, calendar);
  if (period === null) throw new Error(`no period ${id}`);
  return period;
};
const OCTOBER = periodOf('2026-10');
const realtime = planFor('realtime').dataset;
const at = (node: string, parent: string): NodeKey => ({
  dataset: 'realtime',
  period: OCTOBER.id,
  parent,
  node,
});
const stray: StoredNode = {
  version: 3,
  registryVersion: 1,
  revisions: {},
  seen: 9,
  content: { cells: { [RECEIVED]: '1000' }, reporters: '', newestReceivedAt: '2026-10-05T03:40:00.000Z' },
};

async function withEvents(): Promise<FakeHub> {
  const hub = fakeHub();
  await hub.submit(events(), { idempotencyKey: 'k1' });
  await hub.drain();
  return hub;
}

const placed = (snapshot: RegistrySnapshot, dataset: Dataset) => ({ dataset, period: OCTOBER, snapshot });
const repaired = async (hub: FakeHub, ports = hub.verifyPorts) =>
  verifyAndRepair(ports, placed(await hub.registry.readSnapshot(), realtime));
const names = ({ differences }: { differences: readonly { node: string }[] }) =>
  differences.map(({ node }) => node);

describe('a stored total that the ledger has nothing of', () => {
  const places: [string, string, string][] = [
    ['a day', 'H26.dvc@2026-10-06', 'H26.dvc'],
    ['an hour of a day that has events', 'H26.dvc@2026-10-05T23', 'H26.dvc@2026-10-05'],
    ['a day of a system that has none', 'H26.18.01.so@2026-10-06', 'H26.18.01.so'],
    ['a day of another period', 'H26.dvc@2026-12-24', 'H26.dvc'],
    ['a day of another system', 'G06.dvc@2026-10-06', 'H26.dvc'],
    ['an hour in the place of a day', 'H26.dvc@2026-10-06T10', 'H26.dvc'],
    ['what is no time bucket', 'rubbish', 'H26.dvc'],
  ];

  test.each(places)('%s is named and made empty', async (_, node, parent) => {
    const hub = await withEvents();
    hub.totals.tamper(at(node, parent), stray);
    expect(names(await hub.verify('realtime'))).toEqual([node]);
    const first = await repaired(hub);
    expect([first.differenceCount, first.stuck]).toEqual([1, []]);
    expect((await hub.totals.readNode(at(node, parent)))?.content).toMatchObject({
      cells: {},
      reporters: '',
    });
    expect((await hub.verify('realtime')).differenceCount).toBe(0);
    expect((await repaired(hub)).folded).toBe(0);
  });

  test.each(places)('%s goes out of the totals above it again', async (_, node, parent) => {
    const hub = await withEvents();
    const before = await hub.total('VN', 'realtime');
    hub.totals.tamper(at(node, parent), stray);
    await hub.repair([parent], 'realtime'); // As whoever folds next.
    const { stuck } = await repaired(hub);
    expect(stuck).toEqual([]);
    expect(await hub.total('VN', 'realtime')).toEqual(before);
    expect((await hub.verify('realtime')).differenceCount).toBe(0);
  });

  test('with others below it goes with them, deepest first', async () => {
    const hub = await withEvents();
    hub.totals.tamper(at('H26.dvc@2026-10-06', 'H26.dvc'), stray);
    hub.totals.tamper(at('H26.dvc@2026-10-06T10', 'H26.dvc@2026-10-06'), stray);
    expect(names(await hub.verify('realtime'))).toEqual(['H26.dvc@2026-10-06T10', 'H26.dvc@2026-10-06']);
    expect((await repaired(hub)).stuck).toEqual([]);
    expect((await hub.verify('realtime')).differenceCount).toBe(0);
  });

  test('under itself does not keep verify for ever', async () => {
    const hub = await withEvents();
    hub.totals.tamper(at('H26.dvc@2026-10-07', 'H26.dvc'), stray);
    hub.totals.tamper(at('H26.dvc@2026-10-07', 'H26.dvc@2026-10-07'), stray);
    expect((await repaired(hub)).stuck).toEqual([]);
    expect((await hub.verify('realtime')).differenceCount).toBe(0);
  });

  test('that got its first event since it was found is folded from that', async () => {
    const hub = await withEvents();
    const node = 'H26.dvc@2026-10-06';
    hub.totals.tamper(at(node, 'H26.dvc'), stray);
    const next = Date.parse('2026-10-06T03:31:00.000Z');
    await hub.submit(events({ increments: [increment(5, { from: next })] }), { idempotencyKey: 'k2' });
    const found = { node, strayUnder: 'H26.dvc' };
    const snapshot = await hub.registry.readSnapshot();
    await repairTotals(hub.verifyPorts, placed(snapshot, realtime), [found]);
    await hub.drain();
    expect((await hub.total('VN', 'realtime'))?.cells[RECEIVED]).toBe('6');
    expect((await hub.verify('realtime')).differenceCount).toBe(0);
  });

  test('is not asked for where nothing above it is stored, if that is passed over', async () => {
    const hub = await withEvents();
    hub.totals.tamper(at('H26.18.01.so@2026-10-06', 'H26.18.01.so'), stray);
    const asked: string[] = [];
    const ports = {
      ...hub.verifyPorts,
      passesOver: true,
      readChildren: (dataset: string, period: string, node: string) => {
        asked.push(node);
        return hub.totals.readChildren(dataset, period, node);
      },
    };
    expect((await repaired(hub, ports)).differenceCount).toBe(0);
    expect(asked).not.toContain('H26.18.01.so');
    expect(asked).toContain('H26.dvc');
    // As soon as its system is folded it is in a sum, and found.
    await hub.repair(['H26.18.01.so'], 'realtime');
    expect((await repaired(hub, ports)).stuck).toEqual([]);
    expect((await hub.verify('realtime')).differenceCount).toBe(0);
  });
});

const wrongly = (content: NodeContent): NodeContent => ({
  ...content,
  reporters: oneMore(content.reporters),
});

describe('a repair', () => {
  test('that changes nothing, of a total that stays wrong, is said to be stuck', async () => {
    const hub = await withEvents();
    // A store that shows one thing to a fold of the system and another to a look at it.
    const readNode = async (key: NodeKey) => {
      const stored = await hub.totals.readNode(key);
      return stored && key.node === 'H26' ? { ...stored, content: wrongly(stored.content) } : stored;
    };
    const { stuck } = await repaired(hub, { ...hub.verifyPorts, readNode, putNode: async () => 'written' });
    expect(stuck).toEqual(['H26: written']);
    const unmoved = { ...hub.verifyPorts, putNode: async () => 'lost the race' as const };
    hub.totals.tamper(at('H26.dvc@2026-10-06', 'H26.dvc'), stray);
    expect((await repaired(hub, unmoved)).stuck).toEqual(['H26.dvc > H26.dvc@2026-10-06: lost every race']);
  });

  test('goes on with the other agencies where one cannot be compared', async () => {
    const hub = fakeHub();
    for (const one of ['H26.dvc', 'G06.dvc']) await hub.submit(report({ system: one }));
    const ports: typeof hub.verifyPorts = {
      ...hub.verifyPorts,
      readReports: (dataset, period, owner, systems) => {
        if (owner === 'H26') throw new Error('unreadable');
        return hub.ledger.readReports(dataset, period, owner, systems);
      },
    };
    const snapshot = await hub.registry.readSnapshot();
    const done = await verifyAndRepair(ports, placed(snapshot, planFor('monthly').dataset));
    expect(done.failed).toEqual(['H26: Error: unreadable']);
    expect((await hub.total('G06'))?.reporters).toBe(1);
  });

  test('of more differences than one look can name needs several looks, and counts each once', async () => {
    const hub = fakeHub();
    const many = 5200;
    await hub.submit(events(), { idempotencyKey: 'k1' });
    await hub.drain();
    for (let index = 0; index < many; index += 1) {
      const minute = new Date(Date.parse('2026-09-16T00:00:00.000Z') + index * 60_000).toISOString();
      const hour = `H26.dvc@${minute.slice(0, 13)}`;
      hub.totals.tamper(at(`H26.dvc@${minute.slice(0, 16)}`, hour), stray);
      hub.totals.tamper(at(hour, `H26.dvc@${minute.slice(0, 10)}`), stray);
      hub.totals.tamper(at(`H26.dvc@${minute.slice(0, 10)}`, 'H26.dvc'), stray);
    }
    const days = Math.ceil(many / 1440);
    const found = await hub.verify('realtime');
    expect(found.differenceCount).toBe(many + Math.ceil(many / 60) + days);
    expect(found.differences.length).toBeLessThanOrEqual(100);
    const { stuck, differenceCount } = await repaired(hub);
    expect([stuck, differenceCount]).toEqual([[], found.differenceCount]);
    expect((await hub.verify('realtime')).differenceCount).toBe(0);
  });
});

describe('beside a load of the registry', () => {
  test('a total that was folded under a newer tree is no difference', async () => {
    const hub = fakeHub();
    await hub.submit(report());
    await hub.drain();
    const old = await hub.registry.readSnapshot();
    const moved = system('H26.dvc', [{ from: '2021-01-01', to: null, agency: 'G06' }]);
    await hub.registry.writeRecords([{ kind: 'system', id: 'H26.dvc', body: moved }]);
    const now = await hub.registry.readSnapshot();
    const monthly = planFor('monthly').dataset;
    await hub.repair(refoldsOf(old, now, [monthly], () => [OCTOBER]).map(({ node }) => node));
    expect((await verifyTotals(hub.verifyPorts, placed(old, monthly))).differences).toEqual([]);
    const sweep = await verifyAndRepair(hub.verifyPorts, placed(old, monthly));
    expect([sweep.differenceCount, sweep.folded, sweep.stuck]).toEqual([0, 0, []]);
  });

  test('a total that is wrong in the newer tree too is found and repaired', async () => {
    const hub = fakeHub();
    await hub.submit(report());
    await hub.drain();
    const old = await hub.registry.readSnapshot();
    const moved = system('H26.dvc', [{ from: '2021-01-01', to: null, agency: 'G06' }]);
    await hub.registry.writeRecords([{ kind: 'system', id: 'H26.dvc', body: moved }]);
    const monthly = planFor('monthly').dataset;
    await hub.repair(['H26', 'VN']); // The message for G06 was lost.
    const sweep = await verifyAndRepair(hub.verifyPorts, placed(old, monthly));
    expect(sweep.stuck).toEqual([]);
    const again = await verifyAndRepair(hub.verifyPorts, placed(await hub.registry.readSnapshot(), monthly));
    expect(again.stuck).toEqual([]);
    expect((await hub.verify()).differenceCount).toBe(0);
    expect((await hub.total('G06'))?.reporters).toBe(1);
  });
});
