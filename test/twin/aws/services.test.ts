import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ResourceNotFoundException,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arn, type Fixture, startFixture } from './fixture.ts';
import { presign } from './s3/presign.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(async () => {
  expect(fixture.errors).toEqual([]);
  await fixture.stop();
});

describe('DynamoDB through the SDK', () => {
  const item = (sk: string) => ({
    pk: { S: 'H26.dvc' },
    sk: { S: sk },
    body: { B: new Uint8Array([1, 2, 3]) },
  });

  test('a conditional put succeeds once, and fails the second time', async () => {
    const client = fixture.dynamoDb();
    const put = () =>
      client.send(
        new PutItemCommand({
          TableName: 'Ledger',
          Item: item('1'),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    expect((await put()).ConsumedCapacity).toBeUndefined();
    await expect(put()).rejects.toThrow(ConditionalCheckFailedException);
  });

  test('what was put is got, queried and batched, binary included', async () => {
    const client = fixture.dynamoDb();
    const PutRequest = { Item: item('2') };
    await client.send(new BatchWriteItemCommand({ RequestItems: { Ledger: [{ PutRequest }] } }));
    const Key = { pk: { S: 'H26.dvc' }, sk: { S: '2' } };
    const got = await client.send(new GetItemCommand({ TableName: 'Ledger', Key }));
    expect(got.Item).toEqual(item('2'));
    const batch = await client.send(new BatchGetItemCommand({ RequestItems: { Ledger: { Keys: [Key] } } }));
    expect(batch.Responses?.Ledger).toEqual([item('2')]);
    const query = new QueryCommand({
      TableName: 'Ledger',
      KeyConditionExpression: '#p = :p AND sk >= :s',
      ExpressionAttributeNames: { '#p': 'pk' },
      ExpressionAttributeValues: { ':p': { S: 'H26.dvc' }, ':s': { S: '2' } },
    });
    expect((await client.send(query)).Items).toEqual([item('2')]);
  });

  test('an update answers with what was asked only', async () => {
    const update = (ReturnValues?: 'ALL_OLD') =>
      fixture.dynamoDb().send(
        new UpdateItemCommand({
          TableName: 'Ledger',
          Key: { pk: { S: 'u' }, sk: { S: '1' } },
          UpdateExpression: 'SET v = :v',
          ExpressionAttributeValues: { ':v': { N: '1' } },
          ReturnValues,
        }),
      );
    expect((await update()).Attributes).toBeUndefined();
    expect((await update('ALL_OLD')).Attributes?.v).toEqual({ N: '1' });
  });

  test('a table is described with its own ARN, and a missing one is not found', async () => {
    const client = fixture.dynamoDb();
    const described = await client.send(new DescribeTableCommand({ TableName: 'Ledger' }));
    expect(described.Table?.TableArn).toBe(arn.table);
    const missing = client.send(new GetItemCommand({ TableName: 'Nowhere', Key: { pk: { S: '1' } } }));
    await expect(missing).rejects.toThrow(ResourceNotFoundException);
  });
});

describe('SQS through the SDK', () => {
  test('a message is sent, received with its attributes, and deleted, by the URL that the queue has here', async () => {
    const client = fixture.sqs();
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: 'submissions' }));
    expect(QueueUrl).toBe(`${fixture.endpoint.url}/123456789012/submissions`);
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'report' } };
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'Tiếng Việt', MessageAttributes }));
    const received = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
        MessageAttributeNames: ['All'],
      }),
    );
    const [message] = received.Messages ?? [];
    expect(message).toMatchObject({
      Body: 'Tiếng Việt',
      Attributes: { ApproximateReceiveCount: '1' },
      MessageAttributes,
    });
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: ['QueueArn', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    expect(Attributes).toEqual({ QueueArn: arn.queue, ApproximateNumberOfMessagesNotVisible: '0' });
  });

  test('a message made visible again comes again, and goes to the dead-letter queue after its receives', async () => {
    const client = fixture.sqs();
    const QueueUrl = fixture.endpoint.queueUrl('submissions');
    await client.send(
      new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: '1', MessageBody: 'poison' }] }),
    );
    for (let receive = 0; receive < 2; receive += 1) {
      const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl }));
      const ReceiptHandle = Messages?.[0]?.ReceiptHandle;
      await client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
      );
    }
    expect((await client.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
    const dead = new ReceiveMessageCommand({ QueueUrl: fixture.endpoint.queueUrl('dead') });
    expect((await client.send(dead)).Messages?.[0]?.Body).toBe('poison');
  });

  test('a message of 900 kB passes, and an unknown queue does not exist', async () => {
    const client = fixture.sqs();
    const QueueUrl = fixture.endpoint.queueUrl('secret');
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x'.repeat(900_000) }));
    const nowhere = new SendMessageCommand({
      QueueUrl: fixture.endpoint.queueUrl('nowhere'),
      MessageBody: 'x',
    });
    await expect(client.send(nowhere)).rejects.toThrow(QueueDoesNotExist);
  });
});

