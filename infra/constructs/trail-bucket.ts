import { Aws, Duration } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { bucketNamesOf } from '../../shared/contract/stage-names.ts';
import type { Settings } from '../settings.ts';
import { type LockedBucketProps, lockedBucket } from './locked-bucket.ts';

export const trailBucketName = (settings: Settings): string =>
  bucketNamesOf(settings.stage, Aws.ACCOUNT_ID, Aws.REGION).trail;

/** The trail: access and audit lines, locked for as long as logs are kept (R23), and deleted after that. */
export function trailBucket(
  scope: Construct,
  id: string,
  props: Pick<LockedBucketProps, 'settings' | 'key'>,
): Bucket {
  const kept = Duration.days(props.settings.logRetentionMonths);
  const bucket = lockedBucket(scope, id, {
    ...props,
    bucketName: trailBucketName(props.settings),
    locked: kept,
    notLoggedBecause:
      'One function writes here and auditors read; access is recorded by CloudTrail data events, which docs/deploy.md asks for.',
  });
  // The first makes a version old, the second removes it. Neither takes away what is locked.
  bucket.addLifecycleRule({ expiration: kept, noncurrentVersionExpiration: Duration.days(1) });
  return bucket;
}
