/** The queue of batches, and entries on their way to the queue of submissions, ten at a time. */
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import pLimit from 'p-limit';
import type { SendBatchMessages, SendEntries } from '../../app/ports/batches.ts';

/** SQS takes ten messages in a call, and 1 MiB of them. */
const MOST = 10;
const LARGEST = 1024 * 1024;

function* callsOf(bodies: readonly string[]): Generator<string[]> {
  let call: string[] = [];
  let size = 0;
  for (const body of bodies) {
    const bytes = Buffer.byteLength(body);
    if (call.length === MOST || (call.length > 0 && size + bytes > LARGEST)) {
      yield call;
      call = [];
      size = 0;
    }
    call.push(body);
    size += bytes;
  }
  if (call.length > 0) yield call;
}

/** Calls that are under way at the same time. */
const AT_ONCE = 4;

/** Throws where one of them was not taken: all are sent again then, and may come twice. */
async function sendAll(client: SQSClient, queueUrl: string, bodies: readonly string[]): Promise<void> {
  await pLimit(AT_ONCE).map(callsOf(bodies), async (call) => {
    const Entries = call.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    const [first] = Failed;
    if (first === undefined) return;
    const error = new Error(`${Failed.length} messages were not taken: ${first.Code}`);
    error.name = first.SenderFault ? 'MessageRefused' : 'ServiceUnavailable';
    throw error;
  });
}

export const sendBatchMessages =
  (client: SQSClient, queueUrl: string): SendBatchMessages =>
  (messages) =>
    sendAll(
      client,
      queueUrl,
      messages.map((message) => JSON.stringify(message)),
    );

export const sendEntries =
  (client: SQSClient, queueUrl: string): SendEntries =>
  (entries) =>
    sendAll(
      client,
      queueUrl,
      entries.map((entry) => JSON.stringify(entry)),
    );
