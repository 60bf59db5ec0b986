/** Files of batches: put whole, or in parts by whoever has the URLs. */
import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { FindUpload, PutUpload, ReadUpload } from '../../app/ports/batches.ts';
import type { Bucket } from './objects.ts';

/** A version that the bucket gave no name, as one without versions would: it cannot be pinned. */
const pinned = (version: string | undefined, name: string): string => {
  if (version === undefined) throw new Error(`the bucket gave ${name} no version`);
  return version;
};

export const putUpload =
  ({ client, bucket }: Bucket): PutUpload =>
  async (name, bytes, mediaType) => {
    const { VersionId } = await client.send(
      new PutObjectCommand({ Bucket: bucket, Key: name, Body: bytes, ContentType: mediaType }),
    );
    return { version: pinned(VersionId, name), size: bytes.length };
  };

export const findUpload =
  ({ client, bucket }: Bucket): FindUpload =>
  async (name) => {
    try {
      const { VersionId, ContentLength = 0 } = await client.send(
        new HeadObjectCommand({ Bucket: bucket, Key: name }),
      );
      return { version: pinned(VersionId, name), size: ContentLength };
    } catch (error) {
      if ((error as Error).name === 'NotFound') return null;
      throw error;
    }
  };

export const readUpload = ({ client, bucket }: Bucket): ReadUpload =>
  async function* (name, version) {
    const { Body } = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key: name, VersionId: version }),
    );
    yield* Body as unknown as AsyncIterable<Uint8Array>;
  };

export const beginUpload =
  ({ client, bucket }: Bucket) =>
  async (name: string, mediaType: string): Promise<string> => {
    const { UploadId = '' } = await client.send(
      new CreateMultipartUploadCommand({
        Bucket: bucket,
        Key: name,
        ContentType: mediaType,
        ChecksumAlgorithm: 'SHA256',
      }),
    );
    return UploadId;
  };
