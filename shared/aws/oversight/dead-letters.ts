/** The dead-letter queue as an operator handles it, on SQS as it is: a message is held by receiving it. */
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { DeadLetter, DeadLetterQueue } from '../../app/ports/queues.ts';

type QueueUrls = {
  readonly dead: string;
  /** Where messages are counted. */
  readonly main: string;
};

/** Longer than the function lives that looks (28 s): if it dies, others see them again soon. */
const HIDDEN_SECONDS = 35;
/** SQS asks some of its servers only, so that an empty answer is no proof. */
const EMPTY_ANSWERS = 2;

const letterOf = ({
  MessageId,
  Body,
  Attributes,
  MessageAttributes,
  ReceiptHandle,
}: Message): DeadLetter => ({
  id: MessageId ?? '',
  body: Body ?? '',
  reason: MessageAttributes?.reason?.StringValue ?? null,
  receiveCount: Number(Attributes?.ApproximateReceiveCount ?? 1),
  sentAt: Number(Attributes?.SentTimestamp ?? 0),
  receipt: ReceiptHandle ?? '',
});

export const deadLetterQueue = (client: SQSClient, { dead, main }: QueueUrls): DeadLetterQueue => ({
  hold: (most) => hold(client, dead, most),
  letGo: (letters) => letGo(client, dead, letters),
  sendBack: async ({ body, receipt }) => {
    await client.send(new SendMessageCommand({ QueueUrl: main, MessageBody: body }));
    await client.send(new DeleteMessageCommand({ QueueUrl: dead, ReceiptHandle: receipt }));
  },
  remove: async ({ receipt }) => {
    await client.send(new DeleteMessageCommand({ QueueUrl: dead, ReceiptHandle: receipt }));
  },
});

async function hold(client: SQSClient, queueUrl: string, most: number): Promise<DeadLetter[]> {
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
    for (const message of Messages) held.set(message.MessageId ?? '', letterOf(message));
  }
  return [...held.values()].sort((a, b) => a.sentAt - b.sentAt || (a.id < b.id ? -1 : 1));
}

async function letGo(client: SQSClient, queueUrl: string, letters: readonly DeadLetter[]): Promise<void> {
  for (let start = 0; start < letters.length; start += 10) {
    const Entries = letters
      .slice(start, start + 10)
      .map(({ receipt }, index) => ({ Id: String(index), ReceiptHandle: receipt, VisibilityTimeout: 0 }));
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries }));
  }
}
