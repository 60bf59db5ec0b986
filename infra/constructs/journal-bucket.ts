import { Aws, Duration, Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { removalOf } from './removal.ts';

/** As long as point-in-time recovery reaches back: what one of the two lost, the other still has. */
const locked = Duration.days(35);

/**
 * The journal: one object per consumed batch, written once, in a bucket of its own because the lock's default
 * catches every object. Compliance mode cannot be undone by anyone, so only production has it; a stage that may
 * be destroyed has no lock.
 */
export const journalBucketName = (settings: Settings): string =>
  `dtm-${settings.stage}-journal-${Aws.ACCOUNT_ID}-${Aws.REGION}`;

export type JournalBucketProps = { readonly settings: Settings; readonly key: IKey };

export function journalBucket(scope: Construct, id: string, { settings, key }: JournalBucketProps): Bucket {
  const bucket = new Bucket(scope, id, {
    bucketName: journalBucketName(settings),
    encryption: BucketEncryption.KMS,
    encryptionKey: key,
    bucketKeyEnabled: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    removalPolicy: removalOf(settings),
    ...(settings.removal === 'retain' && {
      objectLockDefaultRetention: settings.stage.startsWith('prod')
        ? ObjectLockRetention.compliance(locked)
        : ObjectLockRetention.governance(locked),
    }),
  });
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'One function writes here and nobody reads in daily work; access is recorded by CloudTrail data events, which docs/deploy.md asks for.',
  });
  return bucket;
}
