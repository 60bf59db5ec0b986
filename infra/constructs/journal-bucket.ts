import { Aws, Duration } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { bucketNamesOf } from '../../shared/contract/stage-names.ts';
import type { Settings } from '../settings.ts';
import { type LockedBucketProps, lockedBucket } from './locked-bucket.ts';
import { replicaOf, replicate } from './replication.ts';

/** As long as point-in-time recovery reaches back: what one of the two lost, the other still has. */
export const journalLock = Duration.days(35);

export const journalBucketName = (settings: Settings): string =>
  bucketNamesOf(settings.stage, Aws.ACCOUNT_ID, Aws.REGION).journal;

/** The journal: one object per consumed batch, written once; replicated as soon as the settings know the replica's key. */
export function journalBucket(
  scope: Construct,
  id: string,
  props: Pick<LockedBucketProps, 'settings' | 'key'>,
): Bucket {
  const bucket = lockedBucket(scope, id, {
    ...props,
    bucketName: journalBucketName(props.settings),
    locked: journalLock,
    notLoggedBecause:
      'One function writes here and nobody reads in daily work; access is recorded by CloudTrail data events, which docs/deploy.md asks for.',
  });
  const replica = replicaOf(props.settings);
  if (replica !== null) replicate(bucket, replica, props);
  return bucket;
}
