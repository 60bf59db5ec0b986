/** Objects that are written once: their buckets are under lock, which would keep a second version as long as the first. */
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

type GzippedLines = { readonly bucket: string; readonly key: string; readonly body: Uint8Array };

/**
 * `body`: gzipped NDJSON. An object of that name is success: names are such that an earlier try of the same put has written it, and its
 * answer was lost.
 */
export async function putLinesOnce(client: S3Client, { bucket, key, body }: GzippedLines): Promise<void> {
  const put = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    Body: body,
    ContentType: 'application/x-ndjson',
    ContentEncoding: 'gzip',
    IfNoneMatch: '*',
  });
  try {
    await client.send(put);
  } catch (error) {
    if ((error as Error).name !== 'PreconditionFailed') throw error;
  }
}
