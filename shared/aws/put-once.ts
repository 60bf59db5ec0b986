/** Objects that are written once: their buckets are under lock, which would keep a second version as long as the first. */
import { PutObjectCommand, type PutObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';

type NewObject = Pick<PutObjectCommandInput, 'Bucket' | 'Key' | 'Body' | 'ContentType' | 'ContentEncoding'>;

/**
 * False where there is an object of that name. That is success to who names objects so that an earlier try of the same put has written
 * it, and its answer was lost.
 */
export async function putOnce(client: S3Client, object: NewObject): Promise<boolean> {
  try {
    await client.send(new PutObjectCommand({ ...object, IfNoneMatch: '*' }));
    return true;
  } catch (error) {
    if ((error as Error).name !== 'PreconditionFailed') throw error;
    return false;
  }
}

/** `body`: gzipped NDJSON. */
export async function putLinesOnce(
  client: S3Client,
  { bucket, key, body }: { readonly bucket: string; readonly key: string; readonly body: Uint8Array },
): Promise<void> {
  const form = { ContentType: 'application/x-ndjson', ContentEncoding: 'gzip' };
  await putOnce(client, { Bucket: bucket, Key: key, Body: body, ...form });
}
