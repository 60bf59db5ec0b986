/** Redriving a whole dead-letter queue, on the twin's SQS: page by page, and once round. */
import { SendMessageBatchCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { redriveAll } from '../../../../shared/app/oversight/dead-letters.ts';
import type { DeadLetter } from '../../../../shared/app/ports/queues.ts';
import { deadLetterQueue } from '../../../../shared/aws/oversight/dead-letters.ts';
import { type Fixture, startFixture } from '../../../twin/aws/fixture.ts';

let fixture: Fixture;
let client: SQSClient;
let from: string;
let to: string;
beforeEach(async () => {
  fixture = await startFixture();
  client = fixture.sqs();
  const url = (name: string) => `${fixture.endpoint.url}/123456789012/${name}`;
  [from, to] = [url('dead'), url('submissions')];
});
afterEach(() => fixture.stop());

const bodies = Array.from({ length: 37 }, (_, index) => `message ${index}`);

async function put(all: readonly string[]): Promise<void> {
  for (let start = 0; start < all.length; start += 10) {
    const Entries = all
      .slice(start, start + 10)
      .map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    await client.send(new SendMessageBatchCommand({ QueueUrl: from, Entries }));
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
}
const bury = ({ body }: DeadLetter) =>
  client.send(new SendMessageCommand({ QueueUrl: from, MessageBody: body }));

const bodiesIn = async (queue: string): Promise<string[]> => {
  const looked = deadLetterQueue(client, { dead: queue, main: to });
  const letters = await looked.hold(100);
  await looked.letGo(letters);
  return letters.map(({ body }) => body).sort();
};
const redriveFrom = (began: number, onSent: (letter: DeadLetter) => unknown = () => undefined) =>
  redriveAll(deadLetterQueue(client, { dead: from, main: to }), { began, page: 10, onSent });

test('all go back, however many pages they are', async () => {
  await put(bodies);
  expect(await redriveFrom(Date.now())).toBe(0);
  expect(await bodiesIn(to)).toEqual(bodies.toSorted());
  expect(await bodiesIn(from)).toEqual([]);
}, 60_000);

test.each([
  ['is right', 0],
  ['is an hour ahead', 3_600_000],
])(
  'what comes back dead meanwhile stays, is seen at once, and is counted, where the clock %s',
  async (_, ahead) => {
    await put(bodies);
    let sent = 0;
    const left = await redriveFrom(Date.now() + ahead, async (letter) => {
      sent += 1;
      await bury(letter);
    });
    expect([sent, left]).toEqual([37, 37]);
    expect(await bodiesIn(to)).toEqual(bodies.toSorted());
    expect(await bodiesIn(from)).toEqual(bodies.toSorted());
  },
  60_000,
);

test('what comes in meanwhile stays', async () => {
  await put(bodies.slice(0, 3));
  const began = Date.now();
  await put(bodies.slice(3, 5));
  expect(await redriveFrom(began)).toBe(2);
  expect(await bodiesIn(to)).toEqual(bodies.slice(0, 3));
}, 60_000);

test('the same message twice goes back twice; of an empty queue nothing does', async () => {
  await put(['one', 'one', 'one']);
  expect(await redriveFrom(Date.now())).toBe(0);
  expect(await bodiesIn(to)).toEqual(['one', 'one', 'one']);
  expect(await redriveFrom(Date.now())).toBe(0);
}, 60_000);

test('an outage in the middle leaves the rest for others to see at once', async () => {
  await put(bodies.slice(0, 8));
  let sent = 0;
  const broken = redriveFrom(Date.now(), () => {
    sent += 1;
    if (sent === 3) throw new Error('gone');
  });
  await expect(broken).rejects.toThrow('gone');
  expect(await bodiesIn(from)).toHaveLength(5);
}, 60_000);
