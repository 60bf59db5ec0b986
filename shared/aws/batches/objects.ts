/** Objects of batches in the bucket of uploads: lines of text under gzip, each put once. */
import { pipeline, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip, createGzip } from 'node:zlib';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { ListNames, PutLines, ReadText } from '../../app/ports/batches.ts';
import { putOnce } from '../put-once.ts';

export type Bucket = { readonly client: S3Client; readonly bucket: string };

/** Fast: most of these objects are read once, and soon. */
const LEVEL = 1;
/** UTF-16 units that are compressed at a time: the text of an object is never there as a whole. */
const AT_ONCE = 65_536;

function* textsOf(lines: readonly string[]): Generator<string> {
  let text = '';
  for (const line of lines) {
    text += `${line}\n`;
    if (text.length < AT_ONCE) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** Off the thread that reads rows. */
export function zipped(lines: readonly string[] | Uint8Array): Promise<Buffer> {
  const texts = lines instanceof Uint8Array ? [lines] : textsOf(lines);
  return buffer(Readable.from(texts).pipe(createGzip({ level: LEVEL })));
}

export const putLines =
  ({ client, bucket }: Bucket): PutLines =>
  async (name, lines) => {
    const Body = await zipped(lines);
    const form = { ContentType: 'application/x-ndjson', ContentEncoding: 'gzip' };
    return putOnce(client, { Bucket: bucket, Key: name, Body, ...form });
  };

export const readText = ({ client, bucket }: Bucket): ReadText =>
  async function* (name) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: name }));
    yield* linesIn(Body as Readable);
  };

/** The inverse of `zipped`, in pieces of whole lines. */
export async function* linesIn(body: Readable): AsyncGenerator<string> {
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
