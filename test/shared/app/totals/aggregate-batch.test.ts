import { describe, expect, test } from 'vitest';
import { BURY_UNREAD_AT } from '../../../../shared/app/totals/aggregate-batch.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { Crash, interpose } from '../../../fakes/interpose.ts';
import { events } from '../../../fixtures/events.ts';
import { system } from '../../../fixtures/registry.ts';
import { failingAt, readingBy, reported } from '../../../fixtures/reported-hub.ts';
import { entry, report } from '../../../fixtures/reports.ts';

describe('a batch', () => {
  test('folds each distinct ancestor once, up to the country', async () => {
    const hub = await reported('H26.18.01.so', 'H26.18.dvc', 'H26.dvc', 'G06.dvc');
    expect(await hub.aggregate()).toEqual({ failures: [], buried: [], counted: 4, folded: 5, written: 5 });
    expect(hub.queue.waiting()).toEqual([]);
    expect((await hub.total())?.reporters).toBe(4);
  });

  test('folds deepest first: no total is put before those below it', async () => {
    const hub = await reported('H26.18.01.so', 'G06.dvc');
    const order: string[] = [];
    await hub.aggregate(undefined, {
      ...hub.consumerPorts,
      putNode: async (key, node, expected) => {
        order.push(key.node);
        return hub.totals.putNode(key, node, expected);
      },
    });
    expect(order.indexOf('VN')).toBe(order.length - 1);
    expect(order.filter((node) => node.startsWith('H26'))).toEqual(['H26.18.01', 'H26.18', 'H26']);
  });

  test('of several datasets and periods folds each tree by itself', async () => {
    const hub = fakeHub();
    await hub.submit(report());
    await hub.submit(report({ period: '2026-09' }));
    await hub.submit(report({ dataset: 'quarterly', period: '2026-Q3' }));
    expect(await hub.aggregate()).toMatchObject({ failures: [], counted: 3, folded: 6, written: 6 });
    expect((await hub.verify('monthly', '2026-09')).differences).toEqual([]);
    expect((await hub.verify('quarterly', '2026-Q3')).national.reporters).toBe(1);
  });

  test('is written to the journal as one object before anything is folded', async () => {
    const hub = await reported('H26.dvc', 'H49.dvc');
    hub.queue.send('not an entry');
    const away = { ...hub.consumerPorts, readSnapshot: () => Promise.reject(new Crash('away')) };
    await expect(hub.aggregate(undefined, away)).rejects.toThrow('away');
    expect(hub.journal.objects).toEqual([hub.ledger.entries()]);
  });

  test('that cannot be journalled is not acknowledged, and nothing of it is folded', async () => {
    const hub = await reported('H26.dvc');
    const full = { ...hub.consumerPorts, writeJournal: () => Promise.reject(new Crash('full')) };
    await expect(hub.aggregate(undefined, full)).rejects.toThrow('full');
    expect(hub.queue.waiting()).toHaveLength(1);
    expect(await hub.total()).toBeNull();
  });

  test('of nothing but strangers writes no journal', async () => {
    const hub = fakeHub();
    hub.queue.send('{}');
    expect(await hub.aggregate()).toMatchObject({ counted: 0, folded: 0, written: 0 });
    expect(hub.journal.objects).toEqual([]);
  });
});

describe('what cannot be read goes to the dead-letter queue with the reason, when nobody has read it for nine hours', () => {
  test.each([
    ['no JSON', 'not json'],
    ['JSON that is no entry', '{"system":"H26.dvc"}'],
    ['an entry with a field missing', JSON.stringify({ ...entry(), storedAt: undefined })],
    ['null', 'null'],
  ])('%s', async (_, body) => {
    const hub = await reported('H26.dvc');
    hub.queue.send(body);
    const unread = { id: 'm2', reason: 'the message is not a ledger entry' };
    expect(await hub.aggregate()).toMatchObject({ counted: 1, failures: [unread], buried: [] });
    for (let receive = 2; receive < BURY_UNREAD_AT; receive += 1)
      expect(await hub.aggregate()).toMatchObject({ counted: 0, failures: [unread], buried: [] });
    expect(await hub.aggregate()).toMatchObject({ counted: 0, failures: [], buried: [unread] });
    expect(hub.queue.waiting()).toEqual([]);
    expect(hub.queue.dead()).toEqual([{ body, reason: 'the message is not a ledger entry' }]);
    expect((await hub.total())?.reporters).toBe(1);
  });

  test('and stays where it is while that queue is away', async () => {
    const hub = await reported('H26.dvc');
    hub.queue.send('{}');
    const away = { ...hub.consumerPorts, buryMessage: () => Promise.reject(new Error('away')) };
    await hub.aggregate(['m1']);
    for (let receive = 1; receive < BURY_UNREAD_AT; receive += 1) await hub.aggregate();
    expect(await hub.aggregate(undefined, away)).toMatchObject({
      counted: 0,
      failures: [{ id: 'm2', reason: 'the message is not a ledger entry' }],
      buried: [],
    });
    expect(hub.queue.waiting()).toEqual(['m2']);
    expect(await hub.aggregate()).toMatchObject({ counted: 0, failures: [], buried: [{ id: 'm2' }] });
    expect(hub.queue.dead()).toHaveLength(1);
  });
});

