/** Consumes the submissions queue: journals each batch and folds every total above what came in. */
import { randomUUID } from 'node:crypto';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { aggregateBatch } from '../shared/app/totals/aggregate-batch.ts';
import { dynamoDb, isOutage, patience, s3, sqs } from '../shared/aws/clients.ts';
import { publishMetrics } from '../shared/aws/metrics.ts';
import { writeJournal } from '../shared/aws/recovery/journal-bucket.ts';
import { snapshotReader } from '../shared/aws/registry/snapshots.ts';
import { registryReader } from '../shared/aws/registry.ts';
import { readEvents, readReports } from '../shared/aws/submissions/ledger-table.ts';
import { LEDGER_PAGES, pageGate } from '../shared/aws/submissions/page-gate.ts';
import { buryMessage } from '../shared/aws/submissions/submissions-queue.ts';
import { putNode, readChildren, readNode, readNodes } from '../shared/aws/totals.ts';
import { readConfig } from '../shared/config.ts';

const config = readConfig('aggregate', process.env);
const publish = publishMetrics(config.STAGE);
const client = dynamoDb(patience.behindTheQueue);
const gate = pageGate(LEDGER_PAGES);
const ports = {
  ...registryReader(client, config.REGISTRY_TABLE, Date.now),
  readSnapshot: snapshotReader(client, config.REGISTRY_TABLE),
  readReports: readReports(client, config.SUBMISSIONS_TABLE, gate),
  readEvents: readEvents(client, config.SUBMISSIONS_TABLE, gate),
  buryMessage: buryMessage(sqs(patience.behindTheQueue), config.DEAD_LETTER_QUEUE_URL),
  readNode: readNode(client, config.TOTALS_TABLE),
  readNodes: readNodes(client, config.TOTALS_TABLE),
  readChildren: readChildren(client, config.TOTALS_TABLE),
  putNode: putNode(client, config.TOTALS_TABLE),
  writeJournal: writeJournal(s3(patience.behindTheQueue), config.JOURNAL_BUCKET, Date.now, randomUUID),
};

/**
 * The last half of the function's timeout (30 of 60 s) is left to what has begun: one message takes a tenth of a second;
 * a call that is not answered at all, 25.
 */
const SHARE_TO_FINISH = 1 / 2;

export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const messages = event.Records.map((record) => ({
    id: record.messageId,
    body: record.body,
    receiveCount: Number(record.attributes.ApproximateReceiveCount),
  }));
  const lastStart = context.getRemainingTimeInMillis() * SHARE_TO_FINISH;
  const hasTime = (): boolean => context.getRemainingTimeInMillis() > lastStart;
  const outcome = await aggregateBatch(ports, messages, { hasTime, isOutage });
  const time = new Date().toISOString();
  console.log(JSON.stringify({ event: 'batch-counted', time, messages: messages.length, ...outcome }));
  const sent = event.Records.map(({ attributes }) => Number(attributes.SentTimestamp));
  publish({ TotalsAge: Math.max(0, Date.now() - Math.min(...sent)) / 1000 });
  return { batchItemFailures: outcome.failures.map(({ id }) => ({ itemIdentifier: id })) };
}
