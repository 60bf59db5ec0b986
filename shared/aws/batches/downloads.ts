/** Files that the hub makes for senders: put as they are made, and read by whoever has the URL. */
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';
import type { DownloadPorts } from '../../app/ports/batches.ts';
import { SigningHash } from '../signing-hash.ts';
import { built } from './built-request.ts';
import type { Bucket } from './objects.ts';

/** In bytes: S3 takes parts from 5 MiB on, but for the last ("Multipart upload limits", Amazon S3 User Guide). */
const PART = 8 * 1024 * 1024;
/** In seconds; no longer than the credentials of the function that signs. */
const GOOD_FOR = 300;

/** No more of it is held than a part. */
async function putDownload(
  { client, bucket }: Bucket,
  name: string,
  text: AsyncIterable<string>,
  { type, fileName }: { readonly type: string; readonly fileName: string },
): Promise<void> {
  const object = { Bucket: bucket, Key: name };
  const form = { ContentType: type, ContentDisposition: `attachment; filename="${fileName}"` };
  const parts: { PartNumber: number; ETag: string | undefined }[] = [];
  let uploadId: string | undefined;
  let [held, length]: [Buffer[], number] = [[], 0];
  const putPart = async (): Promise<void> => {
    uploadId ??= (await client.send(new CreateMultipartUploadCommand({ ...object, ...form }))).UploadId;
    const PartNumber = parts.length + 1;
    const part = { ...object, UploadId: uploadId, PartNumber, Body: Buffer.concat(held) };
    const { ETag } = await client.send(new UploadPartCommand(part));
    parts.push({ PartNumber, ETag });
    [held, length] = [[], 0];
  };
  for await (const piece of text) {
    held.push(Buffer.from(piece));
    length += held.at(-1)?.length ?? 0;
    if (length >= PART) await putPart();
  }
  if (uploadId === undefined) {
    await client.send(new PutObjectCommand({ ...object, ...form, Body: Buffer.concat(held) }));
    return;
  }
  if (length > 0) await putPart();
  const whole = { ...object, UploadId: uploadId, MultipartUpload: { Parts: parts } };
  await client.send(new CompleteMultipartUploadCommand(whole));
}

async function signDownload({ client, bucket }: Bucket, name: string): Promise<string> {
  const { protocol, hostname, port, path, query } = await built(
    client,
    new GetObjectCommand({ Bucket: bucket, Key: name }),
  );
  const host = port === undefined ? hostname : `${hostname}:${port}`;
  const signer = new SignatureV4({
    service: 's3',
    region: await client.config.region(),
    credentials: await client.config.credentials(),
    sha256: SigningHash,
    uriEscapePath: false,
    applyChecksum: false,
  });
  const signed = await signer.presign(
    {
      ...{ method: 'GET', protocol, hostname, path, query },
      ...(port !== undefined && { port }),
      headers: { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
    },
    { expiresIn: GOOD_FOR },
  );
  const asked = new URLSearchParams(signed.query as Record<string, string>).toString();
  return `${protocol}//${host}${signed.path}?${asked.replaceAll('+', '%20')}`;
}

export const downloadPorts = (bucket: Bucket): DownloadPorts => ({
  putDownload: (name, text, form) => putDownload(bucket, name, text, form),
  signDownload: (name) => signDownload(bucket, name),
});
