/** The journal's replica taken over into the journal of another hub: the same bytes under the same names. */
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { CopyJournal } from '../../app/ports/recovery.ts';
import { putOnce } from '../put-once.ts';

/** Objects on their way at a time: each is a read from another region and a write. */
const AT_ONCE = 32;

/** Nothing where both are the same bucket. What the journal has already is not read from the replica. */
export const copyJournal = (client: S3Client, replica: string, journal: string): CopyJournal =>
  async function* () {
    if (replica === journal) return;
    const there = new Set<string>();
    for await (const name of namesIn(client, journal)) there.add(name);
    let names: string[] = [];
    const copyAll = () =>
      Promise.all(
        names.map(async (name) => {
          const isNew = !there.has(name) && (await copyOne(client, replica, journal, name));
          return { name, isNew };
        }),
      );
    for await (const name of namesIn(client, replica)) {
      names.push(name);
      if (names.length < AT_ONCE) continue;
      yield* await copyAll();
      names = [];
    }
    yield* await copyAll();
  };

async function* namesIn(client: S3Client, bucket: string): AsyncIterable<string> {
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket }))
    for (const { Key } of Contents) if (Key !== undefined) yield Key;
}

/** False where it was there already. */
async function copyOne(client: S3Client, replica: string, journal: string, name: string): Promise<boolean> {
  const found = await client.send(new GetObjectCommand({ Bucket: replica, Key: name }));
  const Body = (await found.Body?.transformToByteArray()) ?? new Uint8Array();
  const { ContentType, ContentEncoding } = found;
  return putOnce(client, { Bucket: journal, Key: name, Body, ContentType, ContentEncoding });
}
