/** Stores that say nothing: a call fails when its patience is over, and the batch ends inside the function's time all the same. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aggregateBatch, BURY_AT, BURY_UNREAD_AT } from '../../../../shared/app/totals/aggregate-batch.ts';
import { longestCall, patience } from '../../../../shared/aws/clients.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { eventEntry, happened } from '../../../fixtures/events.ts';
import { readingBy, reported } from '../../../fixtures/reported-hub.ts';

/** As in functions/aggregate.ts and the template. */
const TIMEOUT = 60_000;
const LAST_START = TIMEOUT / 2;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const silence = async (): Promise<never> => {
  await new Promise((resolve) => setTimeout(resolve, longestCall(patience.behindTheQueue)));
  throw Object.assign(new Error('no answer'), { name: 'TimeoutError' });
};

/** What the batch came to, and after how long. */
async function run(hub: FakeHub, ports: Partial<FakeHub['consumerPorts']>, receiveCount = 1) {
  const began = Date.now();
  const batch = hub.queue.receive().map((message) => ({ ...message, receiveCount }));
  const hasTime = (): boolean => Date.now() - began < LAST_START;
  const running = aggregateBatch({ ...hub.consumerPorts, ...ports }, batch, { hasTime }).then((outcome) => {
    hub.queue.settle(batch, outcome.failures);
    return { ...outcome, took: Date.now() - began };
  });
  await vi.runAllTimersAsync();
  return running;
}

test('of totals that are not answered no more folds are begun than there is time for', async () => {
  const hub = fakeHub();
  // Seven totals lie above an event, the one folded after the other.
  await hub.queue.sendEntry(eventEntry({ dataset: 'realtime', increments: [happened('3')] }));
  const { took, failures, buried } = await run(hub, readingBy(silence));
  expect(took).toBeLessThan(TIMEOUT);
  expect(failures).toHaveLength(1);
  expect(buried).toEqual([]);
  expect(hub.queue.waiting()).toEqual(['m1']);
});

test('where one total says nothing the others are counted and acknowledged', async () => {
  const hub = await reported('H26.18.dvc', 'H49.dvc');
  const readNode: typeof hub.totals.readNode = (key) =>
    key.node === 'H26.18' ? silence() : hub.totals.readNode(key);
  const { took, failures, counted } = await run(hub, readingBy(readNode));
  expect({ took, counted }).toEqual({ took: longestCall(patience.behindTheQueue), counted: 1 });
  expect(failures.map(({ id }) => id)).toEqual(['m1']);
  await hub.drain();
  expect((await hub.verify()).differences).toEqual([]);
});

test('where totals cannot be read together each fold reads its own', async () => {
  const hub = await reported('H26.dvc', 'H49.dvc');
  let together = 0;
  const readNodes = (): Promise<never> => {
    together += 1;
    return Promise.reject(new Error('one of them is damaged'));
  };
  const { failures, counted } = await run(hub, { readNodes });
  expect({ together, counted, failures }).toEqual({ together: 1, counted: 2, failures: [] });
});

test('a message whose fold there was no time for is not buried, however often it was received', async () => {
  const hub = await reported('H26.18.dvc', 'H49.dvc');
  let calls = 0;
  const readNode: typeof hub.totals.readNode = async (key) => {
    calls += 1;
    if (calls > 1) return hub.totals.readNode(key);
    await new Promise((resolve) => setTimeout(resolve, LAST_START));
    throw new Error('the item is damaged');
  };
  const { failures, buried } = await run(hub, readingBy(readNode), BURY_AT);
  expect(buried.map(({ id }) => id)).toEqual(['m1']);
  expect(failures).toEqual([{ id: 'm2', reason: 'no time was left for it' }]);
});

test('a dead-letter queue that says nothing is asked once', async () => {
  const hub = await reported('H26.dvc');
  for (let index = 0; index < 5; index += 1) hub.queue.send('{}');
  const { took, failures, counted } = await run(hub, { buryMessage: silence }, BURY_UNREAD_AT);
  expect({ took, counted }).toEqual({ took: longestCall(patience.behindTheQueue), counted: 1 });
  expect(failures).toHaveLength(5);
});