describe('a message that cannot be counted fails alone', () => {
  test('an entry of a system that is in no tree, and one of a period that is none', async () => {
    const hub = await reported('H26.dvc');
    await hub.queue.sendEntry(entry({ system: 'H99.dvc' }));
    await hub.queue.sendEntry(entry({ period: '1999-01' }));
    const { failures, buried } = await hub.aggregate();
    // The registry is read behind the batch, so that what it does not know now it never knew: settled at once.
    expect(buried).toEqual([{ id: 'm2', reason: 'H99.dvc is not in the tree of 2026-10' }]);
    expect(hub.queue.dead()).toHaveLength(1);
    // A calendar is cached, and may be behind that of the door: this one comes again.
    expect(failures).toEqual([{ id: 'm3', reason: 'the calendar has no period 1999-01' }]);
    expect((await hub.total())?.reporters).toBe(1);
  });

  test('of a registry or catalogue newer than those that are read here it waits', async () => {
    const hub = await reported('H26.dvc');
    await hub.queue.sendEntry(entry({ system: 'H99.dvc', registryVersion: 1_000 }));
    await hub.queue.sendEntry(entry({ dataset: 'tomorrow', catalogueVersion: 1_000 }));
    await hub.queue.sendEntry(entry({ dataset: 'never', catalogueVersion: 1 }));
    const { failures, buried } = await hub.aggregate();
    expect(failures).toEqual([
      { id: 'm2', reason: 'H99.dvc is not in the tree of 2026-10' },
      { id: 'm3', reason: 'the catalogue has no dataset tomorrow' },
    ]);
    expect(buried).toEqual([{ id: 'm4', reason: 'the catalogue has no dataset never' }]);
  });

  test('a fold that fails keeps back the messages above which it lies, and no other', async () => {
    const hub = await reported('H26.18.01.so', 'H26.05.x', 'H26.18.dvc');
    const { failures, counted } = await hub.aggregate(undefined, failingAt(hub, 'H26.18'));
    expect(failures.map(({ id }) => id)).toEqual(['m1', 'm3']);
    expect(failures[0]?.reason).toBe('monthly#2026-10#H26.18: Error: the item is damaged');
    expect(counted).toBe(1);
    expect((await hub.total())?.reporters).toBe(1);
    await hub.drain();
    expect((await hub.verify()).differences).toEqual([]);
  });

  test('putting fails: the message is not acknowledged', async () => {
    const hub = await reported('H26.dvc');
    const throttled = { ...hub.consumerPorts, putNode: () => Promise.reject(new Error('throttled')) };
    expect((await hub.aggregate(undefined, throttled)).failures).toHaveLength(1);
    const losing = { ...hub.consumerPorts, putNode: async () => 'lost the race' as const };
    expect((await hub.aggregate(undefined, losing)).failures).toEqual([
      { id: 'm1', reason: 'monthly#2026-10#H26: lost every race' },
    ]);
    expect(hub.queue.waiting()).toEqual(['m1']);
    await hub.drain();
    expect((await hub.total())?.reporters).toBe(1);
  });

  test('an outage that throws something else than an error is a reason too', async () => {
    const hub = await reported('H26.dvc');
    const odd = { ...hub.consumerPorts, putNode: () => Promise.reject('no reason') };
    expect((await hub.aggregate(undefined, odd)).failures).toEqual([
      { id: 'm1', reason: 'monthly#2026-10#H26: no reason' },
    ]);
  });

  test('an indicator that the catalogue has no more is said by name, and counts nothing', async () => {
    const hub = fakeHub();
    const lost = entry({ cells: { 'cost.unknown': '1' } });
    await hub.ledger.putEntry(lost);
    await hub.queue.sendEntry(lost);
    const { failures } = await hub.aggregate();
    expect(failures[0]?.reason).toMatch(/cost\.unknown/);
  });
});

