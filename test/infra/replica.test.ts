/** The second region: what the stack has, what the journal gets, and that both shapes of the app pass all checks. */
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { flatten } from '../../infra/checks/assembly.ts';
import { HouseChecks } from '../../infra/checks/house-checks.ts';
import { hub, only, synthesize } from './hub.ts';

const replicaRegion = 'ap-southeast-3';
const replicaKeyArn = 'arn:aws:kms:ap-southeast-3:222222222222:key/0a1b';
const other = { replicaAccount: '222222222222', hubAccount: '111111111111' };
const all = {
  validateCloudFormation: true,
  plugins: (app: ReturnType<typeof hub>['app']) => [new HouseChecks(), new AwsSolutionsChecks(app)],
};

describe('the app synthesizes', () => {
  test.each([
    [{ replicaRegion }, {}, 'aws://unknown-account/ap-southeast-3'],
    // The others are without these resources, or with another number in them.
    [{ replicaRegion, replicaKeyArn, stage: 'prod' }, all, 'aws://unknown-account/ap-southeast-3'],
    [{ replicaRegion, replicaKeyArn, ...other }, {}, 'aws://222222222222/ap-southeast-3'],
  ])('with %j', { timeout: 120_000 }, (context, checks, place) => {
    const { stacks } = hub({ ...checks, context }).app.synth();
    expect(stacks.map(({ environment }) => environment.name).toSorted()).toEqual(
      [place, ...Array(5).fill('aws://unknown-account/unknown-region')].toSorted(),
    );
  });
});

const trusting = synthesize(hub({ context: { replicaRegion, replicaKeyArn, ...other } }));
const inReplica = (type: string) =>
  only(trusting, type, ({ templatePath }) => templatePath.includes('replica.')).properties;
const text = (value: unknown): string =>
  JSON.stringify(value, (_, part) => (isJoin(part) ? flatten(part) : part));
const isJoin = (part: unknown): boolean => typeof part === 'object' && part !== null && 'Fn::Join' in part;

type Statement = { readonly Action: unknown; readonly Condition?: unknown };
const role = ':iam::111111111111:role/dtm-dev-replication-*';

describe('the stack replica', () => {
  test.each([
    ['dev', 'GOVERNANCE'],
    ['prod', 'COMPLIANCE'],
  ])('has a bucket locked as the journal of %s is, under a key of its own that rotates', (stage, Mode) => {
    const built = synthesize(hub({ context: { replicaRegion, stage } }));
    const bucket = only(built, 'AWS::S3::Bucket', (r) => r.templatePath.includes('replica.'));
    expect(flatten(bucket.properties.BucketName)).toBe(
      `dtm-${stage}-replica-\${AWS::AccountId}-ap-southeast-3`,
    );
    expect(bucket.properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Days: 35, Mode } } },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
    const keys = built.all('AWS::KMS::Key');
    expect(keys.map(({ properties }) => properties.EnableKeyRotation)).toEqual([true, true]);
    expect(JSON.stringify(bucket.properties.BucketEncryption)).toContain(
      keys.find((r) => r.templatePath.includes('replica.'))?.logicalId,
    );
  });

  test('lets the hub’s account in: its replication role to write, its people to read when the hub is lost', () => {
    const statements = [
      ...(inReplica('AWS::KMS::Key').KeyPolicy as { Statement: Statement[] }).Statement,
      ...(inReplica('AWS::S3::BucketPolicy').PolicyDocument as { Statement: Statement[] }).Statement,
    ].filter((one) => text(one).includes(':iam::111111111111:root'));
    expect(
      statements.map(({ Action, Condition }) => [text(Action), text(Condition ?? {}).includes(role)]),
    ).toEqual([
      ['["kms:Encrypt","kms:GenerateDataKey"]', true],
      ['"kms:Decrypt"', false],
      ['["s3:ReplicateObject","s3:ReplicateTags"]', true],
      ['"s3:ListBucket"', false],
      ['"s3:GetObject"', false],
    ]);
  });

  test('is not there, and nothing is replicated, without replicaRegion', () => {
    const built = hub();
    expect(built.replica).toBeNull();
    const journal = only(synthesize(built), 'AWS::S3::Bucket', ({ logicalId }) =>
      logicalId.startsWith('Journal'),
    );
    expect(journal.properties.ReplicationConfiguration).toBeUndefined();
  });

  test('waits for its key: before that nothing is replicated, and the synth says so', () => {
    const built = hub({ context: { replicaRegion } });
    const messages = built.app.synth().getStackByName('dtm-dev-replica').messages;
    expect(messages.map(({ entry }) => entry.data)).toEqual([expect.stringContaining('replicaKeyArn')]);
  });
});

describe('the journal', () => {
  const journal = only(trusting, 'AWS::S3::Bucket', ({ logicalId }) => logicalId.startsWith('Journal'));
  const role = only(trusting, 'AWS::IAM::Role', ({ logicalId }) => logicalId.includes('ReplicationRole'));

  test('is copied, its encrypted objects too, without deletions, measured, within a quarter of an hour', () => {
    const { Rules } = journal.properties.ReplicationConfiguration as { Rules: unknown[] };
    expect(Rules).toMatchObject([
      {
        Status: 'Enabled',
        Filter: { Prefix: '' },
        DeleteMarkerReplication: { Status: 'Disabled' },
        SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
        Destination: {
          EncryptionConfiguration: { ReplicaKmsKeyID: replicaKeyArn },
          ReplicationTime: { Status: 'Enabled', Time: { Minutes: 15 } },
          Metrics: { Status: 'Enabled' },
        },
      },
    ]);
    expect(text(Rules)).toContain(':s3:::dtm-dev-replica-222222222222-ap-southeast-3');
  });

  test('is copied by a role that the replica’s policies name, which can neither delete nor read the replica', () => {
    expect(flatten(role.properties.RoleName)).toBe(`dtm-dev-replication-\${AWS::Region}`);
    const policies = text(role.properties.Policies);
    expect(policies).not.toMatch(/Delete|s3:Put|s3:\*|kms:\*|s3:GetObject"/);
    expect(policies).toContain('"kms:ViaService":"s3.ap-southeast-3.amazonaws.com"');
  });

  test('has an alarm for copies that are late and one for those that failed, of the rule’s own metrics', () => {
    const alarms = trusting
      .all('AWS::CloudWatch::Alarm')
      .filter(({ properties }) => properties.Namespace === 'AWS/S3')
      .map(({ properties: { MetricName, Statistic, Threshold, Dimensions } }) => [
        MetricName,
        Statistic,
        Threshold,
        (Dimensions as { Name: string; Value: unknown }[]).map(
          ({ Name, Value }) => `${Name}=${flatten(Value)}`,
        ),
      ]);
    const dimensions = [
      'DestinationBucket=dtm-dev-replica-222222222222-ap-southeast-3',
      'RuleId=journal',
      `SourceBucket=dtm-dev-journal-\${AWS::AccountId}-\${AWS::Region}`,
    ];
    expect(alarms).toEqual([
      ['ReplicationLatency', 'Maximum', 900, dimensions],
      ['OperationsFailedReplication', 'Sum', 0, dimensions],
    ]);
  });
});
