/** Sending a whole dead-letter queue back, on the twin's SQS: a hundred at a time, and once round. */
import { SendMessageBatchCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { test as base } from 'vitest';
import { handleDeadLetters, listDeadLetters } from '../../../../shared/app/oversight/dead-letters.ts';
import type { DeadLetter } from '../../../../shared/app/ports/queues.ts';
import { deadLetterQueues } from '../../../../shared/aws/oversight/dead-letters.ts';
import { DeadLetterWork } from '../../../../shared/contract/oversight/dead-letters.ts';
import { fakeOperations } from '../../../fakes/operations.ts';
import { onCall } from '../../../fixtures/maintenance.ts';
import { startFixture } from '../../../twin/aws/fixture.ts';

/** Beside queues of batches in which nothing is. */
const queuesOf = (client: SQSClient, dead: string, main: string) =>
  deadLetterQueues(client, {
    submissions: { dead, main },
    batches: { dead: dead.replace(/[^/]+$/, 'batches-dlq'), main: dead.replace(/[^/]+$/, 'batches') },
  });

type Queues = { readonly client: SQSClient; readonly from: string; readonly to: string };

/** Each test has an endpoint of its own, and all run at once: they wait for empty queues most of their time. */
const test = base.extend<{ queues: Queues }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from it what a fixture needs.
  queues: async ({}, use) => {
    const fixture = await startFixture();
    for (const QueueName of ['batches', 'batches-dlq']) await fixture.endpoint.createQueue({ QueueName });
    const url = (name: string) => `${fixture.endpoint.url}/123456789012/${name}`;
    await use({ client: fixture.sqs(), from: url('dead'), to: url('submissions') });
    await fixture.stop();
  },
});

const bodies = Array.from({ length: 137 }, (_, index) => `message ${index}`);

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
  const looked = queuesOf(client, queue, to);
  const letters = await looked.hold(1000);
  await looked.letGo(letters);
  return letters.map(({ body }) => body).sort();
};

type Redriven = { readonly sent: number; readonly left: number };

/** As `dtm dead-letters redrive --all` does: again and again until it is told that there is no more. */
async function redriveFrom(
  { client, from, to }: Queues,
  began: number,
  onSent: (letter: DeadLetter) => unknown = () => undefined,
): Promise<Redriven> {
  const sqs = queuesOf(client, from, to);
  const queue = {
    ...sqs,
    sendBack: async (letter: DeadLetter) => {
      await sqs.sendBack(letter);
      await onSent(letter);
    },
  };
  const ports = { ...fakeOperations(), queue, now: () => began };
  let sent = 0;
  for (let call = 0; ; call += 1) {
    const on = call === 0 ? '0.0' : `${call}.2`;
    const request = String(call).padStart(64, '0');
    const order = { task: 'dead-letters', operator: onCall, requestId: request, on, request, now: began };
    const made = await handleDeadLetters(ports, order, { action: 'send-back' });
    if (!made.ok) break;
    const work = DeadLetterWork.parse(made.value.body);
    sent += work.letters.length;
    if (!work.more) break;
  }
  return { sent, left: (await listDeadLetters(ports)).letters.length };
}

test.concurrent('all go back, however many pages they are', async ({ queues, expect }) => {
  await put(queues, bodies);
  expect(await redriveFrom(queues, Date.now())).toEqual({ sent: 137, left: 0 });
  expect(await bodiesIn(queues, queues.to)).toEqual(bodies.toSorted());
  expect(await bodiesIn(queues, queues.from)).toEqual([]);
}, 60_000);

test.concurrent('what comes back dead meanwhile stays, is seen at once, and is counted', async ({
  queues,
  expect,
}) => {
  await put(queues, bodies);
  const redriven = await redriveFrom(queues, Date.now(), (letter) => bury(queues, letter));
  expect(redriven).toEqual({ sent: 137, left: 137 });
  expect(await bodiesIn(queues, queues.to)).toEqual(bodies.toSorted());
  expect(await bodiesIn(queues, queues.from)).toEqual(bodies.toSorted());
}, 60_000);

test.concurrent('what comes in meanwhile stays', async ({ queues, expect }) => {
  await put(queues, bodies.slice(0, 3));
  const began = Date.now();
  await put(queues, bodies.slice(3, 5));
  expect(await redriveFrom(queues, began)).toEqual({ sent: 3, left: 2 });
  expect(await bodiesIn(queues, queues.to)).toEqual(bodies.slice(0, 3));
}, 60_000);

test.concurrent('the same message twice goes back twice; of an empty queue nothing does', async ({
  queues,
  expect,
}) => {
  await put(queues, ['one', 'one', 'one']);
  expect(await redriveFrom(queues, Date.now())).toEqual({ sent: 3, left: 0 });
  expect(await bodiesIn(queues, queues.to)).toEqual(['one', 'one', 'one']);
  expect(await redriveFrom(queues, Date.now())).toEqual({ sent: 0, left: 0 });
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

test.concurrent('work on batches is listed with the rest, and goes back to its own queue', async ({
  queues,
  expect,
}) => {
  const batches = queues.from.replace(/[^/]+$/, 'batches');
  await put(queues, ['a submission']);
  await put({ ...queues, from: `${batches}-dlq` }, ['a step of a batch']);
  const queue = queuesOf(queues.client, queues.from, queues.to);
  const { letters } = await listDeadLetters({ ...fakeOperations(), queue, now: Date.now });
  expect(letters.map((letter) => [letter.queue, letter.what])).toEqual([
    ['submissions', 'a submission'],
    ['batches', 'a step of a batch'],
  ]);
  expect(await redriveFrom(queues, Date.now())).toEqual({ sent: 2, left: 0 });
  expect(await bodiesIn(queues, queues.to)).toEqual(['a submission']);
  expect(await bodiesIn(queues, batches)).toEqual(['a step of a batch']);
}, 60_000);
