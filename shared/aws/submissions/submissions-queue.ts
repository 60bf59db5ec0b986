/** The submissions queue: the message is the ledger entry as JSON. */
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { BuryMessage, SendEntry, SendRefold } from '../../app/ports/queues.ts';
import { cut } from '../../domain/values/cut.ts';

export const sendEntry =
  (client: SQSClient, queueUrl: string): SendEntry =>
  async (entry) => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(entry) }));
  };

export const sendRefold =
  (client: SQSClient, queueUrl: string): SendRefold =>
  async (refold) => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(refold) }));
  };

/** The reason goes into an attribute, where `dtm dead-letters` shows it; SQS takes up to 256 KB of it, we 1,000 characters. */
export const buryMessage =
  (client: SQSClient, queueUrl: string): BuryMessage =>
  async (body, reason) => {
    const text = cut(reason, 1000).replace(/[^\x20-\x7e\u00a0-\ud7ff]/g, '?') || 'unknown';
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: body,
        MessageAttributes: { reason: { DataType: 'String', StringValue: text } },
      }),
    );
  };
