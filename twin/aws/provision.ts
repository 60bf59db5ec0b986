import type { DynamoDbBackend } from './dynamodb/backend.ts';
import type { Fauxqs } from './fauxqs-backend.ts';
import { type GenerateSecretString, generateSecret, type SecretStore } from './secrets/secret-store.ts';
import { isObject, type JsonObject, type JsonValue, list } from './wire.ts';

/** Properties of a CloudFormation resource, all intrinsic functions resolved; the physical name must be set. */
type Properties = Readonly<Record<string, unknown>>;

/**
 * Brings resources of the template into being, past IAM, as CloudFormation does. Each is idempotent: what is there
 * already stays, with its data; what cannot be changed in place is refused.
 */
export type Provisioner = {
  createTable(properties: Properties): Promise<void>;
  createQueue(properties: Properties): Promise<void>;
  /** `region`: where, if not in the endpoint's own. */
  createBucket(properties: Properties, region?: string): Promise<void>;
  /** `arn` ends in characters that AWS draws. The value is generated when the secret is made and never again. */
  createSecret(arn: string, properties: Properties): Promise<void>;
};

function named(properties: Properties, property: string): string {
  const name = properties[property];
  if (typeof name !== 'string')
    throw new Error(`${property} is ${JSON.stringify(name)}; the twin needs a physical name`);
  return name;
}

/** The attributes of a key in order, with their types: `system:S (HASH), revision:N (RANGE)`. */
function keyText(table: JsonObject): string {
  const types = new Map(
    list(table.AttributeDefinitions).flatMap((each) =>
      isObject(each) ? [[each.AttributeName, each.AttributeType] as const] : [],
    ),
  );
  return list(table.KeySchema)
    .flatMap((key) =>
      isObject(key) ? [`${key.AttributeName}:${types.get(key.AttributeName)} (${key.KeyType})`] : [],
    )
    .join(', ');
}

const TABLE_PROPERTIES = [
  'TableName',
  'KeySchema',
  'AttributeDefinitions',
  'BillingMode',
  'ProvisionedThroughput',
  'LocalSecondaryIndexes',
];
const INDEX_PROPERTIES = ['IndexName', 'KeySchema', 'Projection', 'ProvisionedThroughput'];

function pick(from: Properties, names: readonly string[]): JsonObject {
  const picked: JsonObject = {};
  for (const name of names) if (from[name] !== undefined) picked[name] = from[name] as JsonValue;
  return picked;
}

async function statusOf(backend: DynamoDbBackend, name: string): Promise<unknown> {
  const { output } = await backend.call('DescribeTable', { TableName: name });
  return isObject(output.Table) ? output.Table.TableStatus : undefined;
}

/**
 * Protection, warm throughput, recovery, time to live and tags, where the template says something. Another emulator may know none of
 * them: then the table is without.
 */
async function applySettings(backend: DynamoDbBackend, properties: Properties): Promise<void> {
  const TableName = named(properties, 'TableName');
  const ask = async (operation: string, input: JsonObject): Promise<void> => {
    const { status, output } = await backend.call(operation, input);
    if (status === 200 || String(output.__type).endsWith('#UnknownOperationException')) return;
    throw new Error(`${operation} of table ${TableName} was refused: ${JSON.stringify(output)}`);
  };
  const { DeletionProtectionEnabled, WarmThroughput, PointInTimeRecoverySpecification } = pick(properties, [
    'DeletionProtectionEnabled',
    'WarmThroughput',
    'PointInTimeRecoverySpecification',
  ]);
  if (DeletionProtectionEnabled !== undefined)
    await ask('UpdateTable', { TableName, DeletionProtectionEnabled });
  if (WarmThroughput !== undefined) await ask('UpdateTable', { TableName, WarmThroughput });
  if (PointInTimeRecoverySpecification !== undefined)
    await ask('UpdateContinuousBackups', { TableName, PointInTimeRecoverySpecification });
  const TimeToLiveSpecification = properties.TimeToLiveSpecification as JsonObject | undefined;
  if (TimeToLiveSpecification !== undefined)
    await ask('UpdateTimeToLive', { TableName, TimeToLiveSpecification });
  const Tags = properties.Tags as JsonObject[] | undefined;
  const { output } = await backend.call('DescribeTable', { TableName });
  const ResourceArn = isObject(output.Table) ? output.Table.TableArn : undefined;
  if (Tags !== undefined && Tags.length > 0) await ask('TagResource', { ResourceArn, Tags });
}

