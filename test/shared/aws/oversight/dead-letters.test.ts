/** Redriving a whole dead-letter queue, on the twin's SQS: page by page, and once round. */
import { SendMessageBatchCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { test as base } from 'vitest';
import { redriveAll } from '../../../../shared/app/oversight/dead-letters.ts';
import type { DeadLetter } from '../../../../shared/app/ports/queues.ts';
import { deadLetterQueue } from '../../../../shared/aws/oversight/dead-letters.ts';
import { startFixture } from '../../../twin/aws/fixture.ts';

type Queues = { readonly client: SQSClient; readonly from: string; readonly to: string };

/** Each test has an endpoint of its own, and all run at once: they wait for empty queues most of their time. */
const test = base.extend<{ queues: Queues }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from it what a fixture needs.
  queues: async ({}, use) => {
    const fixture = await startFixture();
    const url = (name: string) => `${fixture.endpoint.url}/123456789012/${name}`;
    await use({ client: fixture.sqs(), from: url('dead'), to: url('submissions') });
    await fixture.stop();
  },
});

const bodies = Array.from({ length: 37 }, (_, index) => `message ${index}`);

async function put({ client, from }: Queues, all: readonly string[]): Promise<void> {
  for (let start = 0; start < all.length; start += 10) {
    const Entries = all
      .slice(start, start + 10)
      .map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    await client.send(new SendMessageBatchCommand({ QueueUrl: from, Entries }));
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
}
const bury = ({ client, from }: Queues, { body }: DeadLetter) =>
  client.send(new SendMessageCommand({ QueueUrl: from, MessageBody: body }));

const bodiesIn = async ({ client, to }: Queues, queue: string): Promise<string[]> => {
  const looked = deadLetterQueue(client, { dead: queue, main: to });
  const letters = await looked.hold(100);
  await looked.letGo(letters);
  return letters.map(({ body }) => body).sort();
};
const redriveFrom = (
  { client, from, to }: Queues,
  began: number,
  onSent: (letter: DeadLetter) => unknown = () => undefined,
) => redriveAll(deadLetterQueue(client, { dead: from, main: to }), { began, page: 10, onSent });

test.concurrent('all go back, however many pages they are', async ({ queues, expect }) => {
  await put(queues, bodies);
  expect(await redriveFrom(queues, Date.now())).toBe(0);
  expect(await bodiesIn(queues, queues.to)).toEqual(bodies.toSorted());
  expect(await bodiesIn(queues, queues.from)).toEqual([]);
}, 60_000);

test.concurrent.for([
  ['is right', 0],
  ['is an hour ahead', 3_600_000],
] as const)(
  'what comes back dead meanwhile stays, is seen at once, and is counted, where the clock %s',
  { timeout: 60_000 },
  async ([, ahead], { queues, expect }) => {
    await put(queues, bodies);
    let sent = 0;
    const left = await redriveFrom(queues, Date.now() + ahead, async (letter) => {
      sent += 1;
      await bury(queues, letter);
    });
    expect([sent, left]).toEqual([37, 37]);
    expect(await bodiesIn(queues, queues.to)).toEqual(bodies.toSorted());
    expect(await bodiesIn(queues, queues.from)).toEqual(bodies.toSorted());
  },
);

test.concurrent('what comes in meanwhile stays', async ({ queues, expect }) => {
  await put(queues, bodies.slice(0, 3));
  const began = Date.now();
  await put(queues, bodies.slice(3, 5));
  expect(await redriveFrom(queues, began)).toBe(2);
  expect(await bodiesIn(queues, queues.to)).toEqual(bodies.slice(0, 3));
}, 60_000);

test.concurrent('the same message twice goes back twice; of an empty queue nothing does', async ({
  queues,
  expect,
}) => {
  await put(queues, ['one', 'one', 'one']);
  expect(await redriveFrom(queues, Date.now())).toBe(0);
  expect(await bodiesIn(queues, queues.to)).toEqual(['one', 'one', 'one']);
  expect(await redriveFrom(queues, Date.now())).toBe(0);
}, 60_000);

test.concurrent('an outage in the middle leaves the rest for others to see at once', async ({
  queues,
  expect,
}) => {
  await put(queues, bodies.slice(0, 8));
  let sent = 0;
  const broken = redriveFrom(queues, Date.now(), () => {
    sent += 1;
    if (sent === 3) throw new Error('gone');
  });
  await expect(broken).rejects.toThrow('gone');
  expect(await bodiesIn(queues, queues.from)).toHaveLength(5);
}, 60_000);
