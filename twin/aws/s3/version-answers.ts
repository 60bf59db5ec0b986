/** How S3 answers about versions ("Working with delete markers", "Retrieving object versions", Amazon S3 User Guide; `ListObjectVersions`, API Reference). */
import type { S3Store } from '../../../node_modules/fauxqs/dist/s3/s3Store.js';
import type { WireAnswer, WireRequest } from '../wire.ts';
import { errorAnswer, xmlText } from '../wire-errors.ts';
import type { S3Call } from './actions.ts';
import type { Version, Versions } from './versions.ts';

const WELL_FORMED = /^([A-Za-z0-9_-]{32}|null)$/;
const PAGE = 1000;

const withHeaders = (answer: WireAnswer, headers: Readonly<Record<string, string>>): WireAnswer =>
  typeof answer === 'string' ? answer : { ...answer, headers: { ...answer.headers, ...headers } };

const markerHeaders = ({ versionId }: Version): Readonly<Record<string, string>> => ({
  'x-amz-delete-marker': 'true',
  'x-amz-version-id': versionId,
});

type Place = { readonly bucket: string; readonly key: string };

/** Where fauxqs has what is to be read, or why it cannot be. Without `versionId` in the query the newest. */
export function readPlace(
  versions: Versions,
  { query }: WireRequest,
  { bucket, key }: S3Call,
): { readonly place: Place; readonly version?: Version } | { readonly fault: WireAnswer } {
  const versionId = query.get('versionId') ?? undefined;
  if (versionId !== undefined && !WELL_FORMED.test(versionId))
    return {
      fault: errorAnswer('s3', {
        status: 400,
        code: 'InvalidArgument',
        message: 'Invalid version id specified',
      }),
    };
  const version = versions.find(bucket, key, versionId);
  if (version === undefined)
    return versionId === undefined
      ? { place: { bucket, key } }
      : {
          fault: errorAnswer('s3', {
            status: 404,
            code: 'NoSuchVersion',
            message: 'The specified version does not exist.',
          }),
        };
  if (!version.isMarker) return { place: versions.addressOf(bucket, version), version };
  const error =
    versionId === undefined
      ? { status: 404, code: 'NoSuchKey', message: 'The specified key does not exist.' }
      : {
          status: 405,
          code: 'MethodNotAllowed',
          message: 'The specified method is not allowed against this resource.',
        };
  return { fault: withHeaders(errorAnswer('s3', error), markerHeaders(version)) };
}

/** `DELETE` with `versionId`: for good, and of one that is not there as well. */
export function removeVersion(versions: Versions, { bucket, key }: S3Call, versionId: string): WireAnswer {
  const version = versions.find(bucket, key, versionId);
  if (version !== undefined) versions.remove(bucket, version);
  const headers = version?.isMarker ? markerHeaders(version) : { 'x-amz-version-id': versionId };
  return { status: 204, headers: { ...headers }, body: '' };
}

/** With the version that was read, or that the call has made. */
export function withVersion(
  answer: WireAnswer,
  versions: Versions,
  bucket: string,
  version?: Version,
): WireAnswer {
  if (typeof answer === 'string' || answer.status >= 300) return answer;
  if (version === undefined || !versions.isVersioned(bucket)) return answer;
  return withHeaders(
    answer,
    version.isMarker ? markerHeaders(version) : { 'x-amz-version-id': version.versionId },
  );
}

export function listVersions(
  store: S3Store,
  versions: Versions,
  { query }: WireRequest,
  { bucket }: S3Call,
): WireAnswer {
  if (query.get('delimiter') !== null)
    return errorAnswer('s3', {
      status: 501,
      code: 'NotImplemented',
      message: 'The twin lists versions without a delimiter.',
    });
  const prefix = query.get('prefix') ?? '';
  const most = Math.min(Number(query.get('max-keys') ?? PAGE), PAGE);
  const [keyMarker, idMarker] = [query.get('key-marker') ?? '', query.get('version-id-marker')];
  const all = versions.list(bucket, prefix);
  const marked = all.findIndex(({ key, versionId }) => key === keyMarker && versionId === idMarker);
  const rest = marked >= 0 ? all.slice(marked + 1) : all.filter(({ key }) => key > keyMarker);
  const page = rest.slice(0, most);
  const last = page.at(-1);
  const isTruncated = rest.length > page.length;
  const next = isTruncated
    ? `<NextKeyMarker>${xmlText(last?.key ?? '')}</NextKeyMarker><NextVersionIdMarker>${last?.versionId}</NextVersionIdMarker>`
    : '';
  const entry = (version: Version): string => {
    const common = `<Key>${xmlText(version.key)}</Key><VersionId>${version.versionId}</VersionId><IsLatest>${version.isLatest}</IsLatest><LastModified>${new Date(version.modified).toISOString()}</LastModified>`;
    if (version.isMarker) return `<DeleteMarker>${common}</DeleteMarker>`;
    const place = versions.addressOf(bucket, version);
    const { etag, contentLength } = store.headObject(place.bucket, place.key);
    return `<Version>${common}<ETag>${xmlText(etag)}</ETag><Size>${contentLength}</Size><StorageClass>STANDARD</StorageClass></Version>`;
  };
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><Prefix>${xmlText(prefix)}</Prefix><KeyMarker>${xmlText(keyMarker)}</KeyMarker><MaxKeys>${most}</MaxKeys><IsTruncated>${isTruncated}</IsTruncated>${next}${page.map(entry).join('')}</ListVersionsResult>`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}
