/** The submissions queue: the message is the ledger entry as JSON. */
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SendEntry } from '../app/submit.ts';

export const sendEntry =
  (client: SQSClient, queueUrl: string): SendEntry =>
  async (entry) => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(entry) }));
  };
