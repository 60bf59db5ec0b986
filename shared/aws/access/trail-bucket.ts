/** The trail: gzipped NDJSON objects in a bucket of their own under object lock. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { FoundTrail, PutTrail, ReadTrail } from '../../app/ports/trail.ts';
import { LogDelivery, TrailLine } from '../../contract/access/trail.ts';
import { putLinesOnce } from '../put-once.ts';

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

/** Objects fetched at a time. */
const AT_ONCE = 8;

export const readTrail = (client: S3Client, bucket: string): ReadTrail =>
  async function* (prefix) {
    for await (const { Contents = [] } of paginateListObjectsV2(
      { client },
      { Bucket: bucket, Prefix: prefix },
    )) {
      const names = Contents.flatMap(({ Key }) => Key ?? []);
      for (let first = 0; first < names.length; first += AT_ONCE)
        yield* await Promise.all(
          names.slice(first, first + AT_ONCE).map((name) => readObject(client, bucket, name)),
        );
    }
  };

async function readObject(client: S3Client, bucket: string, name: string): Promise<FoundTrail> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: name }));
  const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
  try {
    const lines = gunzipSync(bytes).toString().split('\n');
    const parsed = lines.flatMap((line) => (line === '' ? [] : TrailLine.parse(JSON.parse(line))));
    return { name, lines: parsed, fault: null };
  } catch (error) {
    const fault = error instanceof Error ? error.message.split('\n', 1)[0] : undefined;
    return { name, lines: [], fault: fault || 'it cannot be read' };
  }
}
