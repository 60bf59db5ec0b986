import { gunzipSync } from 'node:zlib';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { writeJournal } from '../../../shared/aws/recovery/journal-bucket.ts';
import { sendEntry } from '../../../shared/aws/submissions/submissions-queue.ts';
import { LedgerEntry } from '../../../shared/contract/submissions/ledger.ts';
import { entry } from '../../fixtures/reports.ts';

/** A client that keeps what it is asked to send. */
function recorder<C>() {
  const sent: unknown[] = [];
  const client = { send: async (command: unknown) => sent.push(command) };
  return { sent, client: client as unknown as C };
}

test('the message in the queue is the entry, and the consumer’s schema reads it back', async () => {
  const { sent, client } = recorder<SQSClient>();
  const full = entry({ idempotencyKey: 'k-1', cells: { 'share.on-time': ['1', '2'] } });
  await sendEntry(client, 'https://queue')(full);
  const [command] = sent;
  if (!(command instanceof SendMessageCommand)) throw new Error('no message was sent');
  expect(command.input.QueueUrl).toBe('https://queue');
  expect(LedgerEntry.parse(JSON.parse(command.input.MessageBody ?? ''))).toEqual(full);
});

test('the journal object has a line for each entry, is named by its time and never overwrites another', async () => {
  const { sent, client } = recorder<S3Client>();
  const entries = [entry(), entry({ revision: 2, cells: { 'cost.balance': '-7' } })];
  await writeJournal(
    client,
    'journal',
    () => Date.parse('2026-10-15T02:03:04.005Z'),
    () => 'id-1',
  )(entries);
  const [command] = sent;
  if (!(command instanceof PutObjectCommand)) throw new Error('no object was put');
  const { Bucket, Key, Body, IfNoneMatch, ContentEncoding } = command.input;
  expect({ Bucket, Key, IfNoneMatch, ContentEncoding }).toEqual({
    Bucket: 'journal',
    Key: 'entries/2026-10-15/02/2026-10-15T02-03-04.005Z_id-1.ndjson.gz',
    IfNoneMatch: '*',
    ContentEncoding: 'gzip',
  });
  const lines = gunzipSync(Body as Uint8Array)
    .toString()
    .trimEnd()
    .split('\n');
  expect(lines.map((line) => LedgerEntry.parse(JSON.parse(line)))).toEqual(entries);
});
