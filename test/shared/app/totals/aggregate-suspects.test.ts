/** Messages that were received before and not acknowledged: each is folded alone, as long as there is time. */
import { expect, test } from 'vitest';
import type { QueueMessage } from '../../../../shared/app/ports/queues.ts';
import { aggregateBatch, BURY_AT } from '../../../../shared/app/totals/aggregate-batch.ts';
import { reported } from '../../../fixtures/reported-hub.ts';

const seen = (batch: readonly QueueMessage[], receiveCount: number): QueueMessage[] =>
  batch.map((message) => ({ ...message, receiveCount }));

test('what there is no time for is given back, the rest is acknowledged, and nothing of it is buried', async () => {
  const hub = await reported('H26.dvc', 'H26.18.dvc', 'H49.dvc');
  let times = 0;
  const twice = () => {
    times += 1;
    return times <= 2;
  };
  const batch = seen(hub.queue.receive(), BURY_AT);
  const outcome = await aggregateBatch(hub.consumerPorts, batch, { hasTime: twice });
  expect(outcome).toMatchObject({ counted: 2, buried: [] });
  expect(outcome.failures).toEqual([{ id: 'm3', reason: 'no time was left for it' }]);
  hub.queue.settle(batch, outcome.failures);
  await hub.drain();
  expect(hub.queue.waiting()).toEqual([]);
  expect((await hub.verify()).differences).toEqual([]);
});

test('new messages are folded together whatever the time, and the least received of the others first', async () => {
  const hub = await reported('H26.dvc', 'H26.18.dvc', 'H49.dvc');
  const [first, second, third] = hub.queue.receive();
  if (!first || !second || !third) throw new Error('three messages were sent');
  const batch = [...seen([first], 8), ...seen([second], 3), third];
  let left = 1;
  const once = () => {
    left -= 1;
    return left >= 0;
  };
  const outcome = await aggregateBatch(hub.consumerPorts, batch, { hasTime: once });
  expect(outcome.failures.map(({ id }) => id)).toEqual([first.id]);
  expect(outcome.counted).toBe(2);
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
