/** Whatever dies, wherever: what the sweep makes of it is what would have come of it. */
import { describe, expect, test } from 'vitest';
import { Crash, crashing } from '../../../fakes/interpose.ts';
import { batchHub, fileOf } from './batch-hub.ts';

const rows = [
  ['H26.dvc', '10'],
  ['H26.nowhere', '1'],
  ['H26.vanban', '20'],
  ['H26.05.x', '1.23456'],
  ['H26.18.dvc', '5'],
  ['H26.18.dvc', '5'],
  ['H26.18.motcua', '7'],
] as const;
const right = rows.filter(([system]) => !['H26.nowhere', 'H26.05.x', 'H26.18.dvc'].includes(system));

type Hub = ReturnType<typeof batchHub>;
type Order = NonNullable<Parameters<Hub['start']>[1]>;

/** What came of a batch, without the instants at which it did. */
async function cameOf(hub: Hub, id: string) {
  const record = await hub.read(id);
  const { state, result } = record ?? {};
  // By whom they are listed is of the call that did.
  const errors = record?.errors && { ...record.errors, by: '' };
  const entries = hub.hub.ledger.entries().map(({ storedAt: _, ...entry }) => entry);
  const sent = hub.hub.queue.receive().map(({ body }) => {
    const { system, revision } = JSON.parse(body);
    return `${system} ${revision}`;
  });
  return {
    ...{ state, result, errors, listed: await hub.errors(id), list: hub.list(id) },
    entries: entries.toSorted((a, b) => (a.system < b.system ? -1 : 1)),
    sent: [...new Set(sent)].sort(),
  };
}

async function undisturbed(bytes: Buffer, order: Order) {
  const hub = batchHub();
  const started = await hub.start(bytes, order);
  if (!started.ok) throw new Error('it was refused');
  await hub.drain();
  const { id } = started.value.standing.record;
  return { id, came: await cameOf(hub, id) };
}

const orders: readonly (readonly [string, Order, Buffer])[] = [
  ['valid rows', { mode: 'valid-rows' }, fileOf(rows)],
  ['all or nothing, right', { mode: 'all-or-nothing' }, fileOf(right)],
  ['all or nothing, wrong', { mode: 'all-or-nothing' }, fileOf(rows)],
  ['a dry run', { mode: 'valid-rows', dryRun: true }, fileOf(rows)],
];

describe.each(orders)('%s', (_, order, bytes) => {
  test.each(['before', 'after'] as const)(
    'a process that dies %s any of its calls leaves nothing undone',
    async (when) => {
      const { id, came } = await undisturbed(bytes, order);
      let crashed = true;
      for (let at = 0; crashed; at += 1) {
        const hub = batchHub();
        const dying = hub.through((calls) => crashing(calls, at, when));
        crashed = false;
        const survive = (error: unknown): void => {
          if (!(error instanceof Crash)) throw error;
          crashed = true;
        };
        await hub.start(bytes, order, dying).catch(survive);
        for (let those = hub.batches.take(); those.length > 0 && !crashed; those = hub.batches.take())
          for (const message of those) await hub.work(message, dying).catch(survive);
        // The sender, who heard nothing, asks again; messages of the dead process are lost.
        if (crashed) await hub.start(bytes, order);
        await hub.settle();
        expect(await cameOf(hub, id), `call ${at}`).toEqual(came);
      }
    },
  );

  test('two workers at the same message at the same time do it once', async () => {
    const { id, came } = await undisturbed(bytes, order);
    const hub = batchHub();
    await hub.start(bytes, order);
    for (let those = hub.batches.take(); those.length > 0; those = hub.batches.take())
      await Promise.all([...those, ...those].map((message) => hub.work(message)));
    await hub.settle();
    expect(await cameOf(hub, id)).toEqual(came);
  });

  test('two calls that cut a stretch each at the same time leave each row once', async () => {
    const { id, came } = await undisturbed(bytes, order);
    const hub = batchHub();
    await hub.start(bytes, order);
    for (let those = hub.batches.take(); those.length > 0; those = hub.batches.take())
      await Promise.all([...those, ...those].map((message) => hub.work(message, hub.ports, () => false)));
    await hub.settle();
    expect(await cameOf(hub, id)).toEqual(came);
  });

  test('calls that have time for one stretch of the file each come to the same', async () => {
    const { id, came } = await undisturbed(bytes, order);
    const hub = batchHub();
    await hub.start(bytes, order);
    await hub.drain(() => false);
    expect((await hub.read(id))?.cut?.slices.length).toBeGreaterThan(1);
    expect(await cameOf(hub, id)).toEqual(came);
  });
});
