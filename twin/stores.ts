/** Tables, queues, buckets and secrets of the template, brought into being at the endpoint. */
import type { EncryptedResource } from './aws/iam/authorization.ts';
import type { Provisioner } from './aws/provision.ts';
import { bucketName, queueName, secretName, tableName } from './template/resources.ts';
import type { Deployed, World } from './template/world.ts';

type Stored = EncryptedResource & { readonly name: string; readonly resource: Deployed };

function keyArnOf(world: World, reference: unknown): string | undefined {
  const text = String(reference);
  const aliases = world.ofType('AWS::KMS::Alias');
  const target = aliases.find((one) => one.ref() === text)?.property('TargetKeyId') ?? text;
  const key = world
    .ofType('AWS::KMS::Key')
    .find((one) => one.ref() === target || one.attribute('Arn') === target);
  return key?.attribute('Arn');
}

type BucketEncryption = {
  readonly ServerSideEncryptionConfiguration?: readonly {
    readonly ServerSideEncryptionByDefault?: { readonly KMSMasterKeyID?: unknown };
  }[];
};

const keyReferences: Readonly<Record<string, (it: Deployed) => unknown>> = {
  'AWS::DynamoDB::Table': (it) =>
    (it.property('SSESpecification') as { KMSMasterKeyId?: unknown } | undefined)?.KMSMasterKeyId,
  'AWS::SQS::Queue': (it) => it.property('KmsMasterKeyId'),
  'AWS::SecretsManager::Secret': (it) => it.property('KmsKeyId'),
  'AWS::S3::Bucket': (it) =>
    (it.property('BucketEncryption') as BucketEncryption | undefined)?.ServerSideEncryptionConfiguration?.[0]
      ?.ServerSideEncryptionByDefault?.KMSMasterKeyID,
};

function storedOf(world: World, type: string, nameOf: (it: Deployed) => string): Stored[] {
  return world.ofType(type).map((resource) => {
    const reference = keyReferences[type]?.(resource);
    const kmsKeyArn = reference === undefined ? undefined : keyArnOf(world, reference);
    return {
      name: nameOf(resource),
      resource,
      // The Ref of a secret is its ARN.
      arn: type === 'AWS::SecretsManager::Secret' ? resource.ref() : resource.attribute('Arn'),
      ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }),
    };
  });
}

export type Stores = {
  readonly tables: readonly Stored[];
  readonly queues: readonly Stored[];
  readonly buckets: readonly Stored[];
  readonly secrets: readonly Stored[];
};

export const storesOf = (world: World): Stores => ({
  tables: storedOf(world, 'AWS::DynamoDB::Table', tableName),
  queues: storedOf(world, 'AWS::SQS::Queue', queueName),
  buckets: storedOf(world, 'AWS::S3::Bucket', bucketName),
  secrets: storedOf(world, 'AWS::SecretsManager::Secret', secretName),
});

export async function provision(stores: Stores, endpoint: Provisioner): Promise<void> {
  for (const { name, resource } of stores.tables)
    await endpoint.createTable({ ...resource.properties(), TableName: name });
  for (const { name, resource } of stores.queues)
    await endpoint.createQueue({ ...resource.properties(), QueueName: name });
  for (const { name, resource } of stores.buckets)
    await endpoint.createBucket({ ...resource.properties(), BucketName: name }, resource.region);
  for (const { name, arn, resource } of stores.secrets)
    await endpoint.createSecret(arn, { ...resource.properties(), Name: name });
}
