/**
 * The second region: a bucket under a key of its own, in another region and perhaps another account, into which S3 copies the
 * journal. It refers to no other stack and no other to it, as these may be of two accounts: names are made alike on both sides,
 * and the key's ARN comes back as the setting `replicaKeyArn`.
 */
import { Annotations, type App, Aws, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { replicaBucketOf, replicationRoleOf } from '../../shared/contract/stage-names.ts';
import { journalLock } from '../constructs/journal-bucket.ts';
import { lockedBucket } from '../constructs/locked-bucket.ts';
import { removalOf } from '../constructs/removal.ts';
import type { Settings } from '../settings.ts';

type ReplicaProps = StackProps & { readonly settings: Settings; readonly region: string };

/** None without `replicaRegion`. Warns where there is one and nothing is copied into it yet. */
export function addReplica(app: App, settings: Settings): ReplicaStack | null {
  const { stage, replicaRegion: region, replicaAccount: account, replicaKeyArn } = settings;
  if (region === undefined) return null;
  const replica = new ReplicaStack(app, 'replica', {
    stackName: `dtm-${stage}-replica`,
    env: { region, ...(account === undefined ? {} : { account }) },
    settings,
    region,
  });
  if (replicaKeyArn === undefined)
    Annotations.of(replica).addWarningV2(
      'dtm:replica-without-source',
      'Nothing is copied into the replica yet: deploy this stack, then all others with -c replicaKeyArn=<ReplicaKeyArn>, its output.',
    );
  return replica;
}

export class ReplicaStack extends Stack {
  readonly key: Key;

  constructor(scope: Construct, id: string, { settings, region, ...props }: ReplicaProps) {
    super(scope, id, {
      ...props,
      description: 'DTM hub: the journal’s replica in a second region, and its key',
      terminationProtection: settings.removal === 'retain',
    });
    const { stage, hubAccount = Aws.ACCOUNT_ID, replicaAccount = Aws.ACCOUNT_ID } = settings;
    const hub = new AccountPrincipal(hubAccount);
    const role = `arn:${Aws.PARTITION}:iam::${hubAccount}:role/${replicationRoleOf(stage, '*')}`;
    const toTheRole = (actions: string[], resources: string[]): PolicyStatement =>
      new PolicyStatement({
        sid: 'ReplicationFromTheHub',
        // The account under a condition, not the role: a policy with a role that is not there yet is refused.
        principals: [hub],
        actions,
        resources,
        conditions: { ArnLike: { 'aws:PrincipalArn': role } },
      });
    this.key = new Key(this, 'Key', {
      alias: `alias/dtm-${stage}-replica`,
      description: `DTM hub ${stage}: the journal's replica`,
      enableKeyRotation: true,
      removalPolicy: removalOf(settings),
    });
    this.key.addToResourcePolicy(toTheRole(['kms:Encrypt', 'kms:GenerateDataKey'], ['*']));
    // Whoever builds the hub anew may be of its account. It has had all of this data: to read tells it nothing new.
    const toThePeople = (actions: string[], resources: string[]): PolicyStatement =>
      new PolicyStatement({ principals: [hub], actions, resources });
    this.key.addToResourcePolicy(toThePeople(['kms:Decrypt'], ['*']));
    const bucket = lockedBucket(this, 'Replica', {
      settings,
      key: this.key,
      bucketName: replicaBucketOf(stage, replicaAccount, region),
      locked: journalLock,
      notLoggedBecause:
        'S3 alone writes here and nobody reads before the hub’s region is lost; access is recorded by CloudTrail data events, which docs/deploy.md asks for.',
      more: {
        // What is copied belongs to the account of the replica, whoever copied it.
        objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
        // Nothing expires, as recovery begins with the first object; the objects are too small for a cheaper class.
        lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
      },
    });
    bucket.addToResourcePolicy(
      toTheRole(['s3:ReplicateObject', 's3:ReplicateTags'], [bucket.arnForObjects('*')]),
    );
    bucket.addToResourcePolicy(toThePeople(['s3:ListBucket'], [bucket.bucketArn]));
    bucket.addToResourcePolicy(toThePeople(['s3:GetObject'], [bucket.arnForObjects('*')]));
    new CfnOutput(this, 'ReplicaBucketName', { value: bucket.bucketName });
    new CfnOutput(this, 'ReplicaKeyArn', { value: this.key.keyArn });
  }
}
