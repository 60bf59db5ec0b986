/** Refolds on their way to the consumer: ten in a call, some calls at a time. */
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import pLimit from 'p-limit';
import type { SendRefolds } from '../../app/ports/queues.ts';
import type { Refold } from '../../contract/submissions/ledger.ts';

/** What SendMessageBatch takes at once, how many of them are under way, and how often each is tried. */
const BATCH = 10;
const PARALLEL = 8;
const TRIES = 8;

/** Those that SQS did not take are sent again. Throws where it takes one not at all. */
export const sendRefolds =
  (client: SQSClient, queueUrl: string): SendRefolds =>
  async (refolds) => {
    const limit = pLimit(PARALLEL);
    const batches = Array.from({ length: Math.ceil(refolds.length / BATCH) }, (_, index) =>
      refolds.slice(index * BATCH, (index + 1) * BATCH),
    );
    await limit.map(batches, (batch) => sendBatch(client, queueUrl, batch));
  };

async function sendBatch(client: SQSClient, queueUrl: string, batch: readonly Refold[]): Promise<void> {
  let pending = batch.map((refold, index) => ({ Id: String(index), MessageBody: JSON.stringify(refold) }));
  for (let attempt = 1; pending.length > 0; attempt += 1) {
    const { Failed = [] } = await client.send(
      new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: pending }),
    );
    const [first] = Failed;
    if (first !== undefined && (first.SenderFault || attempt === TRIES))
      throw new Error(`the queue refused a refold: ${first.Code} ${first.Message ?? ''}`);
    const failed = new Set(Failed.map(({ Id }) => Id));
    pending = pending.filter(({ Id }) => failed.has(Id));
  }
}
