/** The trail: gzipped NDJSON objects in a bucket of their own under object lock. */
import { gunzipSync, gzipSync } from 'node:zlib';
import type { S3Client } from '@aws-sdk/client-s3';
import type { FoundTrail, PutTrail, ReadTrail } from '../../app/ports/trail.ts';
import { LogDelivery, TrailLine } from '../../contract/access/trail.ts';
import { putLinesOnce } from '../put-once.ts';
import { readObjects, unreadable } from '../read-objects.ts';

/** Of an event of a subscription: its `awslogs.data`. Throws where it is not what AWS documents. */
export const unpackDelivery = (data: string): LogDelivery =>
  LogDelivery.parse(JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString()));

/** With the condition a delivery that comes twice leaves no second version, which the lock would keep as long as the first. */
export const putTrail =
  (client: S3Client, bucket: string): PutTrail =>
  ({ name, lines }) =>
    putLinesOnce(client, {
      bucket,
      key: name,
      body: gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
    });

export const readTrail =
  (client: S3Client, bucket: string): ReadTrail =>
  (prefix) =>
    readObjects(client, { bucket, prefix }, readObject);

function readObject(name: string, bytes: Uint8Array): FoundTrail {
  try {
    const lines = gunzipSync(bytes).toString().split('\n');
    const parsed = lines.flatMap((line) => (line === '' ? [] : TrailLine.parse(JSON.parse(line))));
    return { name, lines: parsed, fault: null };
  } catch (error) {
    return { name, lines: [], fault: unreadable(error) };
  }
}