describe('S3 through the SDK', () => {
  const Bucket = 'journal';

  test('an object is put once, got, headed, copied, listed and deleted', async () => {
    const client = fixture.s3();
    const Key = 'a/tháng 1+2.json';
    const put = () => client.send(new PutObjectCommand({ Bucket, Key, Body: '{"a":1}', IfNoneMatch: '*' }));
    await put();
    await expect(put()).rejects.toMatchObject({ name: 'PreconditionFailed' });
    const got = await client.send(new GetObjectCommand({ Bucket, Key }));
    expect(await got.Body?.transformToString()).toBe('{"a":1}');
    const { ContentLength } = await client.send(new HeadObjectCommand({ Bucket, Key }));
    expect(ContentLength).toBe(7);
    await client.send(
      new CopyObjectCommand({ Bucket, Key: 'b/copy', CopySource: `${Bucket}/${encodeURIComponent(Key)}` }),
    );
    const listed = await client.send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }));
    expect(listed.CommonPrefixes).toEqual([{ Prefix: 'a/' }, { Prefix: 'b/' }]);
    await client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key }, { Key: 'b/copy' }] } }),
    );
    expect((await client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
  });

  test('a listing in pages loses no key, whatever its punctuation', async () => {
    const client = fixture.s3();
    const keys = ['p-1', 'p/1', 'p.1', 'pA', 'pa', 'p_1', 'p1'].map((key) => `page/${key}`);
    for (const Key of keys) await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    const found: (string | undefined)[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({ Bucket, Prefix: 'page/', MaxKeys: 2, ContinuationToken }),
      );
      found.push(...(page.Contents ?? []).map((object) => object.Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(found).toEqual([...keys].sort());
  });

  test('a multipart upload of 16 MB is put together, and another aborted', async () => {
    const client = fixture.s3();
    const Key = 'large';
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const Parts = [];
    for (const PartNumber of [1, 2]) {
      const Body = Buffer.alloc(8 * 1024 * 1024, PartNumber);
      const { ETag } = await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
      Parts.push({ ETag, PartNumber });
    }
    await client.send(
      new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
    );
    const got = await client.send(new GetObjectCommand({ Bucket, Key, Range: 'bytes=8388607-8388608' }));
    expect(await got.Body?.transformToByteArray()).toEqual(new Uint8Array([1, 2]));
    const other = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'other' }));
    await client.send(new AbortMultipartUploadCommand({ Bucket, Key: 'other', UploadId: other.UploadId }));
  });

  test('what the emulator has not is refused by name', async () => {
    const tagging = fixture.s3().send(new GetObjectTaggingCommand({ Bucket, Key: 'large' }));
    await expect(tagging).rejects.toThrow('have no GetObjectTagging');
  });

  test('a path that is no UTF-8 is the caller’s fault', async () => {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=OPERATOR/20260101/ap-southeast-1/s3/aws4_request, Signature=0';
    const answer = await fetch(`${fixture.endpoint.url}/journal/%FF`, { headers: { authorization } });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('InvalidURI')]);
  });

  const presigned = (accessKeyId: string, at: Date, method = 'GET') =>
    presign(fixture, { method, path: '/journal/upload.csv', accessKeyId, at });

  test('a presigned URL puts 12 MB as the one who signed it, until it expires', async () => {
    const body = Buffer.alloc(12 * 1024 * 1024, 'x');
    const put = await fetch(await presigned('OPERATOR', new Date(), 'PUT'), { method: 'PUT', body });
    expect(put.status).toBe(200);
    const got = await fetch(await presigned('OPERATOR', new Date()));
    expect((await got.arrayBuffer()).byteLength).toBe(body.length);
    const late = await fetch(await presigned('OPERATOR', new Date(Date.now() - 61_000)));
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
    expect((await fetch(await presigned('NOBODY', new Date()))).status).toBe(403);
  });
});
