import { mkdirSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
// By path: the package exports its HTTP server alone, and not the stores beneath it.
import { PersistenceManager } from '../../node_modules/fauxqs/dist/persistence.js';
import { S3Store } from '../../node_modules/fauxqs/dist/s3/s3Store.js';
import { SnsStore } from '../../node_modules/fauxqs/dist/sns/snsStore.js';
import { type SqsQueue, SqsStore } from '../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import { listInUtf8Order } from './s3/listing.ts';

/**
 * The stores of fauxqs 2.4 beneath its HTTP server, on SQLite. Its server listens on all interfaces without
 * authentication, knows one account id only, and takes no body above 11 MiB; its stores have none of these limits.
 */
export type Fauxqs = {
  sqs: SqsStore;
  s3: S3Store;
  /** How many messages were sent to a queue since this was asked last: the beginning of a minute → the number. */
  takeSent(queueName: string): ReadonlyMap<number, number>;
  close(): Promise<void>;
};

/** Messages that go on to a dead-letter queue were sent to none, as AWS counts. */
function createSentCounts(now: () => number) {
  const sent = new Map<string, Map<number, number>>();
  return {
    count: (name: string) => {
      const minutes = sent.get(name) ?? new Map<number, number>();
      const minute = Math.floor(now() / 60_000) * 60_000;
      sent.set(name, minutes.set(minute, (minutes.get(minute) ?? 0) + 1));
    },
    take: (name: string): ReadonlyMap<number, number> => {
      const minutes = sent.get(name) ?? new Map<number, number>();
      sent.delete(name);
      return minutes;
    },
  };
}

/** All of it or nothing, on the disk: a message on its way to the dead-letter queue is in neither for a moment. */
function wholly<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Messages are sent at the time of the twin; where they go on to a dead-letter queue, that time stays. */
function stampBy(
  now: () => number,
  onSent: (name: string) => void,
  db: DatabaseSync,
  queue: SqsQueue,
): SqsQueue {
  const dequeue = queue.dequeue.bind(queue);
  queue.dequeue = (...given) => wholly(db, () => dequeue(...given));
  const enqueue = queue.enqueue.bind(queue);
  queue.enqueue = (message) => {
    if (message.approximateReceiveCount === 0) {
      message.sentTimestamp = now();
      onSent(queue.name);
    }
    enqueue(message);
  };
  return queue;
}

export function openFauxqs(directory: string, now: () => number): Fauxqs {
  mkdirSync(directory, { recursive: true });
  const persistence = new PersistenceManager(directory);
  const { db } = persistence as unknown as { db: DatabaseSync };
  // Survives kill -9 (the pages are the operating system's), not a power cut; saves a disk flush per message.
  db.exec('PRAGMA synchronous = NORMAL');
  // fauxqs 2.4.1 writes NULL into a NOT NULL column here, and so loses the message that is made visible again.
  const makeReady = db.prepare(
    'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
  );
  persistence.updateMessageReady = (messageId: string) => void makeReady.run(messageId);

  const sent = createSentCounts(now);
  const sqs = new SqsStore();
  const s3 = new S3Store();
  persistence.load(sqs, new SnsStore(), s3);
  sqs.persistence = persistence;
  for (const queue of sqs.allQueues()) stampBy(now, sent.count, db, queue).persistence = persistence;
  const createQueue = sqs.createQueue.bind(sqs);
  sqs.createQueue = (...given) => stampBy(now, sent.count, db, createQueue(...given));
  s3.persistence = persistence;
  s3.listObjects = (bucket, options) => listInUtf8Order(s3, bucket, options);
  return {
    sqs,
    s3,
    takeSent: sent.take,
    close: async () => {
      sqs.shutdown();
      persistence.close();
    },
  };
}
