/**
 * The journal: one gzipped NDJSON object per consumed batch, in a bucket where nothing is ever overwritten. It is
 * the second copy of what was accepted, seconds behind, where point-in-time recovery trails by minutes (R7, R24).
 */

import { gzipSync } from 'node:zlib';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { WriteJournal } from '../app/aggregate-batch.ts';

/** `id` makes the object's name unique; names begin with the time, so that they list in the order of writing. */
export const writeJournal =
  (client: S3Client, bucket: string, now: () => number, id: () => string): WriteJournal =>
  async (entries) => {
    const time = new Date(now()).toISOString();
    const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: `entries/${time.slice(0, 10)}/${time.slice(11, 13)}/${time.replaceAll(':', '-')}_${id()}.ndjson.gz`,
        Body: gzipSync(lines),
        ContentType: 'application/x-ndjson',
        ContentEncoding: 'gzip',
        IfNoneMatch: '*',
      }),
    );
  };
