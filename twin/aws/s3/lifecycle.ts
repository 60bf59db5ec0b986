/**
 * What the lifecycle of a bucket takes away ("Managing the lifecycle of objects", Amazon S3 User Guide): at the midnight (UTC) behind the time that the rule
 * says, by the clock of the twin. It is looked at when somebody asks the bucket for something, so that time that was let pass shows at once.
 */
import type { S3Store } from '../../../node_modules/fauxqs/dist/s3/s3Store.js';
import type { LifecycleRule } from './bucket-settings.ts';
import { uploadsOf } from './multipart.ts';
import type { Versions } from './versions.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** "Amazon S3 calculates the time by adding the number of days … and rounding up the resulting time to the next day at midnight UTC." */
const isDue = (since: number, days: number, now: number): boolean =>
  now >= Math.ceil((since + days * DAY) / DAY) * DAY;

/** Carries the rules of a bucket out, at most once in a minute of `now` (milliseconds). */
export function createLifecycle(store: S3Store, versions: Versions, now: () => number) {
  const looked = new Map<string, number>();

  const abort = (bucket: string, { Prefix, AbortIncompleteMultipartUpload: after }: LifecycleRule): void => {
    if (after === undefined) return;
    for (const { uploadId, bucket: place, key, initiated } of [...uploadsOf(store).values()])
      if (
        place === bucket &&
        key.startsWith(Prefix) &&
        isDue(initiated.getTime(), after.DaysAfterInitiation, now())
      )
        store.abortMultipartUpload(uploadId);
  };
  const expire = (bucket: string, rule: LifecycleRule): void => {
    const { Prefix, ExpirationInDays: days, NoncurrentVersionExpiration: old } = rule;
    if (days === undefined && old === undefined) return;
    let newer = { key: '', modified: 0 };
    for (const version of versions.list(bucket, Prefix)) {
      const { key, modified, isLatest, isMarker } = version;
      // A version is old since the one after it came.
      const since = newer.key === key ? newer.modified : modified;
      newer = { key, modified };
      if (!isLatest && old !== undefined && isDue(since, old.NoncurrentDays, now()))
        versions.remove(bucket, version);
      else if (isLatest && !isMarker && days !== undefined && isDue(modified, days, now()))
        store.deleteObject(bucket, key);
    }
  };
  return (bucket: string, rules: readonly LifecycleRule[]): void => {
    if (rules.length === 0 || now() < (looked.get(bucket) ?? 0) + MINUTE) return;
    looked.set(bucket, now());
    for (const rule of rules) {
      abort(bucket, rule);
      expire(bucket, rule);
    }
  };
}
