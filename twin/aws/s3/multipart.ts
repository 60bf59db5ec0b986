/**
 * What S3 refuses of multipart uploads and fauxqs lets pass, and the list of parts that fauxqs has not ("Uploading and copying objects using
 * multipart upload", Amazon S3 User Guide; `UploadPart`, `CompleteMultipartUpload`, `ListParts`, Amazon S3 API Reference). The sentences about checksums are those
 * that S3 was seen to answer (floci-io/floci pull request 3093, apache/arrow-rs issue 6793).
 */
import type { S3Store } from '../../../node_modules/fauxqs/dist/s3/s3Store.js';
import type { MultipartUpload } from '../../../node_modules/fauxqs/dist/s3/s3Types.js';
import type { WireAnswer, WireRequest } from '../wire.ts';
import { errorAnswer, xmlText } from '../wire-errors.ts';
import type { S3Call } from './actions.ts';
import type { Uploaded } from './checksums.ts';

const MOST_PARTS = 10_000;
const PAGE = 1000;

export const uploadsOf = (store: S3Store): Map<string, MultipartUpload> =>
  (store as unknown as { multipartUploads: Map<string, MultipartUpload> }).multipartUploads;

/** Of this key, else there is none. */
const uploadOf = (
  store: S3Store,
  { query }: WireRequest,
  { bucket, key }: S3Call,
): MultipartUpload | undefined => {
  const upload = uploadsOf(store).get(query.get('uploadId') ?? '');
  return upload?.bucket === bucket && upload.key === key ? upload : undefined;
};

const refused = (status: number, code: string, message: string): WireAnswer =>
  errorAnswer('s3', { status, code, message });

const noSuchUpload = refused(
  404,
  'NoSuchUpload',
  'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
);

function partFault(request: WireRequest, upload: MultipartUpload, uploaded: Uploaded): WireAnswer | null {
  const number = request.query.get('partNumber') ?? '';
  if (!/^\d+$/.test(number) || Number(number) < 1 || Number(number) > MOST_PARTS)
    return refused(
      400,
      'InvalidArgument',
      `Part number must be an integer between 1 and ${MOST_PARTS}, inclusive`,
    );
  const expected = upload.checksumAlgorithm ?? null;
  const actual = uploaded.checksum?.algorithm ?? null;
  // Of an upload without an algorithm S3 checks what comes with each part, as long as it knows what it is of.
  if (expected === actual || (expected === null && actual === 'CRC32')) return null;
  const named = (algorithm: string | null): string => algorithm?.toLowerCase() ?? 'null';
  return refused(
    400,
    'InvalidRequest',
    `Checksum Type mismatch occurred, expected checksum Type: ${named(expected)}, actual checksum Type: ${named(actual)}`,
  );
}

function completeFault(request: WireRequest, upload: MultipartUpload): WireAnswer | null {
  const parts = [...request.body.toString('utf8').matchAll(/<Part>([\s\S]*?)<\/Part>/g)].map(
    ([, part = '']) => part,
  );
  if (parts.length === 0)
    return refused(
      400,
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  const { checksumAlgorithm: algorithm } = upload;
  if (algorithm === undefined) return null;
  const inPart = (part: string, name: string): string | undefined =>
    new RegExp(`<${name}>([^<]*)</${name}>`).exec(part)?.[1];
  for (const part of parts) {
    const number = Number(inPart(part, 'PartNumber'));
    const given = inPart(part, `Checksum${algorithm}`);
    if (given === undefined)
      return refused(
        400,
        'InvalidRequest',
        `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
      );
    const held = upload.parts.get(number);
    if (held !== undefined && held.checksumValue !== given)
      return refused(
        400,
        'InvalidPart',
        "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
      );
  }
  return null;
}

/** A number that S3 takes from 0 to 1,000, and larger ones as 1,000. */
const pageOf = (text: string | null): number => Math.min(text === null ? PAGE : Number(text), PAGE);

function listParts({ query }: WireRequest, { bucket, key }: S3Call, upload: MultipartUpload): WireAnswer {
  const after = Number(query.get('part-number-marker') ?? 0);
  const most = pageOf(query.get('max-parts'));
  const { checksumAlgorithm: algorithm } = upload;
  const all = [...upload.parts.values()]
    .filter(({ partNumber }) => partNumber > after)
    .sort((a, b) => a.partNumber - b.partNumber);
  const page = all.slice(0, most);
  const xml = page.map(
    ({ partNumber, etag, body, lastModified, checksumValue }) =>
      `<Part><PartNumber>${partNumber}</PartNumber><LastModified>${lastModified.toISOString()}</LastModified><ETag>${xmlText(etag)}</ETag><Size>${body.length}</Size>${
        algorithm !== undefined && checksumValue !== undefined
          ? `<Checksum${algorithm}>${checksumValue}</Checksum${algorithm}>`
          : ''
      }</Part>`,
  );
  const told =
    algorithm === undefined
      ? ''
      : `<ChecksumAlgorithm>${algorithm}</ChecksumAlgorithm><ChecksumType>COMPOSITE</ChecksumType>`;
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<ListPartsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Bucket>${bucket}</Bucket><Key>${xmlText(key)}</Key><UploadId>${upload.uploadId}</UploadId><PartNumberMarker>${after}</PartNumberMarker><NextPartNumberMarker>${page.at(-1)?.partNumber ?? after}</NextPartNumberMarker><MaxParts>${most}</MaxParts><IsTruncated>${all.length > page.length}</IsTruncated>${told}<StorageClass>STANDARD</StorageClass>${xml.join('')}</ListPartsResult>`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

/** What is to be answered in place of fauxqs; null where that may go on. */
export function multipartAnswer(
  store: S3Store,
  request: WireRequest,
  call: S3Call,
  uploaded: Uploaded | null,
): WireAnswer | null {
  const { operation } = call;
  if (operation === 'CreateMultipartUpload') return createFault(request);
  if (!request.query.has('uploadId')) return null;
  const upload = uploadOf(store, request, call);
  if (upload === undefined) return noSuchUpload;
  if (operation === 'UploadPart' && uploaded !== null) return partFault(request, upload, uploaded);
  if (operation === 'CompleteMultipartUpload') return completeFault(request, upload);
  return operation === 'ListParts' ? listParts(request, call, upload) : null;
}

const KNOWN = ['CRC32', 'SHA1', 'SHA256'];

function createFault({ headers }: WireRequest): WireAnswer | null {
  const algorithm = String(headers['x-amz-checksum-algorithm'] ?? '').toUpperCase();
  const type = String(headers['x-amz-checksum-type'] ?? 'COMPOSITE').toUpperCase();
  if (algorithm === '' || (KNOWN.includes(algorithm) && type === 'COMPOSITE')) return null;
  return refused(
    501,
    'NotImplemented',
    `The twin's multipart uploads have no ${type} checksum by ${algorithm}; they have COMPOSITE ones by ${KNOWN.join(', ')}.`,
  );
}
