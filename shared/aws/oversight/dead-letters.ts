/**
 * The dead-letter queue as an operator handles it, on SQS as it is: a message is looked at by receiving it, which
 * hides it from others for a while, and letting go of it again.
 */
import { createHash } from 'node:crypto';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

export type DeadLetter = {
  readonly id: string;
  readonly body: string;
  /** What the consumer says; null of a message that SQS itself moved here after too many receives. */
  readonly reason: string | null;
  /** How often it was received here: each look at it counts. */
  readonly receiveCount: number;
  /** When it was sent first, in milliseconds since 1970; the 14 days that a queue keeps it run from then. */
  readonly sentAt: number;
  readonly receipt: string;
};

/** Enough to read a queue of thousands and redrive from it; one look keeps messages from others no longer. */
const HIDDEN_SECONDS = 120;
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

/** Takes every message there is, at most `most`, oldest first; `letGo` of those that are not dealt with. */
export async function holdDeadLetters(
  client: SQSClient,
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
    for (const message of Messages) held.set(message.MessageId ?? '', letterOf(message));
  }
  return [...held.values()].sort((a, b) => a.sentAt - b.sentAt || (a.id < b.id ? -1 : 1));
}

/** Lets others see them again. */
export async function letGo(
  client: SQSClient,
  queueUrl: string,
  letters: readonly DeadLetter[],
): Promise<void> {
  for (let start = 0; start < letters.length; start += 10) {
    const Entries = letters
      .slice(start, start + 10)
      .map(({ receipt }, index) => ({ Id: String(index), ReceiptHandle: receipt, VisibilityTimeout: 0 }));
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries }));
  }
}

/**
 * Sends a message back to its queue and then deletes it here. Dying in between leaves it in both, which does no harm:
 * counting a submission again changes nothing.
 */
export async function redrive(
  client: SQSClient,
  from: string,
  to: string,
  { body, receipt }: DeadLetter,
): Promise<void> {
  await client.send(new SendMessageCommand({ QueueUrl: to, MessageBody: body }));
  await client.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle: receipt }));
}

export type RedriveAll = {
  readonly client: SQSClient;
  readonly from: string;
  readonly to: string;
  /** Milliseconds since 1970, by the operator's clock: what was sent first from then on was not there at the beginning. */
  readonly began: number;
  /** So many are held at once; few enough that they are sent before others see them again. */
  readonly page?: number;
  readonly onSent: (letter: DeadLetter) => unknown;
};

const PAGE = 500;

/**
 * Sends back every message that was there when it began, page by page, and answers with how many it left: what came in
 * meanwhile, and what came back dead, so that poison does not go round for ever. As the operator's clock may be ahead
 * of the queue's, a message is also known to have come back by its body: one that was sent back already, in a message
 * younger than all of the first page.
 */
export async function redriveAll({
  client,
  from,
  to,
  began,
  page = PAGE,
  onSent,
}: RedriveAll): Promise<number> {
  const held = new Map<string, DeadLetter>();
  const sent = new Set<string>();
  let youngest: number | null = null;
  const wasThere = ({ body, sentAt }: DeadLetter): boolean =>
    sentAt < began && (sentAt <= (youngest ?? sentAt) || !sent.has(digestOf(body)));
  try {
    for (;;) {
      const letters = await holdDeadLetters(client, from, page);
      const isNews = letters.some(({ id }) => !held.has(id));
      for (const letter of letters) held.set(letter.id, letter);
      youngest ??= Math.max(...letters.map(({ sentAt }) => sentAt));
      const there = letters.filter(wasThere);
      for (const letter of there) {
        await redrive(client, from, to, letter);
        held.delete(letter.id);
        sent.add(digestOf(letter.body));
        await onSent(letter);
      }
      if (there.length === 0 && (!isNews || letters.length < page)) return held.size;
    }
  } finally {
    await letGo(client, from, [...held.values()]);
  }
}

const digestOf = (body: string): string => createHash('sha256').update(body).digest('base64');
