/**
 * The journal: one gzipped NDJSON object per consumed batch, in a bucket where nothing is ever overwritten. It is
 * the second copy of what was accepted, seconds behind, where point-in-time recovery trails by minutes (R7, R24).
 */
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { JournalObject, ReadJournal, WriteJournal } from '../../app/ports/journal.ts';
import { NewerFormat } from '../../contract/recorded.ts';
import { putLinesOnce } from '../put-once.ts';
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

/** Objects fetched at a time, and so in memory: a batch is at most 6 MB, and mostly far less. */
const AT_ONCE = 8;

export const readJournal = (client: S3Client, bucket: string): ReadJournal =>
  async function* (from, after = null) {
    const start = [nameAt(from), after ?? ''].sort().at(-1);
    const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: PREFIX, StartAfter: start });
    for await (const { Contents = [] } of pages) {
      const names = Contents.flatMap(({ Key }) => Key ?? []);
      for (let first = 0; first < names.length; first += AT_ONCE) {
        yield* await Promise.all(
          names.slice(first, first + AT_ONCE).map((name) => readObject(client, bucket, name)),
        );
      }
    }
  };

/**
 * An outage throws, and so does what a later release wrote: there is nothing wrong with it. An object that is not what was written
 * has a fault, for every later read will find it so.
 */
async function readObject(client: S3Client, bucket: string, name: string): Promise<JournalObject> {
  const writtenAt = writtenAtOf(name);
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: name }));
  const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
  try {
    return { name, writtenAt, entries: journalEntries(bytes), fault: null };
  } catch (error) {
    if (error instanceof NewerFormat) throw error;
    const fault = error instanceof Error ? error.message.split('\n', 1)[0] : undefined;
    return { name, writtenAt, entries: [], fault: fault || 'it cannot be read' };
  }
}

const writtenAtOf = (name: string): string => {
  const [, day = '', hour = '', minute = '', rest = ''] =
    /([0-9-]{10}T)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)_/.exec(name) ?? [];
  return `${day}${hour}:${minute}:${rest}`;
};
