/** Consumes the queue of batches: a step of one, or a file that came. */
import { randomUUID } from 'node:crypto';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { readBatchMessage } from '../shared/app/batches/read-batch-message.ts';
import { readerOf } from '../shared/app/batches/readers.ts';
import { receiveUpload, workOnBatch } from '../shared/app/batches/work-on-batch.ts';
import { batchStore } from '../shared/aws/batches/batch-store.ts';
import { sendEntries } from '../shared/aws/batches/queue.ts';
import { dynamoDb, isOutage, patience, s3, sqs } from '../shared/aws/clients.ts';
import { registryReader } from '../shared/aws/registry.ts';
import { findEntry, putEntry, readHighest } from '../shared/aws/submissions/ledger-table.ts';
import { readConfig } from '../shared/config.ts';
import { piecesFor } from '../shared/domain/batches/batch-id.ts';

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

/** What has begun has the last third of the function's time: a stretch of a file takes seconds, and putting what is held some more. */
const SHARE_TO_FINISH = 1 / 3;

export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const lastStart = context.getRemainingTimeInMillis() * SHARE_TO_FINISH;
  const hasTime = (): boolean => context.getRemainingTimeInMillis() > lastStart;
  const failures: { itemIdentifier: string }[] = [];
  for (const { messageId, body } of event.Records) {
    try {
      await work(body, hasTime);
    } catch (error) {
      failures.push({ itemIdentifier: messageId });
      const fault = error instanceof Error ? error.name : 'Error';
      console.log(
        JSON.stringify({
          level: isOutage(error) ? 'WARN' : 'ERROR',
          event: 'batch-step-failed',
          fault,
          trace: traceOf(error),
        }),
      );
    }
  }
  return { batchItemFailures: failures };
}

/** Without the message, which may quote what a sender wrote. */
const traceOf = (error: unknown): string[] =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .slice(0, 10)
    : [];

async function work(body: string, hasTime: () => boolean): Promise<void> {
  const queued = readBatchMessage(body);
  if (queued.kind === 'test') return;
  if (queued.kind === 'step') return workOnBatch(ports, queued.message, hasTime);
  for (const id of queued.batches) {
    const standing = await ports.readBatch(id);
    if (standing !== null) await receiveUpload(ports, standing);
  }
}