async function createTable(backend: DynamoDbBackend, properties: Properties): Promise<void> {
  const name = named(properties, 'TableName');
  const wanted = pick(properties, TABLE_PROPERTIES);
  const indexes = properties.GlobalSecondaryIndexes as Properties[] | undefined;
  if (indexes !== undefined && indexes.length > 0)
    wanted.GlobalSecondaryIndexes = indexes.map((index) => pick(index, INDEX_PROPERTIES));
  const { output } = await backend.call('DescribeTable', { TableName: name });
  if (isObject(output.Table)) {
    await backend.activate(name);
    const isFit = keyText(output.Table) === keyText(wanted);
    // A table that is being restored or deleted is let alone.
    if (isFit && (await statusOf(backend, name)) === 'ACTIVE') await applySettings(backend, properties);
    if (isFit) return;
    throw new Error(
      `table ${name} has the key ${keyText(output.Table)}, the template wants ${keyText(wanted)}. A key cannot be changed in place: AWS would replace the table and lose its items. Start with --fresh, or give the new table another name.`,
    );
  }
  const created = await backend.call('CreateTable', wanted);
  if (created.status !== 200) throw new Error(`table ${name} was refused: ${JSON.stringify(created.output)}`);
  for (let attempt = 0; attempt < 500; attempt += 1) {
    if ((await statusOf(backend, name)) === 'ACTIVE') return applySettings(backend, properties);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error(`table ${name} did not become ACTIVE within a second`);
}

/** CloudFormation's name of an attribute is the API's, but its values are numbers, booleans and objects. */
const QUEUE_ATTRIBUTES = [
  'VisibilityTimeout',
  'MessageRetentionPeriod',
  'MaximumMessageSize',
  'DelaySeconds',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'SqsManagedSseEnabled',
  'FifoQueue',
  'ContentBasedDeduplication',
];

function createQueue(
  { sqs }: Fauxqs,
  properties: Properties,
  arnPrefix: string,
  queueUrl: (name: string) => string,
): void {
  const name = named(properties, 'QueueName');
  const attributes: Record<string, string> = {};
  for (const attribute of QUEUE_ATTRIBUTES) {
    const value = properties[attribute];
    if (value === undefined) continue;
    attributes[attribute] = typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  const existing = sqs.getQueueByName(name);
  if (existing === undefined) {
    sqs.createQueue(name, queueUrl(name), `${arnPrefix}${name}`, attributes);
    return;
  }
  if ((existing.attributes.FifoQueue ?? 'false') !== (attributes.FifoQueue ?? 'false'))
    throw new Error(`queue ${name}: FifoQueue cannot be changed in place; start with --fresh or rename it`);
  existing.setAttributes({ RedrivePolicy: '', ...attributes });
}

function createSecret(secrets: SecretStore, arn: string, properties: Properties): void {
  const name = named(properties, 'Name');
  const { Description, KmsKeyId, SecretString, GenerateSecretString } = properties;
  if ((SecretString === undefined) === (GenerateSecretString === undefined))
    throw new Error(`secret ${name}: give either SecretString or GenerateSecretString`);
  const described = {
    ...(Description === undefined ? {} : { description: String(Description) }),
    ...(KmsKeyId === undefined ? {} : { kmsKeyId: String(KmsKeyId) }),
  };
  const existing = secrets.find(name);
  if (existing !== undefined) {
    secrets.describe(existing, described);
    return;
  }
  const value =
    SecretString === undefined
      ? generateSecret(GenerateSecretString as GenerateSecretString)
      : String(SecretString);
  secrets.create({ arn, name, ...described }, value);
}

export function createProvisioner(options: {
  backend: DynamoDbBackend;
  fauxqs: Fauxqs;
  secrets: SecretStore;
  queueArnPrefix: string;
  queueUrl: (name: string) => string;
  fauxqsOf: (region: string) => Fauxqs;
}): Provisioner {
  const { backend, fauxqs, secrets, queueArnPrefix, queueUrl, fauxqsOf } = options;
  return {
    createTable: (properties) => createTable(backend, properties),
    createQueue: async (properties) => createQueue(fauxqs, properties, queueArnPrefix, queueUrl),
    createBucket: async (properties, region = '') =>
      fauxqsOf(region).createBucket(named(properties, 'BucketName'), properties),
    createSecret: async (arn, properties) => createSecret(secrets, arn, properties),
  };
}
