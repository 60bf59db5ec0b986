/** The replication of the template's buckets: what S3 would refuse to set up, and what its role needs for each object. */
import type { Principal } from './aws/iam/authorization.ts';
import type { Access } from './aws/iam/policy-evaluation.ts';
import type { PolicyStatement } from './aws/iam/policy-statement.ts';
import type { ReplicationRule } from './aws/s3/replication.ts';
import { credentialsOf } from './credentials.ts';
import { type Role, servicesOf } from './policies.ts';
import type { Stores } from './stores.ts';

type Bucket = Stores['buckets'][number];

type Configuration = {
  readonly Role?: string;
  readonly Rules?: readonly {
    readonly Id?: string;
    readonly Status?: string;
    readonly Prefix?: string;
    readonly Filter?: { readonly Prefix?: string };
    readonly DeleteMarkerReplication?: { readonly Status?: string };
    readonly SourceSelectionCriteria?: { readonly SseKmsEncryptedObjects?: { readonly Status?: string } };
    readonly Destination?: {
      readonly Bucket?: string;
      readonly EncryptionConfiguration?: { readonly ReplicaKmsKeyID?: string };
    };
  }[];
};

/** Throws, naming bucket and fix, for what S3 refuses or passes over in silence, and for what the twin does not do. */
export function replicationOf(
  { buckets }: Stores,
  roles: ReadonlyMap<string, Role>,
): { readonly rules: readonly ReplicationRule[]; readonly principals: readonly Principal[] } {
  const found = buckets.flatMap((source) => {
    const { Role: roleArn = '', Rules = [] } = (source.resource.property('ReplicationConfiguration') ??
      {}) as Configuration;
    if (Rules.length === 0) return [];
    const label = `AWS::S3::Bucket ${source.resource.label}`;
    const role = roles.get(roleArn);
    if (role === undefined)
      throw new Error(`${label}: its replication role ${roleArn} is not in the template`);
    if (!role.trust.some(letsS3In))
      throw new Error(`${label}: role ${role.label} does not let s3.amazonaws.com assume it`);
    const accessKeyId = credentialsOf(`replication of ${source.name}`).accessKeyId;
    const principal: Principal = {
      accessKeyId,
      roleArn,
      sessionName: 's3-replication',
      statements: role.statements,
    };
    const rules = Rules.filter(({ Status }) => Status === 'Enabled').map((rule): ReplicationRule => {
      const { Id = 'rule', Destination: { Bucket = '', EncryptionConfiguration } = {} } = rule;
      const refuse = (why: string): never => {
        throw new Error(`${label}, replication rule ${Id}: ${why}`);
      };
      const target = buckets.find(({ arn }) => arn === Bucket);
      if (target === undefined) return refuse(`its destination ${Bucket} is not in the template`);
      for (const one of [source, target])
        if (!isVersioned(one)) refuse(`bucket ${one.name} is not versioned, which S3 asks of both`);
      if (rule.DeleteMarkerReplication?.Status === 'Enabled')
        refuse('deletions are not replicated by the twin: set DeleteMarkerReplication to Disabled');
      if (
        source.kmsKeyArn !== undefined &&
        rule.SourceSelectionCriteria?.SseKmsEncryptedObjects?.Status !== 'Enabled'
      )
        refuse(
          'S3 passes over objects under a key of ours: set SourceSelectionCriteria.SseKmsEncryptedObjects',
        );
      const key = EncryptionConfiguration?.ReplicaKmsKeyID;
      if (key !== target.kmsKeyArn)
        refuse(`it encrypts with ${key}, and bucket ${target.name} has ${target.kmsKeyArn}`);
      const prefix = rule.Filter?.Prefix ?? rule.Prefix ?? '';
      return {
        id: Id,
        source: source.name,
        target: target.name,
        prefix,
        accessKeyId,
        accesses: needs(source, target),
      };
    });
    return [{ rules, principal }];
  });
  return {
    rules: found.flatMap(({ rules }) => rules),
    principals: found.map(({ principal }) => principal),
  };
}

/** S3 is not documented to say for whom it asks: a condition on that would shut it out. */
const letsS3In = (statement: PolicyStatement): boolean =>
  statement.Effect === 'Allow' &&
  statement.Condition === undefined &&
  servicesOf(statement).includes('s3.amazonaws.com');

const isVersioned = ({ resource }: Bucket): boolean =>
  (resource.property('VersioningConfiguration') as { Status?: string } | undefined)?.Status === 'Enabled';

/** "Setting up permissions for live replication" and "Replicating encrypted objects" (Amazon S3 User Guide). */
const needs =
  (source: Bucket, target: Bucket) =>
  (key: string): Access[] => {
    const ask = (action: string, resource: string, context: Access['context'] = {}): Access => ({
      action,
      resource,
      context,
    });
    const ofKey = ({ kmsKeyArn, arn, resource }: Bucket, actions: readonly string[]): Access[] =>
      kmsKeyArn === undefined
        ? []
        : actions.map((action) =>
            ask(action, kmsKeyArn, {
              'kms:viaservice': [`s3.${resource.region}.amazonaws.com`],
              'kms:encryptioncontext:aws:s3:arn': [arn],
            }),
          );
    const locked = source.resource.property('ObjectLockEnabled') === true;
    return [
      ...['s3:GetReplicationConfiguration', 's3:ListBucket'].map((action) => ask(action, source.arn)),
      ...[
        's3:GetObjectVersionForReplication',
        's3:GetObjectVersionAcl',
        's3:GetObjectVersionTagging',
        ...(locked ? ['s3:GetObjectRetention', 's3:GetObjectLegalHold'] : []),
      ].map((action) => ask(action, `${source.arn}/${key}`)),
      ...['s3:ReplicateObject', 's3:ReplicateTags'].map((action) => ask(action, `${target.arn}/${key}`)),
      ...ofKey(source, ['kms:Decrypt']),
      ...ofKey(target, ['kms:Encrypt', 'kms:GenerateDataKey']),
    ];
  };
