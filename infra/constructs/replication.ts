/** The journal's way into the second region: the role that S3 takes, the rule, and what of both is measured. */
import { Aws, Validations } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { bucketNamesOf, replicaBucketOf, replicationRoleOf } from '../../shared/contract/stage-names.ts';
import type { Settings } from '../settings.ts';
import { allow } from './access.ts';

/** Where the journal goes: a bucket that the stack `replica` made, in another region and perhaps another account. */
export type Replica = { readonly bucketName: string; readonly region: string; readonly keyArn: string };

/** The name that S3 and its metrics have for the rule. */
export const REPLICATION_RULE = 'journal';

/** S3 Replication Time Control knows this threshold alone. */
const MINUTES = 15;

/** Null until the settings have the key that the stack `replica` gave out. */
export function replicaOf(settings: Settings): Replica | null {
  const { stage, replicaRegion, replicaAccount = Aws.ACCOUNT_ID, replicaKeyArn } = settings;
  if (replicaRegion === undefined || replicaKeyArn === undefined) return null;
  return {
    bucketName: replicaBucketOf(stage, replicaAccount, replicaRegion),
    region: replicaRegion,
    keyArn: replicaKeyArn,
  };
}

/**
 * Lets S3 copy every new object. Deletions are not copied: what is gone here stays there. The role is named by its stage and region,
 * so that the replica's policies can name it before it is there.
 */
export function replicate(
  bucket: Bucket,
  replica: Replica,
  { settings, key }: { readonly settings: Settings; readonly key: IKey },
): void {
  // By name: the bucket refers to the role, so the role must not refer to the bucket.
  const journal = bucketNamesOf(settings.stage, Aws.ACCOUNT_ID, Aws.REGION).journal;
  const [source, target] = [journal, replica.bucketName].map((name) => `arn:${Aws.PARTITION}:s3:::${name}`);
  const role = new Role(bucket, 'ReplicationRole', {
    roleName: replicationRoleOf(settings.stage, Aws.REGION),
    assumedBy: new ServicePrincipal('s3.amazonaws.com'),
    inlinePolicies: {
      Replicate: new PolicyDocument({
        statements: [
          allow(`${source}`, 's3:GetReplicationConfiguration', 's3:ListBucket'),
          allow(
            `${source}/*`,
            's3:GetObjectVersionForReplication',
            's3:GetObjectVersionAcl',
            's3:GetObjectVersionTagging',
            // Of a locked object the lock goes with it.
            's3:GetObjectRetention',
            's3:GetObjectLegalHold',
          ),
          allow(`${target}/*`, 's3:ReplicateObject', 's3:ReplicateTags'),
          through(key.keyArn, Aws.REGION, `${source}`, 'kms:Decrypt'),
          // GenerateDataKey: for the replica's bucket key.
          through(replica.keyArn, replica.region, `${target}`, 'kms:Encrypt', 'kms:GenerateDataKey'),
        ],
      }),
    },
  });
  for (const name of [journal, replica.bucketName])
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::${asReported(name)}/*]`,
      reason: 'The journal has one object per batch: S3 copies each, and the names are not known.',
    });
  (bucket.node.defaultChild as CfnBucket).replicationConfiguration = {
    role: role.roleArn,
    rules: [
      {
        id: REPLICATION_RULE,
        priority: 1,
        status: 'Enabled',
        filter: { prefix: '' },
        deleteMarkerReplication: { status: 'Disabled' },
        // Without it S3 passes over every object that is encrypted with a key of ours, and says nothing.
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
        destination: {
          bucket: `${target}`,
          encryptionConfiguration: { replicaKmsKeyId: replica.keyArn },
          replicationTime: { status: 'Enabled', time: { minutes: MINUTES } },
          metrics: { status: 'Enabled', eventThreshold: { minutes: MINUTES } },
        },
      },
    ],
  };
}

/** How cdk-nag writes a name. */
const asReported = (name: string): string =>
  name.replace(Aws.ACCOUNT_ID, '<AWS::AccountId>').replace(Aws.REGION, '<AWS::Region>');

/** A key, for objects of one bucket and through S3 of one region only. */
const through = (keyArn: string, region: string, bucketArn: string, ...actions: string[]): PolicyStatement =>
  new PolicyStatement({
    actions,
    resources: [keyArn],
    conditions: {
      StringEquals: {
        'kms:ViaService': `s3.${region}.amazonaws.com`,
        // With a bucket key the context is the bucket, not the object.
        'kms:EncryptionContext:aws:s3:arn': bucketArn,
      },
    },
  });
