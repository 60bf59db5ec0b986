/**
 * The dead-letter queue as an operator handles it, on SQS as it is: a message is looked at by receiving it, which
 * hides it from others for a while, and letting go of it again.
 */
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
