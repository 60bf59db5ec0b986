/** What there is no time for is given back, and the rest is acknowledged; what was received often comes behind the others. */
import { expect, test } from 'vitest';
import type { QueueMessage } from '../../../../shared/app/ports/queues.ts';
import { aggregateBatch, BURY_AT } from '../../../../shared/app/totals/aggregate-batch.ts';
import { SLICE } from '../../../../shared/app/totals/fold-ancestors.ts';
import type { FakeHub } from '../../../fakes/hub.ts';
import { reported, reportedOften } from '../../../fixtures/reported-hub.ts';

const seen = (batch: readonly QueueMessage[], receiveCount: number): QueueMessage[] =>
  batch.map((message) => ({ ...message, receiveCount }));

/** Time that is over once so many totals were put. */
function untilPuts(hub: FakeHub, most: number): () => boolean {
  const before = hub.totals.puts();
  return () => hub.totals.puts() - before < most;
}

test('what there is no time for is given back, the rest is acknowledged, and nothing of it is buried', async () => {
  const hub = await reportedOften(SLICE);
  const batch = seen(hub.queue.receive(), BURY_AT);
  const outcome = await aggregateBatch(hub.consumerPorts, batch, { hasTime: untilPuts(hub, 4) });
  expect(outcome).toMatchObject({ counted: 2 * SLICE, buried: [] });
  expect(new Set(outcome.failures.map(({ reason }) => reason))).toEqual(new Set(['no time was left for it']));
  hub.queue.settle(batch, outcome.failures);
  await hub.drain();
  expect(hub.queue.waiting()).toEqual([]);
  expect((await hub.verify()).differences).toEqual([]);
});

test('of new messages too: those that were folded are acknowledged, by totals that the others have in common with them', async () => {
  const hub = await reportedOften(SLICE);
  const batch = hub.queue.receive();
  const outcome = await aggregateBatch(hub.consumerPorts, batch, { hasTime: untilPuts(hub, 1) });
  expect({ counted: outcome.counted, left: outcome.failures.length }).toEqual({
    counted: 2 * SLICE,
    left: SLICE,
  });
  expect((await hub.total())?.reporters).toBe(2);
  hub.queue.settle(batch, outcome.failures);
  await hub.drain();
  expect((await hub.verify()).differences).toEqual([]);
});

test('new messages are folded before those that were received often', async () => {
  const hub = await reported('H26.dvc', 'H26.18.dvc', 'H49.dvc');
  const [first, second, third] = hub.queue.receive();
  if (!first || !second || !third) throw new Error('three messages were sent');
  const batch = [...seen([first], 8), ...seen([second], 3), third];
  // Two totals are above the new one, the agency's and the country's.
  const outcome = await aggregateBatch(hub.consumerPorts, batch, { hasTime: untilPuts(hub, 2) });
  expect(outcome.failures.map(({ id }) => id)).toEqual([second.id, first.id]);
  expect(outcome.counted).toBe(1);
});

test.each([
  ['a race that is lost', { putNode: async () => 'lost the race' as const }],
  ['a store that is away', { readNode: () => Promise.reject(new Error('away')) }],
  ['a store that is away, where entries lie', { readReports: () => away() }],
])('%s buries nothing, however often a message was received', async (_, ports) => {
  const hub = await reported('H26.dvc');
  const batch = seen(hub.queue.receive(), BURY_AT * 5);
  const isOutage = (error: unknown): boolean => error instanceof Error && error.message === 'away';
  const outcome = await aggregateBatch({ ...hub.consumerPorts, ...ports }, batch, { isOutage });
  expect(outcome).toMatchObject({ failures: [{ id: 'm1' }], buried: [], counted: 0 });
});

// biome-ignore lint/correctness/useYield: it fails before its first entry
async function* away(): AsyncGenerator<never> {
  throw new Error('away');
}
