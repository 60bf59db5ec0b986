import { GetItemCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  KmsAccessDenied,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAwsEndpoint } from '../../../../twin/aws/endpoint.ts';
import { arn, type Fixture, operator, role, startFixture, temporaryDirectory } from '../fixture.ts';

const send = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: [arn.queue, arn.secret] } as const;
const principals = [
  operator,
  role('NOTHING', []),
  role('SENDER', [send]),
  role('KMSSENDER', [
    send,
    { Effect: 'Allow', Action: ['kms:GenerateDataKey*', 'kms:Decrypt'], Resource: arn.key },
  ]),
  role('VIASQS', [
    send,
    { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: arn.table },
    {
      Effect: 'Allow',
      Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
      Resource: arn.key,
      Condition: {
        StringEquals: {
          'kms:ViaService': 'sqs.ap-southeast-1.amazonaws.com',
          'kms:CallerAccount': '123456789012',
        },
        Bool: { 'aws:ViaAWSService': 'true' },
      },
    },
  ]),
  role('READER', [
    { Effect: 'Allow', Action: 's3:GetObject', Resource: `${arn.bucket}/*` },
    { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: arn.table },
  ]),
];

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture({
    principals,
    resourcePolicies: {
      [arn.key]: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::123456789012:root' },
          Action: 'kms:*',
          Resource: '*',
        },
      ],
      [arn.bucket]: [
        {
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 's3:PutObject',
          Resource: `${arn.bucket}/closed/*`,
        },
      ],
    },
    tables: [{ arn: arn.table, kmsKeyArn: arn.key }],
  });
});
afterAll(() => fixture.stop());

const item = { pk: { S: '1' }, sk: { S: '1' } };

test('a table call that the role does not allow is refused in DynamoDB’s words', async () => {
  const put = fixture.dynamoDb('NOTHING').send(new PutItemCommand({ TableName: 'Ledger', Item: item }));
  await expect(put).rejects.toMatchObject({
    name: 'AccessDeniedException',
    $metadata: { httpStatusCode: 400 },
    message: `User: arn:aws:sts::123456789012:assumed-role/nothing-role/nothing is not authorized to perform: dynamodb:PutItem on resource: ${arn.table} because no identity-based policy allows the dynamodb:PutItem action`,
  });
  expect(fixture.denials.at(-1)).toMatchObject({
    principal: 'nothing',
    action: 'dynamodb:PutItem',
    grant: `allow role nothing-role dynamodb:PutItem on ${arn.table}`,
  });
  expect(fixture.endpoint.counts().calls).toContainEqual(
    expect.objectContaining({ principal: 'nothing', operation: 'PutItem', calls: 1, refused: 1, failed: 0 }),
  );
});

test('a table with a customer managed key needs kms:Decrypt of each reader', async () => {
  const get = fixture.dynamoDb('READER').send(new GetItemCommand({ TableName: 'Ledger', Key: item }));
  await expect(get).rejects.toThrow(
    `is not authorized to perform: kms:Decrypt on resource: ${arn.key} because no identity-based policy allows the kms:Decrypt action`,
  );
});

test('an action that knows no resource asks for *', async () => {
  await expect(fixture.dynamoDb('READER').send(new ListTablesCommand({}))).rejects.toThrow(
    'dynamodb:ListTables on resource: *',
  );
});

test('a batch of messages needs the action of one', async () => {
  const batch = (queue: string) =>
    new SendMessageBatchCommand({
      QueueUrl: fixture.endpoint.queueUrl(queue),
      Entries: [{ Id: '1', MessageBody: 'x' }],
    });
  await fixture.sqs('SENDER').send(batch('submissions'));
  await expect(fixture.sqs('SENDER').send(batch('dead'))).rejects.toMatchObject({
    name: expect.stringMatching(/^AccessDenied/),
    message: expect.stringContaining(`sqs:sendmessage on resource: ${arn.dead}`),
    $metadata: { httpStatusCode: 403 },
  });
  const receive = new ReceiveMessageCommand({ QueueUrl: fixture.endpoint.queueUrl('submissions') });
  await expect(fixture.sqs('SENDER').send(receive)).rejects.toThrow('sqs:receivemessage');
});

