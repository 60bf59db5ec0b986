/** Feeds a queue's messages to a function, as Lambda's pollers do: several at once, each batch answered for. */
import { setTimeout } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { type InvokeAnswer, LARGEST_EVENT } from '../functions/function.ts';
import { batchVerdict } from './batch-verdict.ts';
import type { QueueMapping } from './mapping.ts';
import { sqsRecord } from './sqs-record.ts';

export type PollerOptions = {
  readonly mapping: QueueMapping;
  /** Calls with the credentials of the function's role, as Lambda does. */
  readonly sqs: SQSClient;
  readonly region: string;
  readonly invoke: (event: string) => Promise<InvokeAnswer>;
  readonly pollers: number;
  readonly onFault: (text: string) => void;
};

export type Poller = {
  readonly stop: () => Promise<void>;
  /** No batch is begun any more; resolves when the last one is done. `wake` ends the long polls that are going on. */
  readonly pause: (wake: () => void) => Promise<void>;
  readonly resume: () => void;
};

const MOST_PER_RECEIVE = 10;
const LONG_POLL_SECONDS = 20;
const PAUSE_AFTER_FAULT_MILLISECONDS = 1000;

/** Ends early, and quietly, when the poller stops. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);

/** Splits a batch whose event would be more than Lambda takes. */
function eventsOf(records: readonly SQSRecord[]): SQSRecord[][] {
  const events: SQSRecord[][] = [[]];
  let bytes = 0;
  for (const record of records) {
    const size = Buffer.byteLength(JSON.stringify(record)) + 1;
    if (bytes + size > LARGEST_EVENT - 100 && bytes > 0) {
      events.push([]);
      bytes = 0;
    }
    bytes += size;
    events.at(-1)?.push(record);
  }
  return events.filter((event) => event.length > 0);
}

export function startPoller(options: PollerOptions): Poller {
  const { mapping, sqs, invoke, region, onFault } = options;
  const stopping = new AbortController();
  const { signal } = stopping;

  const receive = async (most: number, waitSeconds: number): Promise<Message[]> => {
    const answer = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: mapping.queueUrl,
        MaxNumberOfMessages: Math.min(MOST_PER_RECEIVE, most),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: signal },
    );
    return answer.Messages ?? [];
  };

  /** Collects until the batch is full or the window is over, which begins with the first message. */
  const collect = async (): Promise<Message[]> => {
    const messages = await receive(mapping.batchSize, LONG_POLL_SECONDS);
    const end = performance.now() + mapping.windowSeconds * 1000;
    while (messages.length > 0 && messages.length < mapping.batchSize && !signal.aborted) {
      const left = end - performance.now();
      if (left <= 0) break;
      const more = await receive(mapping.batchSize - messages.length, Math.floor(left / 1000));
      messages.push(...more);
      if (more.length === 0 && left < 1000) await pause(Math.min(left, 100), signal);
    }
    return messages;
  };

  const remove = async (messages: readonly SQSRecord[]): Promise<void> => {
    for (let at = 0; at < messages.length; at += MOST_PER_RECEIVE) {
      const entries = messages
        .slice(at, at + MOST_PER_RECEIVE)
        .map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: mapping.queueUrl, Entries: entries }));
    }
  };

  /** Messages that are not done are left alone: they come back when their visibility timeout is over. */
  const handle = async (records: readonly SQSRecord[]): Promise<void> => {
    const answer = await invoke(JSON.stringify({ Records: records }));
    const ids = records.map(({ messageId }) => messageId);
    const { done, fault } = batchVerdict(ids, answer, mapping.reportsFailures);
    if (fault !== undefined && !signal.aborted) {
      onFault(`AWS::Lambda::EventSourceMapping ${mapping.label}: a batch of ${ids.length} failed: ${fault}`);
    }
    const finished = new Set(done);
    await remove(records.filter(({ messageId }) => finished.has(messageId)));
  };

  let paused: PromiseWithResolvers<void> | undefined;
  let polling = options.pollers;
  const poll = async (): Promise<void> => {
    while (!signal.aborted) {
      if (paused !== undefined) {
        polling -= 1;
        await paused.promise;
        polling += 1;
        continue;
      }
      try {
        const records = (await collect()).map((message) => sqsRecord(message, mapping.queueArn, region));
        for (const event of eventsOf(records)) if (!signal.aborted) await handle(event);
      } catch (fault) {
        if (signal.aborted) return;
        onFault(
          `AWS::Lambda::EventSourceMapping ${mapping.label}: ${fault instanceof Error ? fault.message : String(fault)}`,
        );
        await pause(PAUSE_AFTER_FAULT_MILLISECONDS, signal);
      }
    }
  };

  const running = Array.from({ length: options.pollers }, poll);
  return {
    pause: async (wake) => {
      paused ??= Promise.withResolvers();
      while (polling > 0) {
        wake();
        await setTimeout(50);
      }
    },
    resume: () => {
      paused?.resolve();
      paused = undefined;
    },
    stop: async () => {
      stopping.abort();
      paused?.resolve();
      paused = undefined;
      await Promise.all(running);
    },
  };
}
