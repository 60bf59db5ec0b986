import { expect, test } from 'vitest';
import { dynamoDbAccesses } from '../../../twin/aws/dynamodb/actions.ts';
import { impliedKmsAccesses } from '../../../twin/aws/iam/kms-implied.ts';
import type { Access } from '../../../twin/aws/iam/policy-evaluation.ts';
import { s3Call } from '../../../twin/aws/s3/actions.ts';
import { sqsAccesses } from '../../../twin/aws/sqs/actions.ts';
import type { JsonObject } from '../../../twin/aws/wire.ts';

const short = (accesses: readonly Access[] | undefined) =>
  accesses?.map(({ action, resource }) => `${action} ${resource}`);

const dynamoDbCases: [string, JsonObject, string[] | undefined][] = [
  ['PutItem', { TableName: 'A' }, ['dynamodb:PutItem p:table/A']],
  ['PutItem', { TableName: 'arn:aws:dynamodb:r:1:table/A' }, ['dynamodb:PutItem p:table/A']],
  ['Query', { TableName: 'A', IndexName: 'by-day' }, ['dynamodb:Query p:table/A/index/by-day']],
  [
    'BatchWriteItem',
    { RequestItems: { A: [], B: [] } },
    ['dynamodb:BatchWriteItem p:table/A', 'dynamodb:BatchWriteItem p:table/B'],
  ],
  [
    'TransactWriteItems',
    { TransactItems: [{ Put: { TableName: 'A' } }, { ConditionCheck: { TableName: 'B' } }] },
    ['dynamodb:PutItem p:table/A', 'dynamodb:ConditionCheckItem p:table/B'],
  ],
  ['ListTables', {}, ['dynamodb:ListTables *']],
  ['ExecuteStatement', { Statement: 'SELECT' }, undefined],
];

test.each(dynamoDbCases)('DynamoDB %s %j', (operation, input, expected) => {
  expect(short(dynamoDbAccesses(operation, input, 'p:', []))).toEqual(expected);
});

const sqsCases: [string, JsonObject, string[] | undefined][] = [
  ['SendMessageBatch', { QueueUrl: 'http://any/1/q' }, ['sqs:SendMessage p:q']],
  ['DeleteMessageBatch', { QueueUrl: 'http://any/1/q' }, ['sqs:DeleteMessage p:q']],
  ['GetQueueUrl', { QueueName: 'q' }, ['sqs:GetQueueUrl p:q']],
  ['SendMessage', {}, []],
  ['Sell', { QueueUrl: 'http://any/1/q' }, undefined],
];

test.each(sqsCases)('SQS %s %j', (operation, input, expected) => {
  expect(short(sqsAccesses(operation, input, 'p:'))).toEqual(expected);
});

const s3Cases: [string, string, Record<string, string>, string | undefined, string[] | undefined][] = [
  ['GET', '/b/k%20ế', {}, 'GetObject', ['s3:GetObject arn:aws:s3:::b/k ế']],
  ['GET', '/k?x-id=GetObject', { host: 'b.localhost:9' }, 'GetObject', ['s3:GetObject arn:aws:s3:::b/k']],
  ['GET', '/', { host: 'b.s3.localhost:9' }, 'ListObjects', ['s3:ListBucket arn:aws:s3:::b']],
  ['GET', '/b/?list-type=2&prefix=a', {}, 'ListObjectsV2', ['s3:ListBucket arn:aws:s3:::b']],
  ['GET', '/', {}, 'ListBuckets', ['s3:ListAllMyBuckets *']],
  ['HEAD', '/b/k', {}, 'HeadObject', ['s3:GetObject arn:aws:s3:::b/k']],
  ['GET', '/b/k?versionId=1', {}, 'GetObject', ['s3:GetObjectVersion arn:aws:s3:::b/k']],
  ['PUT', '/b/k?partNumber=1&uploadId=u', {}, 'UploadPart', ['s3:PutObject arn:aws:s3:::b/k']],
  [
    'PUT',
    '/b/k',
    { 'x-amz-tagging': 'a=b' },
    'PutObject',
    ['s3:PutObject arn:aws:s3:::b/k', 's3:PutObjectTagging arn:aws:s3:::b/k'],
  ],
  [
    'PUT',
    '/b/k',
    { 'x-amz-copy-source': '/from/a%2Fb' },
    'CopyObject',
    ['s3:PutObject arn:aws:s3:::b/k', 's3:GetObject arn:aws:s3:::from/a/b'],
  ],
  [
    'POST',
    '/b?delete',
    {},
    'DeleteObjects',
    ['s3:DeleteObject arn:aws:s3:::b/x&y', 's3:DeleteObject arn:aws:s3:::b/z'],
  ],
  ['DELETE', '/b/k?uploadId=u', {}, 'AbortMultipartUpload', ['s3:AbortMultipartUpload arn:aws:s3:::b/k']],
  ['PATCH', '/b/k', {}, undefined, undefined],
];

test.each(s3Cases)('S3 %s %s %j', (method, url, headers, operation, expected) => {
  const [path = '', query] = url.split('?');
  const body = Buffer.from(
    '<Delete><Object><Key>x&amp;y</Key></Object><Object><Key>z</Key></Object></Delete>',
  );
  const call = s3Call({ method, path, query: new URLSearchParams(query), headers, body });
  expect(call?.operation).toBe(operation);
  expect(short(call?.accesses)).toEqual(expected);
});

test('KMS calls made in the caller’s name say through which service and for which resource', () => {
  const key = 'arn:aws:kms:ap-southeast-1:1:key/k';
  const [access] = impliedKmsAccesses('sqs', 'ReceiveMessage', 'arn:aws:sqs:ap-southeast-1:1:q', key);
  expect(access).toEqual({
    action: 'kms:Decrypt',
    resource: key,
    context: {
      'kms:viaservice': ['sqs.ap-southeast-1.amazonaws.com'],
      'kms:calleraccount': ['1'],
      'aws:viaawsservice': ['true'],
      'kms:encryptioncontext:aws:sqs:arn': ['arn:aws:sqs:ap-southeast-1:1:q'],
    },
  });
  expect(impliedKmsAccesses('sqs', 'DeleteMessage', 'arn:aws:sqs:ap-southeast-1:1:q', key)).toEqual([]);
});
