/** Dead-letter queues as an operator handles them, on SQS as it is: a message is held by receiving it. */
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { DeadLetter, DeadLetterQueue } from '../../app/ports/queues.ts';
import { type DeadLetterSource, deadLetterSources } from '../../contract/oversight/dead-letters.ts';

type QueueUrls = {
  readonly dead: string;
  /** Where its messages come from, and go back to. */
  readonly main: string;
};

/** Longer than the function lives that looks (28 s): if it dies, others see them again soon. */
const HIDDEN_SECONDS = 35;
/** SQS asks some of its servers only, so that an empty answer is no proof. */
const EMPTY_ANSWERS = 2;

const letterOf = (
  queue: DeadLetterSource,
  { MessageId, Body, Attributes, MessageAttributes, ReceiptHandle }: Message,
): DeadLetter => ({
  id: MessageId ?? '',
  queue,
  body: Body ?? '',
  reason: MessageAttributes?.reason?.StringValue ?? null,
  receiveCount: Number(Attributes?.ApproximateReceiveCount ?? 1),
  sentAt: Number(Attributes?.SentTimestamp ?? 0),
  receipt: ReceiptHandle ?? '',
});

const queueOf = (client: SQSClient, name: DeadLetterSource, { dead, main }: QueueUrls): DeadLetterQueue => ({
  hold: (most) => hold(client, name, dead, most),
  letGo: (letters) => letGo(client, dead, letters),
  sendBack: async ({ body, receipt }) => {
    await client.send(new SendMessageCommand({ QueueUrl: main, MessageBody: body }));
    await client.send(new DeleteMessageCommand({ QueueUrl: dead, ReceiptHandle: receipt }));
  },
  remove: async ({ receipt }) => {
    await client.send(new DeleteMessageCommand({ QueueUrl: dead, ReceiptHandle: receipt }));
  },
});

/** All of them as one: who looks sees what was set aside anywhere, and each goes back to where it came from. */
export function deadLetterQueues(
  client: SQSClient,
  urls: Readonly<Record<DeadLetterSource, QueueUrls>>,
): DeadLetterQueue {
  const queues = Object.fromEntries(
    deadLetterSources.map((name) => [name, queueOf(client, name, urls[name])]),
  ) as Record<DeadLetterSource, DeadLetterQueue>;
  return {
    hold: async (most) =>
      oldestFirst((await Promise.all(Object.values(queues).map((queue) => queue.hold(most)))).flat()),
    letGo: async (letters) => {
      for (const name of deadLetterSources)
        await queues[name].letGo(letters.filter(({ queue }) => queue === name));
    },
    sendBack: (letter) => queues[letter.queue].sendBack(letter),
    remove: (letter) => queues[letter.queue].remove(letter),
  };
}

const oldestFirst = (letters: readonly DeadLetter[]): DeadLetter[] =>
  [...letters].sort((a, b) => a.sentAt - b.sentAt || (a.id < b.id ? -1 : 1));

async function hold(
  client: SQSClient,
  queue: DeadLetterSource,
  queueUrl: string,
  most: number,
): Promise<DeadLetter[]> {
  const held = new Map<string, DeadLetter>();
  for (let empty = 0; empty < EMPTY_ANSWERS && held.size < most; ) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: HIDDEN_SECONDS,
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
    );
    if (Messages.length === 0) empty += 1;
    for (const message of Messages) held.set(message.MessageId ?? '', letterOf(queue, message));
  }
  return oldestFirst([...held.values()]);
}

async function letGo(client: SQSClient, queueUrl: string, letters: readonly DeadLetter[]): Promise<void> {
  for (let start = 0; start < letters.length; start += 10) {
    const Entries = letters
      .slice(start, start + 10)
      .map(({ receipt }, index) => ({ Id: String(index), ReceiptHandle: receipt, VisibilityTimeout: 0 }));
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries }));
  }
}
