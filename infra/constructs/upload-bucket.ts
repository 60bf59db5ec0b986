import { Aws, Duration, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  HttpMethods,
  type LifecycleRule,
} from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { UNFINISHED_DAYS, uploadPrefixes } from '../../shared/contract/batches/prefixes.ts';
import { bucketNamesOf } from '../../shared/contract/stage-names.ts';
import type { Settings } from '../settings.ts';
import { removalOf } from './removal.ts';

export const uploadBucketName = (settings: Settings): string =>
  bucketNamesOf(settings.stage, Aws.ACCOUNT_ID, Aws.REGION).uploads;

export type UploadBucketProps = {
  readonly settings: Settings;
  readonly key: IKey;
  /** Hears of each file that is whole. */
  readonly queue: Queue;
};

/** A file that was replaced while its batch was under way is read to its end: by then, at the latest, the batch has failed. */
const REPLACED = Duration.days(3);

const rules: readonly LifecycleRule[] = [
  ...Object.entries(uploadPrefixes).map(([id, { prefix, days }]) => ({
    id,
    prefix,
    expiration: Duration.days(days),
    noncurrentVersionExpiration: REPLACED,
  })),
  {
    id: 'unfinished',
    abortIncompleteMultipartUploadAfter: Duration.days(UNFINISHED_DAYS),
    // S3 takes no days in the same rule.
    expiredObjectDeleteMarker: true,
  },
];

/** Whoever has a URL that the hub signed may put a part: from a page only where the page's origin is in the settings. */
const crossOrigin = ({ uploadOrigins }: Settings) =>
  uploadOrigins.length === 0
    ? {}
    : {
        cors: [
          {
            allowedOrigins: [...uploadOrigins],
            allowedMethods: [HttpMethods.PUT],
            allowedHeaders: ['content-type', 'x-amz-checksum-sha256'],
            exposedHeaders: ['ETag', 'x-amz-checksum-sha256'],
            maxAge: Duration.hours(1).toSeconds(),
          },
        ],
      };

/**
 * Files of batches and what is made of them. The notification is part of the bucket (`NotificationConfiguration`): the CDK's own
 * `addEventNotification` is a custom resource, a function that nobody here wrote.
 */
export function uploadBucket(
  scope: Construct,
  id: string,
  { settings, key, queue }: UploadBucketProps,
): Bucket {
  const bucketName = uploadBucketName(settings);
  const bucket = new Bucket(scope, id, {
    bucketName,
    encryption: BucketEncryption.KMS,
    encryptionKey: key,
    bucketKeyEnabled: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    lifecycleRules: [...rules],
    removalPolicy: removalOf(settings),
    ...crossOrigin(settings),
  });
  // "Granting permissions to publish event notification messages to a destination", Amazon S3 User Guide. By name: the bucket comes after it.
  const policy = queue.addToResourcePolicy(
    new PolicyStatement({
      sid: 'UploadsOfThisStage',
      principals: [new ServicePrincipal('s3.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: {
        ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:s3:::${bucketName}` },
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      },
    }),
  );
  // S3 tries the queue when it takes the configuration, and refuses the bucket where it may not send.
  if (policy.policyDependable !== undefined) bucket.node.addDependency(policy.policyDependable);
  (bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
    queueConfigurations: [
      {
        event: 's3:ObjectCreated:*',
        queue: queue.queueArn,
        filter: { s3Key: { rules: [{ name: 'prefix', value: uploadPrefixes.uploads.prefix }] } },
      },
    ],
  };
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'Who was given which URL is in the audit lines; access is recorded by CloudTrail data events, which docs/deploy.md asks for.',
  });
  return bucket;
}
