import type { ConditionContext } from '../iam/policy-conditions.ts';
import type { Access } from '../iam/policy-evaluation.ts';
import type { WireRequest } from '../wire.ts';

/** An S3 REST call: `key` is decoded and empty for calls on the bucket; `carried` is false where the emulator has it not. */
export type S3Call = { operation: string; bucket: string; key: string; accesses: Access[]; carried: boolean };

type Row = { operation: string; action: string; carried?: false };

/** Sub-resource in the query → the operation, in the order in which they are looked for; '' is none of them. */
const OBJECT: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  GET: {
    uploadId: { operation: 'ListParts', action: 'ListMultipartUploadParts' },
    tagging: { operation: 'GetObjectTagging', action: 'GetObjectTagging', carried: false },
    acl: { operation: 'GetObjectAcl', action: 'GetObjectAcl', carried: false },
    retention: { operation: 'GetObjectRetention', action: 'GetObjectRetention', carried: false },
    'legal-hold': { operation: 'GetObjectLegalHold', action: 'GetObjectLegalHold', carried: false },
    attributes: { operation: 'GetObjectAttributes', action: 'GetObjectAttributes' },
    versionId: { operation: 'GetObject', action: 'GetObjectVersion' },
    '': { operation: 'GetObject', action: 'GetObject' },
  },
  HEAD: {
    versionId: { operation: 'HeadObject', action: 'GetObjectVersion' },
    '': { operation: 'HeadObject', action: 'GetObject' },
  },
  PUT: {
    partNumber: { operation: 'UploadPart', action: 'PutObject' },
    tagging: { operation: 'PutObjectTagging', action: 'PutObjectTagging', carried: false },
    acl: { operation: 'PutObjectAcl', action: 'PutObjectAcl', carried: false },
    retention: { operation: 'PutObjectRetention', action: 'PutObjectRetention', carried: false },
    'legal-hold': { operation: 'PutObjectLegalHold', action: 'PutObjectLegalHold', carried: false },
    '': { operation: 'PutObject', action: 'PutObject' },
  },
  DELETE: {
    uploadId: { operation: 'AbortMultipartUpload', action: 'AbortMultipartUpload' },
    tagging: { operation: 'DeleteObjectTagging', action: 'DeleteObjectTagging', carried: false },
    versionId: { operation: 'DeleteObject', action: 'DeleteObjectVersion' },
    '': { operation: 'DeleteObject', action: 'DeleteObject' },
  },
  POST: {
    uploads: { operation: 'CreateMultipartUpload', action: 'PutObject' },
    uploadId: { operation: 'CompleteMultipartUpload', action: 'PutObject' },
    restore: { operation: 'RestoreObject', action: 'RestoreObject', carried: false },
  },
};

const BUCKET: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  GET: {
    uploads: { operation: 'ListMultipartUploads', action: 'ListBucketMultipartUploads', carried: false },
    versions: { operation: 'ListObjectVersions', action: 'ListBucketVersions' },
    location: { operation: 'GetBucketLocation', action: 'GetBucketLocation', carried: false },
    versioning: { operation: 'GetBucketVersioning', action: 'GetBucketVersioning', carried: false },
    encryption: { operation: 'GetBucketEncryption', action: 'GetEncryptionConfiguration', carried: false },
    policy: { operation: 'GetBucketPolicy', action: 'GetBucketPolicy', carried: false },
    'object-lock': {
      operation: 'GetObjectLockConfiguration',
      action: 'GetBucketObjectLockConfiguration',
      carried: false,
    },
    lifecycle: { operation: 'GetBucketLifecycleConfiguration', action: 'GetLifecycleConfiguration' },
    'list-type': { operation: 'ListObjectsV2', action: 'ListBucket' },
    '': { operation: 'ListObjects', action: 'ListBucket' },
  },
  HEAD: { '': { operation: 'HeadBucket', action: 'ListBucket' } },
  PUT: {
    versioning: { operation: 'PutBucketVersioning', action: 'PutBucketVersioning', carried: false },
    lifecycle: { operation: 'PutBucketLifecycleConfiguration', action: 'PutLifecycleConfiguration' },
    '': { operation: 'CreateBucket', action: 'CreateBucket' },
  },
  DELETE: {
    lifecycle: { operation: 'DeleteBucketLifecycle', action: 'PutLifecycleConfiguration' },
    '': { operation: 'DeleteBucket', action: 'DeleteBucket' },
  },
  POST: { delete: { operation: 'DeleteObjects', action: 'DeleteObject' } },
};

