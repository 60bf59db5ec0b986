/** "Event message structure" (Amazon S3 User Guide), version 2.1, which general events have had longest: a reader takes later ones too. */
import { createHash } from 'node:crypto';
import type { S3Object } from '../../../node_modules/fauxqs/dist/s3/s3Types.js';
import type { Made } from './versions.ts';

/** "The s3 key … is URL encoded. For example, `red flower.jpg` becomes `red+flower.jpg`." */
const urlEncoded = (key: string): string =>
  encodeURIComponent(key)
    .replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
    .replaceAll('%2F', '/');

const idOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16).toUpperCase();

export function eventMessage(
  { bucket, key, versionId, sequence }: Made,
  { contentLength, etag }: S3Object,
  how: string,
  configurationId: string,
  { region, now }: { readonly region: string; readonly now: () => number },
): string {
  const owner = { principalId: 'A2TWIN' };
  return JSON.stringify({
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: region,
        eventTime: new Date(now()).toISOString(),
        eventName: `ObjectCreated:${how}`,
        userIdentity: owner,
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: { 'x-amz-request-id': idOf(`${bucket}/${key}/${sequence}`), 'x-amz-id-2': 'twin' },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId,
          bucket: { name: bucket, ownerIdentity: owner, arn: `arn:aws:s3:::${bucket}` },
          object: {
            key: urlEncoded(key),
            size: contentLength,
            eTag: etag.replaceAll('"', ''),
            ...(versionId !== undefined && { versionId }),
            // Of one key the greater is the later; of different lengths the shorter is filled with zeros on its right side.
            sequencer: sequence.toString(16).toUpperCase().padStart(18, '0'),
          },
        },
      },
    ],
  });
}

/** What S3 sends when it takes a configuration: no `Records`. */
export const testMessage = (bucket: string, at: number, requestId: string): string =>
  JSON.stringify({
    Service: 'Amazon S3',
    Event: 's3:TestEvent',
    Time: new Date(at).toISOString(),
    Bucket: bucket,
    RequestId: idOf(requestId),
    HostId: 'twin',
  });