describe('a message that was seen more than twice', () => {
  test('is folded behind the others: what time it takes, it takes from none of them', async () => {
    const hub = await reported('H26.18.dvc', 'H26.dvc');
    const folds: string[] = [];
    const watched = (ports: typeof hub.consumerPorts) => ({
      ...ports,
      ...readingBy(async (key) => {
        folds.push(key.node);
        return ports.readNode(key);
      }),
    });
    for (let receive = 1; receive <= 2; receive += 1) {
      await hub.aggregate(['m1'], failingAt(hub, 'H26.18'));
    }
    await hub.submit(report({ system: 'G06.dvc' }));
    await hub.aggregate(undefined, watched(hub.consumerPorts));
    expect(folds).toEqual(['G06', 'H26', 'VN', 'H26.18', 'H26', 'VN']);
    expect(hub.queue.waiting()).toEqual([]);
    expect((await hub.verify()).differences).toEqual([]);
  });

  test('and others like it are folded together: a backlog in which all are would cost many times as much', async () => {
    const hub = await reported('H26.18.dvc', 'H26.18.motcua');
    for (let receive = 1; receive <= 2; receive += 1)
      await hub.aggregate(undefined, failingAt(hub, 'H26.18'));
    expect(await hub.aggregate()).toMatchObject({ counted: 2, folded: 3, written: 3 });
  });
});

describe('the registry changes', () => {
  const moved = system('H26.18.dvc', [{ from: '2021-01-01', to: null, agency: 'H26.05' }]);

  const move = (hub: FakeHub) => hub.registry.writeRecords([{ kind: 'system', id: moved.id, body: moved }]);

  test('a consumer with the older registry is refused by what the newer one has folded', async () => {
    const hub = await reported('H26.18.dvc', 'H26.18.motcua');
    const older = await hub.registry.readSnapshot();
    await move(hub);
    await hub.aggregate();
    await hub.submit(report({ system: 'H26.18.dvc', revision: 2 }));
    const stale = { ...hub.consumerPorts, readSnapshot: async () => older };
    const { failures } = await hub.aggregate(undefined, stale);
    expect(failures).toEqual([{ id: 'm3', reason: 'monthly#2026-10#H26.18: registry is stale' }]);
    await hub.drain();
    expect(await hub.total('H26.05')).toMatchObject({ reporters: 1 });
    expect((await hub.total())?.reporters).toBe(2);
    expect((await hub.verify()).differences).toEqual([]);
  });

  test('verify finds what a move left in the total of the old agency', async () => {
    const hub = await reported('H26.18.dvc');
    await hub.drain();
    await move(hub);
    await hub.submit(report({ system: 'H26.18.dvc', revision: 2 }));
    await hub.drain();
    expect((await hub.verify()).differences.map(({ node }) => node)).toContain('H26.18');
  });

  test('a message in flight while a system moves is counted where the system is now', async () => {
    const hub = await reported('H26.18.dvc');
    await move(hub);
    await hub.drain();
    expect(await hub.total('H26.18')).toBeNull();
    expect(await hub.total('H26.05')).toMatchObject({ reporters: 1 });
    expect((await hub.verify()).differences).toEqual([]);
  });

  test('every port is asked through the consumer: none is left out of a batch', async () => {
    const hub = await reported('H26.18.dvc');
    await hub.submit(events(), { idempotencyKey: 'k-1' });
    await hub.queue.sendEntry(entry({ system: 'H99.dvc' }));
    const asked = new Set<string>();
    const watched = interpose(hub.consumerPorts, (name, call) => {
      asked.add(name);
      return call();
    });
    await hub.aggregate(undefined, watched);
    expect([...asked].sort()).toEqual(Object.keys(hub.consumerPorts).sort());
  });
});
