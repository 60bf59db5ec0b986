import { mkdirSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
// By path: the package exports its HTTP server alone, and not the stores beneath it.
import { PersistenceManager } from '../../node_modules/fauxqs/dist/persistence.js';
import { S3Store } from '../../node_modules/fauxqs/dist/s3/s3Store.js';
import { SnsStore } from '../../node_modules/fauxqs/dist/sns/snsStore.js';
import { type SqsQueue, SqsStore } from '../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import { type BucketSettings, bucketSettings, noSettings } from './s3/bucket-settings.ts';
import { listInUtf8Order } from './s3/listing.ts';
import { type NotificationOptions, openNotifications } from './s3/notifications.ts';
import type { Buckets } from './s3/service.ts';
import { keepVersions } from './s3/versions.ts';
import { wholly } from './wholly.ts';

/**
 * The stores of fauxqs 2.4 beneath its HTTP server, on SQLite. Its server listens on all interfaces without
 * authentication, knows one account id only, and takes no body above 11 MiB; its stores have none of these limits.
 */
export type Fauxqs = {
  sqs: SqsStore;
  buckets: Buckets;
  /** As the template has it; what is there stays, with its objects. */
  createBucket(name: string, properties: Readonly<Record<string, unknown>>): void;
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

/** Messages are sent at the time of the twin; where they go on to a dead-letter queue, that time stays. */
function stampBy(
  now: () => number,
  onSent: (name: string) => void,
  db: DatabaseSync,
  queue: SqsQueue,
): SqsQueue {
  const dequeue = queue.dequeue.bind(queue);
  // A message on its way to the dead-letter queue is in neither for a moment.
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

export type FauxqsPlace = {
  readonly region: string;
  readonly now: () => number;
  readonly notifications: NotificationOptions;
  readonly onError: (error: unknown) => void;
};

export function openFauxqs(directory: string, place: FauxqsPlace): Fauxqs {
  const { now } = place;
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

  // Its own would begin a transaction inside of one of ours.
  (persistence as unknown as { transaction: (work: () => void) => void }).transaction = (work) =>
    wholly(db, work);
  const upsertObject = persistence.upsertObject.bind(persistence);
  persistence.upsertObject = (bucket, object) => {
    object.lastModified = new Date(now());
    upsertObject(bucket, object);
  };
  const insertUpload = persistence.insertMultipartUpload.bind(persistence);
  persistence.insertMultipartUpload = (upload) => {
    upload.initiated = new Date(now());
    insertUpload(upload);
  };

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
  const notifications = openNotifications(db, sqs, place, place.notifications, place.onError);
  const versions = keepVersions(s3, db, now, notifications.made);
  const settings = new Map<string, BucketSettings>();
  return {
    sqs,
    buckets: { store: s3, versions, now, settingsOf: (bucket) => settings.get(bucket) ?? noSettings },
    createBucket: (name, properties) => {
      const wanted = bucketSettings(name, properties);
      s3.createBucket(name);
      if (wanted.isVersioned) versions.enable(name);
      settings.set(name, wanted);
      notifications.configure(name, wanted.notifications);
    },
    takeSent: sent.take,
    close: async () => {
      notifications.stop();
      sqs.shutdown();
      persistence.close();
    },
  };
}