test('a grant on the key through one service is none through another', async () => {
  const message = new SendMessageCommand({ QueueUrl: fixture.endpoint.queueUrl('secret'), MessageBody: 'x' });
  await fixture.sqs('VIASQS').send(message);
  const get = fixture.dynamoDb('VIASQS').send(new GetItemCommand({ TableName: 'Ledger', Key: item }));
  await expect(get).rejects.toThrow(`kms:Decrypt on resource: ${arn.key}`);
});

test('sending to an encrypted queue without a grant on its key is refused, and with it allowed', async () => {
  const message = new SendMessageCommand({ QueueUrl: fixture.endpoint.queueUrl('secret'), MessageBody: 'x' });
  const refused = fixture.sqs('SENDER').send(message);
  await expect(refused).rejects.toThrow(KmsAccessDenied);
  await expect(refused).rejects.toThrow(`kms:GenerateDataKey on resource: ${arn.key}`);
  await fixture.sqs('KMSSENDER').send(message);
});

test('S3 refuses in XML, and a deny in the bucket’s policy wins over everything', async () => {
  const put = (Key: string) => new PutObjectCommand({ Bucket: 'journal', Key, Body: 'x' });
  await expect(fixture.s3('READER').send(put('open/1'))).rejects.toMatchObject({
    name: 'AccessDenied',
    message: expect.stringContaining(`s3:PutObject on resource: "${arn.bucket}/open/1"`),
  });
  await fixture.s3().send(put('open/1'));
  await expect(fixture.s3().send(put('closed/1'))).rejects.toThrow(
    'with an explicit deny in a resource-based policy',
  );
});

test('a missing key is AccessDenied to who may not list the bucket, and NoSuchKey to who may', async () => {
  const get = new GetObjectCommand({ Bucket: 'journal', Key: 'missing' });
  await expect(fixture.s3('READER').send(get)).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(fixture.s3().send(get)).rejects.toMatchObject({ name: 'NoSuchKey' });
  const head = new HeadObjectCommand({ Bucket: 'journal', Key: 'missing' });
  await expect(fixture.s3('READER').send(head)).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
});

test('an unknown access key id is refused by each service in its own form', async () => {
  const get = new GetItemCommand({ TableName: 'Ledger', Key: item });
  await expect(fixture.dynamoDb('NOBODY').send(get)).rejects.toMatchObject({
    name: 'UnrecognizedClientException',
  });
  const object = new GetObjectCommand({ Bucket: 'journal', Key: 'x' });
  await expect(fixture.s3('NOBODY').send(object)).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
  const receive = new ReceiveMessageCommand({ QueueUrl: fixture.endpoint.queueUrl('dead') });
  await expect(fixture.sqs('NOBODY').send(receive)).rejects.toThrow('security token');
  expect((await fetch(`${fixture.endpoint.url}/journal/x`)).status).toBe(403);
});

test('a resource encrypted with a key whose policy is unknown stops the start', async () => {
  const directory = temporaryDirectory();
  const start = startAwsEndpoint({
    stateDirectory: directory.path,
    region: 'ap-southeast-1',
    accountId: '123456789012',
    principals,
    resourcePolicies: {},
    tables: [{ arn: arn.table, kmsKeyArn: arn.key }],
    queues: [],
    buckets: [],
    secrets: [],
    random: () => 0,
    onDenied: () => {},
  });
  await expect(start).rejects.toThrow(`${arn.table} is encrypted with ${arn.key}`);
  directory.remove();
});

test('a service that the twin has not is named', async () => {
  const answer = await fetch(fixture.endpoint.url, {
    method: 'POST',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=OPERATOR/20260101/ap-southeast-1/sns/aws4_request, Signature=0',
    },
  });
  expect(await answer.text()).toContain('The twin has no service \\"sns\\"');
});
