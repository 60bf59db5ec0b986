/** What S3 would refuse of the template's notifications, or never send. */
import { expect, test } from 'vitest';
import { notificationFaults } from '../../twin/checks/bucket-notifications.ts';
import type { Surroundings } from '../../twin/checks/surroundings.ts';
import { resourcePoliciesOf } from '../../twin/policies.ts';
import { readAssembly } from '../../twin/template/assembly.ts';
import { createWorld } from '../../twin/template/world.ts';
import { type Hub, hub } from '../infra/hub.ts';
import { override, remove } from '../infra/plant.ts';

/** The house's own checks would stop the synth at some of these faults. */
function faultsOf(plant: (built: Hub) => void): string[] {
  const built = hub({ plugins: () => [] });
  plant(built);
  const world = createWorld(readAssembly(built.app.synth().directory), {
    accountId: '123456789012',
    region: 'ap-southeast-1',
    awsUrl: () => 'http://localhost',
  });
  return notificationFaults({ world, policies: resourcePoliciesOf(world) } as Surroundings);
}

test('the template as it is has none', () => {
  expect(faultsOf(() => undefined)).toEqual([]);
});

const statement = 'PolicyDocument.Statement.1';
test.each<[string, (hub: Hub) => void, string]>([
  [
    'a queue that lets another bucket send',
    override('AWS::SQS::QueuePolicy', 'BatchesQueue/Queue', `${statement}.Condition.ArnLike`, {
      'aws:SourceArn': 'arn:aws:s3:::other',
    }),
    'does not let s3.amazonaws.com send for it: S3 refuses the bucket',
  ],
  [
    'a queue that lets the buckets of another account send',
    override('AWS::SQS::QueuePolicy', 'BatchesQueue/Queue', `${statement}.Condition.StringEquals`, {
      'aws:SourceAccount': '999999999999',
    }),
    'does not let s3.amazonaws.com send for it',
  ],
  [
    'a key that does not let S3 in',
    override('AWS::KMS::Key', '', 'KeyPolicy.Statement.3.Principal', { Service: 'sns.amazonaws.com' }),
    'does not let s3.amazonaws.com use kms:GenerateDataKey: no message would come',
  ],
  [
    'a key that lets S3 decrypt only',
    override('AWS::KMS::Key', '', 'KeyPolicy.Statement.3.Action', ['kms:Decrypt']),
    'does not let s3.amazonaws.com use kms:GenerateDataKey',
  ],
  ['a FIFO queue', override('AWS::SQS::Queue', 'BatchesQueue/Queue', 'FifoQueue', true), 'which S3 refuses'],
  [
    'a queue that is not there',
    (built) => {
      const path = 'NotificationConfiguration.QueueConfigurations.0.Queue';
      remove('AWS::S3::Bucket', 'Uploads', path)(built);
      override('AWS::S3::Bucket', 'Uploads', path, 'arn:aws:sqs:ap-southeast-1:123456789012:gone')(built);
    },
    'which is no queue of the template',
  ],
])('%s', (_, plant, expected) => {
  expect(faultsOf(plant).join('\n')).toContain(expected);
});
