import { Aws, Duration } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { bucketNamesOf } from '../../shared/contract/stage-names.ts';
import type { Settings } from '../settings.ts';
import { type LockedBucketProps, lockedBucket } from './locked-bucket.ts';

/** Evidence for auditors: the law asks for a drill a year, and five of them show a habit. */
const kept = Duration.days(5 * 365);

export const drillBucketName = (settings: Settings): string =>
  bucketNamesOf(settings.stage, Aws.ACCOUNT_ID, Aws.REGION).drills;

/** The reports of recovery drills: two objects each, written once. */
export const drillBucket = (
  scope: Construct,
  id: string,
  props: Pick<LockedBucketProps, 'settings' | 'key'>,
): Bucket =>
  lockedBucket(scope, id, {
    ...props,
    bucketName: drillBucketName(props.settings),
    locked: kept,
    notLoggedBecause:
      'One function writes here, another reads; every read over the API leaves an audit line, and CloudTrail data events (docs/deploy.md) record the rest.',
  });
