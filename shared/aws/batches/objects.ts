/** Objects of batches in the bucket of uploads: lines of text under gzip, each put once. */
import { pipeline, type Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { promisify } from 'node:util';
import { createGunzip, gzip } from 'node:zlib';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { ListNames, PutLines, ReadText } from '../../app/ports/batches.ts';
import { putOnce } from '../put-once.ts';

export type Bucket = { readonly client: S3Client; readonly bucket: string };

const zip = promisify(gzip);
/** Fast: most of these objects are read once, and soon. */
const LEVEL = 1;

/** Off the thread that reads rows. */
export const putLines =
  ({ client, bucket }: Bucket): PutLines =>
  async (name, lines) => {
    const text = lines instanceof Uint8Array ? lines : lines.length === 0 ? '' : `${lines.join('\n')}\n`;
    const form = { ContentType: 'application/x-ndjson', ContentEncoding: 'gzip' };
    return putOnce(client, { Bucket: bucket, Key: name, Body: await zip(text, { level: LEVEL }), ...form });
  };

export const readText = ({ client, bucket }: Bucket): ReadText =>
  async function* (name) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: name }));
    const body = Body as Readable;
    const plain = createGunzip();
    // A broken connection ends the text with its error, and not as if it were all.
    pipeline(body, plain, () => undefined);
    const letters = new StringDecoder('utf8');
    let rest = '';
    for await (const chunk of plain as AsyncIterable<Buffer>) {
      const text = rest + letters.write(chunk);
      const end = text.lastIndexOf('\n') + 1;
      rest = text.slice(end);
      if (end > 0) yield text.slice(0, end);
    }
    if (rest !== '') yield rest;
  };

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
