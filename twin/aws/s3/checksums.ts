/**
 * What S3 checks of a body before it keeps it ("Checking object integrity in Amazon S3", Amazon S3 User Guide). A checksum counts as a header, or behind a
 * body in chunks; one that a presigner has moved into the query S3 does not look at (aws/aws-sdk issue 480).
 */
import { createHash } from 'node:crypto';
import {
  computeChecksum,
  extractChecksumFromHeaders,
} from '../../../node_modules/fauxqs/dist/s3/checksum.js';
import { decodeAwsChunked } from '../../../node_modules/fauxqs/dist/s3/chunkedEncoding.js';
import type { WireAnswer, WireRequest } from '../wire.ts';
import { errorAnswer } from '../wire-errors.ts';

export type Uploaded = {
  readonly body: Buffer;
  /** By its algorithm, in capitals; null where none was sent that the twin computes. */
  readonly checksum: { readonly algorithm: string; readonly value: string } | null;
};

/** The body as it is kept, with the checksum that came with it. */
export function uploadedBy({ headers, body }: WireRequest): Uploaded {
  const isChunked = headers['content-encoding']?.includes('aws-chunked') ?? false;
  const { body: decoded, trailers } = isChunked ? decodeAwsChunked(body) : { body, trailers: {} };
  const checksum = extractChecksumFromHeaders(trailers) ?? extractChecksumFromHeaders(headers as never);
  return { body: decoded, checksum: checksum ?? null };
}

const LENGTHS: Readonly<Record<string, number>> = { CRC32: 4, SHA1: 20, SHA256: 32 };

/** Null where the body is what its sender said, or nothing was said of it. */
export function bodyFault({ headers }: WireRequest, { body, checksum }: Uploaded): WireAnswer | null {
  const md5 = headers['content-md5'];
  if (md5 !== undefined && createHash('md5').update(body).digest('base64') !== md5)
    return errorAnswer('s3', {
      status: 400,
      code: 'BadDigest',
      message: 'The Content-MD5 you specified did not match what we received.',
    });
  if (checksum === null) return null;
  const { algorithm, value } = checksum;
  if (Buffer.from(value, 'base64').length !== LENGTHS[algorithm])
    return errorAnswer('s3', {
      status: 400,
      code: 'InvalidRequest',
      message: `Value for x-amz-checksum-${algorithm.toLowerCase()} header is invalid.`,
    });
  return computeChecksum(algorithm as 'SHA256', body) === value
    ? null
    : errorAnswer('s3', {
        status: 400,
        code: 'BadDigest',
        message: `The ${algorithm} you specified did not match the calculated checksum.`,
      });
}