/** A header that makes the caller need one more action on the object. */
const EXTRA_BY_HEADER: Readonly<Record<string, string>> = {
  'x-amz-tagging': 's3:PutObjectTagging',
  'x-amz-acl': 's3:PutObjectAcl',
  'x-amz-object-lock-mode': 's3:PutObjectRetention',
  'x-amz-object-lock-legal-hold': 's3:PutObjectLegalHold',
};

/** Bucket and key, of `/bucket/key` or of `bucket.localhost` or `bucket.s3.localhost` with `/key`. */
function addressOf(request: WireRequest): { bucket: string; key: string } {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  const virtual = /^(.+?)\.(?:s3\.)?localhost$/.exec(host)?.[1];
  const path = virtual === undefined || virtual === 's3' ? request.path : `/${virtual}${request.path}`;
  const slash = path.indexOf('/', 1);
  const bucket = decodeURIComponent(slash < 0 ? path.slice(1) : path.slice(1, slash));
  return { bucket, key: slash < 0 ? '' : decodeURIComponent(path.slice(slash + 1)) };
}

/** Throws a URIError where the path is not UTF-8; empty for a call on no bucket. */
export const bucketIn = (request: WireRequest): string => addressOf(request).bucket;

function keysToDelete(body: string): string[] {
  const plain = (xml: string): string =>
    xml
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&');
  return [...body.matchAll(/<Key>([^<]*)<\/Key>/g)].map((match) => plain(match[1] ?? ''));
}

function header(request: WireRequest, name: string): string[] | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? [value] : undefined;
}

/** What an S3 call is and needs; throws a URIError where the path is not UTF-8; undefined where the method with that sub-resource is no operation we know. */
export function s3Call(request: WireRequest): S3Call | undefined {
  const { bucket, key } = addressOf(request);
  const { query } = request;
  if (bucket === '') {
    if (request.method !== 'GET') return undefined;
    const accesses = [{ action: 's3:ListAllMyBuckets', resource: '*', context: {} }];
    return { operation: 'ListBuckets', bucket, key, accesses, carried: true };
  }
  const rows = (key === '' ? BUCKET : OBJECT)[request.method] ?? {};
  const row = rows[Object.keys(rows).find((name) => name !== '' && query.has(name)) ?? ''];
  if (row === undefined) return undefined;
  const prefix = query.get('prefix');
  const delimiter = query.get('delimiter');
  const context: ConditionContext = {
    's3:prefix': prefix === null ? undefined : [prefix],
    's3:delimiter': delimiter === null ? undefined : [delimiter],
    's3:x-amz-server-side-encryption': header(request, 'x-amz-server-side-encryption'),
    's3:x-amz-server-side-encryption-aws-kms-key-id': header(
      request,
      'x-amz-server-side-encryption-aws-kms-key-id',
    ),
    's3:x-amz-acl': header(request, 'x-amz-acl'),
  };
  const on = (action: string, name: string): Access => ({
    action,
    resource: `arn:aws:s3:::${name}`,
    context,
  });
  const target = key === '' ? bucket : `${bucket}/${key}`;
  const accesses =
    row.operation === 'DeleteObjects'
      ? keysToDelete(request.body.toString('utf8')).map((name) => on('s3:DeleteObject', `${bucket}/${name}`))
      : [on(`s3:${row.action}`, target)];
  if (row.operation === 'GetObjectAttributes') accesses.push(on('s3:GetObject', target));
  const source = header(request, 'x-amz-copy-source')?.[0];
  if (source !== undefined)
    accesses.push(on('s3:GetObject', decodeURIComponent(source).replace(/^\//, '').replace(/\?.*$/, '')));
  for (const [name, action] of Object.entries(EXTRA_BY_HEADER))
    if (request.headers[name] !== undefined) accesses.push(on(action, target));
  const operation = source !== undefined && row.operation === 'PutObject' ? 'CopyObject' : row.operation;
  return { operation, bucket, key, accesses, carried: row.carried !== false };
}
