/** Messages of the queue that are not plain reports: poison, refolds, events. */
import { describe, expect, test } from 'vitest';
import { BURY_AT } from '../../../../shared/app/totals/aggregate-batch.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { eventEntry, events, happened } from '../../../fixtures/events.ts';
import { system } from '../../../fixtures/registry.ts';
import { failingAt, reported } from '../../../fixtures/reported-hub.ts';
import { entry, NOW, report } from '../../../fixtures/reports.ts';

describe('a message that fails again and again', () => {
  test('is buried with its reason at the ninth receive, while the rest of its batch counts', async () => {
    const hub = await reported('H26.18.dvc');
    for (let receive = 1; receive < BURY_AT; receive += 1) {
      expect(await hub.aggregate(['m1'], failingAt(hub, 'H26.18'))).toMatchObject({
        failures: [{ id: 'm1' }],
        buried: [],
      });
    }
    await hub.submit(report());
    const reason = 'monthly#2026-10#H26.18: Error: the item is damaged';
    expect(await hub.aggregate(undefined, failingAt(hub, 'H26.18'))).toMatchObject({
      failures: [],
      buried: [{ id: 'm1', reason }],
      counted: 1,
    });
    expect(hub.queue.waiting()).toEqual([]);
    expect(hub.queue.dead().map((dead) => dead.reason)).toEqual([reason]);
    expect((await hub.total())?.reporters).toBe(1);
    hub.queue.redrive();
    await hub.drain();
    expect((await hub.total())?.reporters).toBe(2);
    expect((await hub.verify()).differences).toEqual([]);
  });

  test('and is kept while the dead-letter queue is away', async () => {
    const hub = await reported('H26.18.dvc');
    for (let receive = 1; receive < BURY_AT; receive += 1) await hub.aggregate(['m1'], failingAt(hub, 'VN'));
    const away = { ...failingAt(hub, 'VN'), buryMessage: () => Promise.reject(new Error('away')) };
    const outcome = await hub.aggregate(undefined, away);
    expect(outcome).toMatchObject({ failures: [{ id: 'm1' }], buried: [], counted: 0 });
    expect(outcome.failures).toHaveLength(1);
    expect(hub.queue.waiting()).toEqual(['m1']);
  });
});

describe('a message that can be read and not be written again', () => {
  test('waits alone: the rest of its batch is journalled and counted', async () => {
    const hub = fakeHub();
    const accepted = entry({ system: 'H26.18.dvc', agency: 'H26.18' });
    await hub.ledger.putEntry(accepted);
    await hub.queue.sendEntry(accepted);
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    hub.queue.send(JSON.stringify(entry()).replace(/}$/, `,"strange":${deep}}`));
    const unread = { id: 'm2', reason: 'the message is nested more than 100 levels deep' };
    expect(await hub.aggregate()).toMatchObject({ counted: 1, failures: [unread] });
    expect(hub.journal.objects.flat()).toEqual([accepted]);
  });
});

describe('a message that asks for a fold', () => {
  const refold = (hub: FakeHub, node: string, dataset = 'monthly') =>
    hub.queue.sendRefold({ dataset, period: '2026-10', node });

  test('folds that total and all above it, and is no line of the journal', async () => {
    const hub = fakeHub();
    const accepted = entry({ system: 'H26.18.dvc', agency: 'H26.18' });
    await hub.ledger.putEntry(accepted);
    refold(hub, 'H26.18');
    expect(await hub.aggregate()).toEqual({ failures: [], buried: [], counted: 1, folded: 3, written: 3 });
    expect(hub.journal.objects.flat()).toEqual([]);
    expect((await hub.verify()).differences).toEqual([]);
  });

  test('of a time bucket goes through its system', async () => {
    const hub = fakeHub();
    const accepted = eventEntry({ dataset: 'daily', increments: [happened('3')] });
    await hub.ledger.putEntry(accepted);
    refold(hub, 'H26.dvc@2026-10-05', 'daily');
    expect(await hub.aggregate()).toMatchObject({ failures: [], folded: 4, written: 4 });
    expect((await hub.total('H26.dvc', 'daily'))?.reporters).toBe(1);
    expect((await hub.verify('daily')).differences).toEqual([]);
  });

  test('takes what left an agency out of its total', async () => {
    const hub = await reported('H26.18.dvc');
    await hub.drain();
    const moved = system('H26.18.dvc', [{ from: '2021-01-01', to: null, agency: 'H26.05' }]);
    await hub.registry.writeRecords([{ kind: 'system', id: moved.id, body: moved }]);
    refold(hub, 'H26.18');
    refold(hub, 'H26.05');
    await hub.drain();
    expect((await hub.total('H26.18'))?.reporters).toBe(0);
    expect((await hub.total('H26.05'))?.reporters).toBe(1);
    expect((await hub.verify()).differences).toEqual([]);
  });
});

describe('events', () => {
  test('fold their minute’s shard, minute, hour, day and system, and all above it', async () => {
    const hub = fakeHub();
    const body = events({ system: 'H26.18.dvc' });
    expect((await hub.submit(body, { idempotencyKey: 'k-1', receivedAt: NOW })).ok).toBe(true);
    expect((await hub.submit(body, { idempotencyKey: 'k-2', receivedAt: NOW })).ok).toBe(true);
    const order: string[] = [];
    await hub.aggregate(undefined, {
      ...hub.consumerPorts,
      putNode: async (key, node, expected) => {
        order.push(key.node);
        return hub.totals.putNode(key, node, expected);
      },
    });
    expect(order.slice(0, 2).every((name) => /^H26\.18\.dvc@2026-10-05T10:31\/[0-9a-f]$/.test(name))).toBe(
      true,
    );
    expect(order.slice(2)).toEqual([
      'H26.18.dvc@2026-10-05T10:31',
      'H26.18.dvc@2026-10-05T10',
      'H26.18.dvc@2026-10-05',
      'H26.18.dvc',
      'H26.18',
      'H26',
      'VN',
    ]);
    const national = await hub.total('VN', 'realtime');
    expect(national).toMatchObject({
      reporters: 1,
      cells: { 'volume.received|channel=app|kind=citizen': '2' },
    });
    expect((await hub.verify('realtime')).differences).toEqual([]);
  });

  test('count in the period that their entry says, whichever period a message names', async () => {
    const hub = fakeHub();
    const accepted = eventEntry({ dataset: 'daily', increments: [happened('3')] });
    await hub.ledger.putEntry(accepted);
    await hub.queue.sendEntry(accepted);
    await hub.queue.sendEntry({ ...accepted, period: '2026-11' });
    expect(await hub.aggregate()).toMatchObject({ failures: [], counted: 2 });
    expect((await hub.verify('daily')).differences).toEqual([]);
    expect((await hub.verify('daily', '2026-11')).differences).toEqual([]);
  });
});
