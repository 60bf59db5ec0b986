import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { accountId, arn, ledgerTable, region, startFixture, temporaryDirectory } from './fixture.ts';

function clients(endpoint: string) {
  const credentials = { accessKeyId: 'OPERATOR', secretAccessKey: 'x' };
  const settings = { endpoint, region, credentials, maxAttempts: 1 };
  return {
    dynamoDb: new DynamoDBClient(settings),
    sqs: new SQSClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    secrets: new SecretsManagerClient(settings),
    queue: `${endpoint}/${accountId}/dead`,
  };
}

const Item = { pk: { S: 'kept' }, sk: { S: '1' } };
const object = { Bucket: 'journal', Key: 'kept' };

async function write(url: string): Promise<void> {
  const { dynamoDb, sqs, s3, secrets, queue } = clients(url);
  await dynamoDb.send(new PutItemCommand({ TableName: 'Ledger', Item }));
  await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: 'kept' }));
  await s3.send(new PutObjectCommand({ ...object, Body: 'kept' }));
  await secrets.send(new PutSecretValueCommand({ SecretId: 'seed', SecretString: 'kept' }));
}

async function read(url: string): Promise<unknown[]> {
  const { dynamoDb, sqs, s3, secrets, queue } = clients(url);
  const item = await dynamoDb.send(new GetItemCommand({ TableName: 'Ledger', Key: Item }));
  const received = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queue, VisibilityTimeout: 0 }));
  const body = (await s3.send(new GetObjectCommand(object))).Body;
  const secret = await secrets.send(new GetSecretValueCommand({ SecretId: 'seed' }));
  return [
    item.Item,
    received.Messages?.map((message) => message.Body),
    await body?.transformToString(),
    secret.SecretString,
  ];
}
const kept = [Item, ['kept'], 'kept', 'kept'];

test('items, messages, objects and secrets survive a restart, and provisioning again changes nothing', async () => {
  const { path, remove } = temporaryDirectory();
  const first = await startFixture({ stateDirectory: path });
  await write(first.endpoint.url);
  await first.endpoint.close();
  const second = await startFixture({ stateDirectory: path });
  expect(await read(second.endpoint.url)).toEqual(kept);
  await second.endpoint.close();
  remove();
});

test('they survive kill -9 right after the answer', { timeout: 60_000 }, async () => {
  const { path, remove } = temporaryDirectory();
  const script = join(import.meta.dirname, 'dynamodb/serve-until-killed.ts');
  const start = async (): Promise<[ChildProcess, string]> => {
    const child = fork(script, [path]);
    const [url] = await once(child, 'message');
    return [child, url];
  };
  const kill = async (child: ChildProcess) => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  for (let round = 0; round < 3; round += 1) {
    const [child, url] = await start();
    if (round === 0) await write(url);
    expect(await read(url)).toEqual(kept);
    await kill(child);
  }
  remove();
});

test('a table whose key has changed is refused with both keys', async () => {
  const fixture = await startFixture();
  const changed = {
    ...ledgerTable,
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'N' }],
  };
  await expect(fixture.endpoint.createTable(changed)).rejects.toThrow(
    'table Ledger has the key pk:S (HASH), sk:S (RANGE), the template wants pk:N (HASH)',
  );
  await expect(fixture.endpoint.createTable({ ...ledgerTable, TableName: undefined })).rejects.toThrow(
    'needs a physical name',
  );
  await fixture.stop();
});

test('a queue has the attributes of the template, and takes changed ones', async () => {
  const fixture = await startFixture();
  const attributes = async () =>
    (
      await fixture.sqs().send(
        new GetQueueAttributesCommand({
          QueueUrl: fixture.endpoint.queueUrl('submissions'),
          AttributeNames: ['All'],
        }),
      )
    ).Attributes;
  expect(await attributes()).toMatchObject({
    QueueArn: arn.queue,
    VisibilityTimeout: '30',
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn.dead, maxReceiveCount: 2 }),
  });
  await fixture.endpoint.createQueue({ QueueName: 'submissions', VisibilityTimeout: '60' });
  const changed = await attributes();
  expect(changed?.VisibilityTimeout).toBe('60');
  expect(changed?.RedrivePolicy).toBeUndefined();
  await fixture.stop();
});

test('a second endpoint on the same directory does not start', async () => {
  const { path, remove } = temporaryDirectory();
  const first = await startFixture({ stateDirectory: path });
  await expect(startFixture({ stateDirectory: path })).rejects.toThrow('does another twin run on');
  await first.endpoint.close();
  remove();
});
