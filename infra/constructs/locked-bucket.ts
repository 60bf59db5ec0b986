import { type Duration, Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  ObjectLockRetention,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { removalOf } from './removal.ts';

export type LockedBucketProps = {
  readonly settings: Settings;
  readonly key: IKey;
  readonly bucketName: string;
  /** How long nobody can change or delete an object after it was written. */
  readonly locked: Duration;
  /** Why there is no access log of the bucket's own. */
  readonly notLoggedBecause: string;
  readonly more?: Pick<BucketProps, 'objectOwnership' | 'lifecycleRules'>;
};

/**
 * A bucket of its own for what is written once, because the lock's default catches every object. Compliance mode cannot
 * be undone by anyone, so only production has it; a stage that may be destroyed has no lock.
 */
export function lockedBucket(scope: Construct, id: string, props: LockedBucketProps): Bucket {
  const { settings, key, bucketName, locked } = props;
  const bucket = new Bucket(scope, id, {
    ...props.more,
    bucketName,
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
  Validations.of(bucket).acknowledge({ id: 'AwsSolutions-S1', reason: props.notLoggedBecause });
  return bucket;
}
