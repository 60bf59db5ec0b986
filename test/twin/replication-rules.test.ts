/** The replication of the template as the twin reads it: its rights, and what S3 would refuse or pass over in silence. */
import { CfnResource } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { rolesOf } from '../../twin/policies.ts';
import { replicationOf } from '../../twin/replication-rules.ts';
import { storesOf } from '../../twin/stores.ts';
import { readAssembly } from '../../twin/template/assembly.ts';
import { createWorld } from '../../twin/template/world.ts';
import { type Hub, hub } from '../infra/hub.ts';

const accountId = '123456789012';
const place = { accountId, region: 'ap-southeast-1', awsUrl: () => 'http://localhost' };
const replicaRegion = 'ap-southeast-3';

/** The world of an app with a replica; the key's ARN is what the stack itself gives out. */
function worldOf(plant: (built: Hub) => void = () => undefined, more: Record<string, unknown> = {}) {
  const outputs = createWorld(
    readAssembly(hub({ context: { replicaRegion } }).app.synth().directory),
    place,
  ).outputs();
  const replicaKeyArn = outputs['dtm-dev-replica']?.ReplicaKeyArn;
  const built = hub({ context: { replicaRegion, replicaKeyArn, ...more } });
  plant(built);
  return createWorld(readAssembly(built.app.synth().directory), place);
}
const rulesOf = (plant?: (built: Hub) => void) => {
  const world = worldOf(plant);
  return replicationOf(storesOf(world), rolesOf(world));
};
const edit =
  (stack: 'stateful' | 'replica', type: string, id: string, path: string, value: unknown) => (built: Hub) => {
    const found = built[stack]?.node
      .findAll()
      .filter(CfnResource.isCfnResource)
      .find((one) => one.cfnResourceType === type && one.node.path.includes(id));
    if (found === undefined) throw new Error(`no ${type} ${id}`);
    found.addPropertyOverride(path, value);
  };
const rule = (path: string, value: unknown) =>
  edit('stateful', 'AWS::S3::Bucket', '/Journal/', `ReplicationConfiguration.Rules.0.${path}`, value);

test('the journal is copied by its role, which needs rights on both buckets and both keys', () => {
  const { rules, principals } = rulesOf();
  expect(rules).toMatchObject([
    {
      id: 'journal',
      source: `dtm-dev-journal-${accountId}-ap-southeast-1`,
      target: `dtm-dev-replica-${accountId}-${replicaRegion}`,
      prefix: '',
    },
  ]);
  expect(principals.map(({ roleArn }) => roleArn)).toEqual([
    `arn:aws:iam::${accountId}:role/dtm-dev-replication-ap-southeast-1`,
  ]);
  expect(rules[0]?.accesses('one').map(({ action }) => action)).toEqual([
    's3:GetReplicationConfiguration',
    's3:ListBucket',
    's3:GetObjectVersionForReplication',
    's3:GetObjectVersionAcl',
    's3:GetObjectVersionTagging',
    's3:GetObjectRetention',
    's3:GetObjectLegalHold',
    's3:ReplicateObject',
    's3:ReplicateTags',
    'kms:Decrypt',
    'kms:Encrypt',
    'kms:GenerateDataKey',
  ]);
});

test.each<[string, (built: Hub) => void, string]>([
  [
    'encrypted objects not asked for',
    rule('SourceSelectionCriteria.SseKmsEncryptedObjects.Status', 'Disabled'),
    'SseKmsEncryptedObjects',
  ],
  ['deletions copied too', rule('DeleteMarkerReplication.Status', 'Enabled'), 'DeleteMarkerReplication'],
  [
    'another bucket',
    rule('Destination.Bucket', 'arn:aws:s3:::elsewhere'),
    'elsewhere is not in the template',
  ],
  [
    'another key',
    rule('Destination.EncryptionConfiguration.ReplicaKmsKeyID', 'arn:other'),
    'it encrypts with arn:other',
  ],
  [
    'a replica without versions',
    edit('replica', 'AWS::S3::Bucket', 'Replica', 'VersioningConfiguration.Status', 'Suspended'),
    'is not versioned',
  ],
  [
    'a role that S3 cannot take',
    edit(
      'stateful',
      'AWS::IAM::Role',
      'ReplicationRole',
      'AssumeRolePolicyDocument.Statement.0.Principal.Service',
      'lambda.amazonaws.com',
    ),
    'does not let s3.amazonaws.com assume it',
  ],
])('the start stops at %s', (_, plant, fault) => {
  expect(() => rulesOf(plant)).toThrow(fault);
});

test('a stack of another account stops it too', () => {
  const plant = { replicaAccount: '222222222222', hubAccount: accountId, replicaKeyArn: undefined };
  expect(() => worldOf(undefined, plant)).toThrow('the twin is account 123456789012 alone');
});
