/** Parts of an upload: S3 takes each with its SHA-256, and makes the file of them. */
import {
  CompleteMultipartUploadCommand,
  ListPartsCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Multipart, PartPorts, UploadedPart } from '../../app/ports/batches.ts';
import { SigningHash } from '../signing-hash.ts';
import { built } from './built-request.ts';
import type { Bucket } from './objects.ts';

/** URLs are good for so many seconds; no longer than the credentials of the function that signs. */
const GOOD_FOR = 3600;
const CHECKSUM = 'x-amz-checksum-sha256';

const base64Of = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
const hexOf = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');

/**
 * The length is a signed header too: S3 computes the signature over the Content-Length that came ("Authenticating Requests: Using Query
 * Parameters", Amazon S3 API Reference), which every client of HTTP makes from the body. A digest that the presigner puts into the query is passed over by S3, and a header `x-amz-…` that is not signed is refused: so it is
 * a signed header, and who sends the part has to send it too ("Checking object integrity", Amazon S3 User Guide).
 */
async function signPart(
  { client, bucket }: Bucket,
  { name, uploadId }: Multipart,
  { number, sha256, size }: Parameters<PartPorts['signPart']>[1],
) {
  const headers = { [CHECKSUM]: base64Of(sha256) };
  const part = { Bucket: bucket, Key: name, UploadId: uploadId, PartNumber: number };
  const { protocol, hostname, port, path, query } = await built(
    client,
    new UploadPartCommand({ ...part, ChecksumSHA256: headers[CHECKSUM] }),
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
      ...{ method: 'PUT', protocol, hostname, path, query },
      ...(port !== undefined && { port }),
      headers: {
        ...{ host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', 'content-length': String(size) },
        ...headers,
      },
    },
    { expiresIn: GOOD_FOR, unhoistableHeaders: new Set([CHECKSUM]) },
  );
  const asked = new URLSearchParams(signed.query as Record<string, string>).toString();
  return { url: `${protocol}//${host}${signed.path}?${asked.replaceAll('+', '%20')}`, headers };
}

/** `patient`: waits for S3 to put a file together. */
export function partPorts(client: S3Client, patient: S3Client, bucket: string): PartPorts {
  return {
    signPart: (upload, part) => signPart({ client, bucket }, upload, part),
    listParts: async ({ name, uploadId }) => {
      const parts: UploadedPart[] = [];
      try {
        // Not the SDK's paginator: S3 names a next marker behind the last page too, and it would begin anew.
        for (let marker: string | undefined; ; ) {
          const page = await client.send(
            new ListPartsCommand({
              ...{ Bucket: bucket, Key: name, UploadId: uploadId },
              ...(marker !== undefined && { PartNumberMarker: marker }),
            }),
          );
          for (const { PartNumber = 0, Size = 0, ETag = '', ChecksumSHA256 = '' } of page.Parts ?? [])
            parts.push({ number: PartNumber, size: Size, tag: ETag, sha256: hexOf(ChecksumSHA256) });
          if (!page.IsTruncated) return parts;
          marker = page.NextPartNumberMarker;
        }
      } catch (error) {
        if ((error as Error).name === 'NoSuchUpload') return null;
        throw error;
      }
    },
    completeParts: async ({ name, uploadId }, parts) => {
      const Parts = parts.map(({ number, tag, sha256 }) => ({
        PartNumber: number,
        ETag: tag,
        ChecksumSHA256: base64Of(sha256),
      }));
      const order = { Bucket: bucket, Key: name, UploadId: uploadId, MultipartUpload: { Parts } };
      try {
        await patient.send(new CompleteMultipartUploadCommand(order));
        return 'made';
      } catch (error) {
        const { name } = error as Error;
        if (name === 'InvalidPart') return 'changed';
        // It was done before, by another call or by a try whose answer was lost: who asks looks for the file.
        if (name === 'NoSuchUpload') return 'made';
        throw error;
      }
    },
  };
}
