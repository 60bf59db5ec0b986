/** The queues of a test's hub, as an operator sees them. */
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import type { Twin } from '../../twin/twin.ts';
import { STAGE } from './hub.ts';

export const SUBMISSIONS = `dtm-${STAGE}-submissions`;
export const DEAD_LETTERS = `dtm-${STAGE}-submissions-dlq`;

export const operatorSqs = (twin: Twin): SQSClient =>
  new SQSClient({ endpoint: twin.awsUrl, region: twin.region, credentials: twin.operatorCredentials });

/** Messages that wait, and those that are being worked on. */
export async function messagesIn(sqs: SQSClient, twin: Twin, queue: string): Promise<number> {
  const { Attributes: { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = {} } =
    await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: twin.queueUrls[queue], AttributeNames: ['All'] }),
    );
  return Number(ApproximateNumberOfMessages) + Number(ApproximateNumberOfMessagesNotVisible);
}

/** Until every message was acknowledged: all that was accepted is counted then. */
export const untilQuiet = (sqs: SQSClient, twin: Twin, milliseconds = 15_000) =>
  expect.poll(() => messagesIn(sqs, twin, SUBMISSIONS), { timeout: milliseconds, interval: 50 }).toBe(0);
