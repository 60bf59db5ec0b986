import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startAwsEndpoint } from '../../../twin/aws/endpoint.ts';
import type { AwsEndpointOptions } from '../../../twin/aws/endpoint-options.ts';
import type { Denial, Principal } from '../../../twin/aws/iam/authorization.ts';
import type { PolicyStatement } from '../../../twin/aws/iam/policy-statement.ts';

export const region = 'ap-southeast-1';
export const accountId = '123456789012';
export const arn = {
  table: `arn:aws:dynamodb:${region}:${accountId}:table/Ledger`,
  queue: `arn:aws:sqs:${region}:${accountId}:submissions`,
  dead: `arn:aws:sqs:${region}:${accountId}:dead`,
  secret: `arn:aws:sqs:${region}:${accountId}:secret`,
  bucket: 'arn:aws:s3:::journal',
  seed: `arn:aws:secretsmanager:${region}:${accountId}:secret:seed-a1b2c3`,
  key: `arn:aws:kms:${region}:${accountId}:key/1`,
};

/** Checked of presigned URLs only. */
const SECRET = 'of everybody';

/** Of stores that are opened without an endpoint. */
export const quietPlace = {
  region,
  now: Date.now,
  notifications: { seconds: () => 0, twice: () => false },
  onError: (error: unknown) => {
    throw error;
  },
};

export const operator = role('OPERATOR', [{ Effect: 'Allow', Action: '*', Resource: '*' }]);

export function role(accessKeyId: string, statements: PolicyStatement[]): Principal {
  const sessionName = accessKeyId.toLowerCase();
  return {
    accessKeyId,
    roleArn: `arn:aws:iam::${accountId}:role/${sessionName}-role`,
    sessionName,
    statements,
    secretAccessKey: SECRET,
  };
}

/** The key policy that CDK writes: everything to the account, that is, delegated to IAM. */
const delegatingKeyPolicy: PolicyStatement[] = [
  { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: 'kms:*', Resource: '*' },
];

export const ledgerTable = {
  TableName: 'Ledger',
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
  BillingMode: 'PAY_PER_REQUEST',
};

export function temporaryDirectory(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'twin-aws-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** An endpoint with one table, three queues, one bucket and one secret, and clients for any access key id. */
export async function startFixture(overrides: Partial<AwsEndpointOptions> = {}) {
  const directory =
    overrides.stateDirectory === undefined
      ? temporaryDirectory()
      : { path: overrides.stateDirectory, remove: () => {} };
  const denials: Denial[] = [];
  const errors: unknown[] = [];
  const endpoint = await startAwsEndpoint({
    stateDirectory: directory.path,
    region,
    accountId,
    principals: [operator],
    resourcePolicies: { [arn.key]: delegatingKeyPolicy },
    tables: [{ arn: arn.table }],
    queues: [{ arn: arn.queue }, { arn: arn.dead }, { arn: arn.secret, kmsKeyArn: arn.key }],
    buckets: [{ arn: arn.bucket }],
    secrets: [{ arn: arn.seed, kmsKeyArn: arn.key }],
    random: () => 0.5,
    onDenied: (denial) => denials.push(denial),
    onError: (error) => errors.push(error),
    ...overrides,
  });
  await endpoint.createTable(ledgerTable);
  await endpoint.createQueue({ QueueName: 'dead', MessageRetentionPeriod: 1209600 });
  await endpoint.createQueue({
    QueueName: 'submissions',
    VisibilityTimeout: 30,
    RedrivePolicy: { deadLetterTargetArn: arn.dead, maxReceiveCount: 2 },
  });
  await endpoint.createQueue({ QueueName: 'secret' });
  await endpoint.createBucket({ BucketName: 'journal', VersioningConfiguration: { Status: 'Enabled' } });
  await endpoint.createSecret(arn.seed, {
    Name: 'seed',
    KmsKeyId: arn.key,
    GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
  });
  const settings = (accessKeyId: string) => ({
    endpoint: endpoint.url,
    region,
    credentials: { accessKeyId, secretAccessKey: SECRET },
    maxAttempts: 1,
  });
  return {
    endpoint,
    denials,
    errors,
    dynamoDb: (accessKeyId = 'OPERATOR') => new DynamoDBClient(settings(accessKeyId)),
    sqs: (accessKeyId = 'OPERATOR') => new SQSClient(settings(accessKeyId)),
    s3: (accessKeyId = 'OPERATOR') => new S3Client({ ...settings(accessKeyId), forcePathStyle: true }),
    secrets: (accessKeyId = 'OPERATOR') => new SecretsManagerClient(settings(accessKeyId)),
    stop: async () => {
      await endpoint.close();
      directory.remove();
    },
  };
}
export type Fixture = Awaited<ReturnType<typeof startFixture>>;
