/**
 * The journal: one gzipped NDJSON object per consumed batch, in a bucket where nothing is ever overwritten. It is
 * the second copy of what was accepted, seconds behind, where point-in-time recovery trails by minutes (R7, R24).
 */
import type { S3Client } from '@aws-sdk/client-s3';
import type { JournalObject, ReadJournal, WriteJournal } from '../../app/ports/journal.ts';
import { NewerFormat } from '../../contract/recorded.ts';
import { putLinesOnce } from '../put-once.ts';
import { readObjects, unreadable } from '../read-objects.ts';
import { journalBytes, journalEntries } from './journal-object.ts';

const PREFIX = 'entries/';

/** What all names of objects written at an instant begin with. Names sort in the order of writing. */
function nameAt(instant: number): string {
  const time = new Date(instant).toISOString();
  return `${PREFIX}${time.slice(0, 10)}/${time.slice(11, 13)}/${time.replaceAll(':', '-')}`;
}

/** `id` makes the object's name unique. */
export const writeJournal =
  (client: S3Client, bucket: string, now: () => number, id: () => string): WriteJournal =>
  (entries) =>
    putLinesOnce(client, {
      bucket,
      key: `${nameAt(now())}_${id()}.ndjson.gz`,
      body: journalBytes(entries),
    });

export const readJournal =
  (client: S3Client, bucket: string): ReadJournal =>
  (from, after = null) =>
    readObjects(
      client,
      { bucket, prefix: PREFIX, after: [nameAt(from), after ?? ''].sort().at(-1) },
      readObject,
    );

/**
 * What a later release wrote throws: there is nothing wrong with it. An object that is not what was written has a fault, for every
 * later read will find it so.
 */
function readObject(name: string, bytes: Uint8Array): JournalObject {
  const writtenAt = writtenAtOf(name);
  try {
    return { name, writtenAt, entries: journalEntries(bytes), fault: null };
  } catch (error) {
    if (error instanceof NewerFormat) throw error;
    return { name, writtenAt, entries: [], fault: unreadable(error) };
  }
}

const writtenAtOf = (name: string): string => {
  const [, day = '', hour = '', minute = '', rest = ''] =
    /([0-9-]{10}T)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)_/.exec(name) ?? [];
  return `${day}${hour}:${minute}:${rest}`;
};
