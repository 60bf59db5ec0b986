/** Objects of batches in the bucket of uploads: lines of text under gzip, each put once. */
import { createInterface } from 'node:readline';
import { pipeline, type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, gzip } from 'node:zlib';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { ListNames, PutLines, ReadLines } from '../../app/ports/batches.ts';
import { putOnce } from '../put-once.ts';

export type Bucket = { readonly client: S3Client; readonly bucket: string };

const zip = promisify(gzip);
/** Fast: most of these objects are read once, and soon. */
const LEVEL = 1;

/** Off the thread that reads rows. */
export const putLines =
  ({ client, bucket }: Bucket): PutLines =>
  async (name, lines) => {
    const text = lines.length === 0 ? '' : `${lines.join('\n')}\n`;
    const form = { ContentType: 'application/x-ndjson', ContentEncoding: 'gzip' };
    return putOnce(client, { Bucket: bucket, Key: name, Body: await zip(text, { level: LEVEL }), ...form });
  };

export const readLines = ({ client, bucket }: Bucket): ReadLines =>
  async function* (name) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: name }));
    const body = Body as Readable;
    const plain = createGunzip();
    // A broken connection ends the lines with its error, and not as if these were all.
    pipeline(body, plain, () => undefined);
    try {
      yield* linesOf(plain);
    } finally {
      body.destroy();
    }
  };

async function* linesOf(bytes: Readable): AsyncGenerator<string> {
  const lines = createInterface({ input: bytes, crlfDelay: Number.POSITIVE_INFINITY });
  let failure: unknown;
  bytes.on('error', (error) => {
    failure = error;
    lines.close();
  });
  for await (const line of lines) yield line;
  if (failure !== undefined) throw failure;
}

/** In the order of names, 1,000 a call. */
export const listNames =
  ({ client, bucket }: Bucket): ListNames =>
  async (prefix) => {
    const names: string[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2(
      { client },
      { Bucket: bucket, Prefix: prefix },
    ))
      names.push(...Contents.flatMap(({ Key }) => Key ?? []));
    return names;
  };
