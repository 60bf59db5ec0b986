/**
 * What S3 tells queues of objects ("Amazon S3 Event Notifications", Amazon S3 User Guide): some time later, in no order, now and then twice. What is to
 * be told is kept with the object in one transaction, so that a twin that was killed tells it when it runs again.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { S3Object } from '../../../node_modules/fauxqs/dist/s3/s3Types.js';
import { SqsStore } from '../../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import type { QueueConfiguration } from './bucket-settings.ts';
import { eventMessage, testMessage } from './event-message.ts';
import type { Made } from './versions.ts';

export type NotificationOptions = {
  /** How long the next message takes. */
  readonly seconds: () => number;
  /** Whether the next one is sent once more. */
  readonly twice: () => boolean;
};

export type Notifications = {
  /** Tells the queue that it was configured, the first time and whenever it changes: `s3:TestEvent`. */
  readonly configure: (bucket: string, rules: readonly QueueConfiguration[]) => void;
  /** To be called inside of the transaction that makes the object. */
  readonly made: (made: Made, object: S3Object, how: string) => void;
  readonly stop: () => void;
};

type Row = { readonly id: number; readonly queue: string; readonly body: string };

const isMeant = ({ Event, Filter }: QueueConfiguration, key: string, how: string): boolean => {
  const [, , kind = ''] = Event.split(':');
  const fits = ({ Name, Value }: { Name: string; Value: string }): boolean =>
    Name.toLowerCase() === 'prefix' ? key.startsWith(Value) : key.endsWith(Value);
  return (kind === '*' || kind === how) && (Filter?.S3Key.Rules ?? []).every(fits);
};

export function openNotifications(
  db: DatabaseSync,
  sqs: SqsStore,
  place: { readonly region: string; readonly now: () => number },
  { seconds, twice }: NotificationOptions,
  onError: (error: unknown) => void,
): Notifications {
  db.exec(`
    CREATE TABLE IF NOT EXISTS twin_notifications (id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, body TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS twin_notified (bucket TEXT PRIMARY KEY, configuration TEXT NOT NULL);
  `);
  const statements = {
    waiting: db.prepare('SELECT * FROM twin_notifications'),
    wait: db.prepare('INSERT INTO twin_notifications (queue, body) VALUES (?, ?)'),
    waits: db.prepare('SELECT id FROM twin_notifications WHERE id = ?'),
    told: db.prepare('DELETE FROM twin_notifications WHERE id = ?'),
    known: db.prepare('SELECT configuration FROM twin_notified WHERE bucket = ?'),
    know: db.prepare('INSERT OR REPLACE INTO twin_notified VALUES (?, ?)'),
  };
  const rules = new Map<string, readonly QueueConfiguration[]>();
  const timers = new Set<NodeJS.Timeout>();

  const tell = (queueArn: string, body: string): void => {
    const queue = sqs.getQueueByArn(queueArn);
    if (queue === undefined) throw new Error(`a bucket tells ${queueArn}, which is no queue here`);
    queue.enqueue(SqsStore.createMessage(body));
  };
  const later = (work: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      try {
        work();
      } catch (error) {
        onError(error);
      }
    }, seconds() * 1000);
    timers.add(timer.unref());
  };
  const deliver = ({ id, queue, body }: Row): void =>
    later(() => {
      // What made the object may not have been committed.
      if (statements.waits.get(id) === undefined) return;
      tell(queue, body);
      statements.told.run(id);
      if (twice()) later(() => tell(queue, body));
    });

  for (const row of statements.waiting.all() as Row[]) deliver(row);
  return {
    configure: (bucket, configured) => {
      rules.set(bucket, configured);
      const text = createHash('sha256').update(JSON.stringify(configured)).digest('hex');
      const known = statements.known.get(bucket)?.configuration;
      if (known === text || (known === undefined && configured.length === 0)) return;
      for (const { Queue } of configured) tell(Queue, testMessage(bucket, place.now(), randomUUID()));
      statements.know.run(bucket, text);
    },
    made: (made, object, how) => {
      for (const rule of rules.get(made.bucket) ?? []) {
        if (!isMeant(rule, made.key, how)) continue;
        const body = eventMessage(made, object, how, rule.Id, place);
        const { lastInsertRowid } = statements.wait.run(rule.Queue, body);
        deliver({ id: Number(lastInsertRowid), queue: rule.Queue, body });
      }
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
