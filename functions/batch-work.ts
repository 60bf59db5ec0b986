/** Consumes the queue of batches: a step of one, or a file that came. */
import { randomUUID } from 'node:crypto';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { cutTime } from '../shared/app/batches/cut-time.ts';
import { readerOf } from '../shared/app/batches/readers.ts';
import { workOnMessage } from '../shared/app/batches/work-on-message.ts';
import { batchStore } from '../shared/aws/batches/batch-store.ts';
import { sendEntries } from '../shared/aws/batches/queue.ts';
import { dynamoDb, isOutage, patience, s3, sqs } from '../shared/aws/clients.ts';
import { registryReader } from '../shared/aws/registry.ts';
import { findEntry, putEntry, readHighest } from '../shared/aws/submissions/ledger-table.ts';
import { readConfig } from '../shared/config.ts';
import { piecesFor } from '../shared/domain/batches/batch-id.ts';
import { faultOf } from '../shared/http/log.ts';

const config = readConfig('batch-work', process.env);
const tables = dynamoDb(patience.byTheClock);
const queues = sqs(patience.byTheClock);
const ports = {
  ...registryReader(tables, config.REGISTRY_TABLE, Date.now),
  ...batchStore({ tables, buckets: s3(patience.byTheClock), queues }, config),
  findEntry: findEntry(tables, config.SUBMISSIONS_TABLE),
  readHighest: readHighest(tables, config.SUBMISSIONS_TABLE),
  putEntry: putEntry(tables, config.SUBMISSIONS_TABLE),
  sendEntries: sendEntries(queues, config.SUBMISSIONS_QUEUE_URL),
  readerOf,
  piecesFor,
  newName: randomUUID,
  now: Date.now,
};

export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const hasTime = cutTime(() => context.getRemainingTimeInMillis());
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { messageId: itemIdentifier, body } of event.Records) {
    try {
      await workOnMessage(ports, body, hasTime);
    } catch (error) {
      batchItemFailures.push({ itemIdentifier });
      const level = isOutage(error) ? 'WARN' : 'ERROR';
      console.log(JSON.stringify({ level, event: 'batch-step-failed', ...faultOf(error) }));
    }
  }
  return { batchItemFailures };
}
