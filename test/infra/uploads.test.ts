/** The bucket of uploads: how long what lies in it stays, whom it tells, and which pages may put into it. */
import { describe, expect, test } from 'vitest';
import { flatten } from '../../infra/checks/assembly.ts';
import { uploadPrefixes } from '../../shared/contract/batches/prefixes.ts';
import { hub, only, synthesize } from './hub.ts';

const name = `dtm-dev-uploads-\${AWS::AccountId}-\${AWS::Region}`;
const bucketOf = (context: Readonly<Record<string, string>> = {}) => {
  const assembly = synthesize(hub({ context }));
  const bucket = only(
    assembly,
    'AWS::S3::Bucket',
    ({ properties }) => flatten(properties.BucketName) === name,
  );
  return { assembly, bucket };
};
const { assembly, bucket } = bucketOf();

type Rule = {
  readonly Prefix?: string;
  readonly ExpirationInDays?: number;
  readonly NoncurrentVersionExpiration?: { readonly NoncurrentDays: number };
};

describe('what lies there goes', () => {
  const { Rules } = bucket.properties.LifecycleConfiguration as { readonly Rules: readonly Rule[] };

  test.each(Object.values(uploadPrefixes))(
    '$prefix after $days days, an earlier version three days after it was one',
    ({ prefix, days }) => {
      expect(Rules.filter((rule) => rule.Prefix === prefix)).toMatchObject([
        { ExpirationInDays: days, NoncurrentVersionExpiration: { NoncurrentDays: 3 } },
      ]);
    },
  );

  test('and so does a file that was never made whole, after a day, under any key', () => {
    expect(Rules.filter((rule) => rule.Prefix === undefined)).toEqual([
      {
        Id: 'unfinished',
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
        ExpiredObjectDeleteMarker: true,
        Status: 'Enabled',
      },
    ]);
  });
});

test('it is private, versioned, and encrypted with the key of the hub', () => {
  expect(bucket.properties).toMatchObject({
    VersioningConfiguration: { Status: 'Enabled' },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
      ],
    },
  });
});

test('the queue of batches hears of each file that is whole, and of nothing else', () => {
  const { QueueConfigurations } = bucket.properties.NotificationConfiguration as {
    readonly QueueConfigurations: readonly { readonly Queue: unknown }[];
  };
  expect(QueueConfigurations).toMatchObject([
    {
      Event: 's3:ObjectCreated:*',
      Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: uploadPrefixes.uploads.prefix }] } },
    },
  ]);
  const queue = assembly.follow(QueueConfigurations[0]?.Queue, bucket);
  expect(queue?.properties).toMatchObject({ QueueName: 'dtm-dev-batches', VisibilityTimeout: 1800 });
  expect(queue?.properties.RedrivePolicy).toMatchObject({ maxReceiveCount: 20 });
});

describe('a page may put parts into it', () => {
  test('from no origin unless the settings say so', () => {
    expect(bucket.properties.CorsConfiguration).toBeUndefined();
  });

  test('from those of the settings, with the digest of the part', () => {
    const origins = 'https://dtm.mst.gov.vn,https://bao-cao.gov.vn:8443,http://127.0.0.1:3000';
    expect(bucketOf({ uploadOrigins: origins }).bucket.properties.CorsConfiguration).toMatchObject({
      CorsRules: [
        {
          AllowedOrigins: origins.split(','),
          AllowedMethods: ['PUT'],
          AllowedHeaders: ['content-type', 'x-amz-checksum-sha256'],
          ExposedHeaders: ['ETag', 'x-amz-checksum-sha256'],
        },
      ],
    });
  });
});
