/** What a bucket tells a queue: late, in no order, now and then twice, and all of it after a kill. */
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, test } from 'vitest';
import type { NotificationOptions } from '../../../../twin/aws/s3/notifications.ts';
import { arn, type Fixture, region, startFixture, temporaryDirectory } from '../fixture.ts';

const Bucket = 'told';
const configuration = (prefix = 'uploads/') => ({
  BucketName: Bucket,
  VersioningConfiguration: { Status: 'Enabled' },
  NotificationConfiguration: {
    QueueConfigurations: [
      {
        Event: 's3:ObjectCreated:*',
        Queue: arn.queue,
        Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: prefix }] } },
      },
    ],
  },
});

const running: Fixture[] = [];
afterEach(async () => {
  for (const fixture of running.splice(0)) await fixture.stop();
});
const atOnce: NotificationOptions = { seconds: () => 0, twice: () => false };
async function start(notifications = atOnce, stateDirectory?: string) {
  const fixture = await startFixture({ notifications, ...(stateDirectory && { stateDirectory }) });
  running.push(fixture);
  await fixture.endpoint.createBucket(configuration());
  return fixture;
}

type Told = {
  readonly Event?: string;
  readonly Records?: readonly {
    readonly eventName: string;
    readonly s3: { readonly object: Readonly<Record<string, unknown>> };
  }[];
};
/** Takes as many messages as there are within the time. */
async function told(fixture: Fixture, WaitTimeSeconds = 1): Promise<Told[]> {
  const all: Told[] = [];
  for (;;) {
    const QueueUrl = fixture.endpoint.queueUrl('submissions');
    const { Messages = [] } = await fixture
      .sqs()
      .send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds }));
    if (Messages.length === 0) return all;
    for (const { Body = '', ReceiptHandle } of Messages) {
      all.push(JSON.parse(Body) as Told);
      await fixture.sqs().send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}
const objectsIn = (messages: readonly Told[]) =>
  messages.flatMap(({ Records = [] }) => Records.map(({ s3 }) => s3.object));
const put = (fixture: Fixture, Key: string, Body = 'x') =>
  fixture.s3().send(new PutObjectCommand({ Bucket, Key, Body }));

test('the first message is of no object: S3 tries the queue when it is configured, and when that changes', async () => {
  const fixture = await start();
  expect(await told(fixture)).toMatchObject([{ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket }]);
  await fixture.endpoint.createBucket(configuration());
  expect(await told(fixture)).toEqual([]);
  await fixture.endpoint.createBucket(configuration('other/'));
  expect(await told(fixture)).toMatchObject([{ Event: 's3:TestEvent' }]);
});

describe('an object that was made', () => {
  test('is told by its key as in a form, its version, size and tag', async () => {
    const fixture = await start();
    const { VersionId, ETag } = await put(fixture, 'uploads/tháng 1+2.csv', 'abc');
    const [, message] = await told(fixture);
    expect(message).toMatchObject({
      Records: [
        {
          eventVersion: '2.1',
          eventSource: 'aws:s3',
          awsRegion: region,
          eventName: 'ObjectCreated:Put',
          s3: {
            configurationId: expect.any(String),
            bucket: { name: Bucket, arn: `arn:aws:s3:::${Bucket}` },
            object: {
              key: 'uploads/th%C3%A1ng+1%2B2.csv',
              size: 3,
              eTag: ETag?.replaceAll('"', ''),
              versionId: VersionId,
              sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
            },
          },
        },
      ],
    });
  });

  test('of parts is told when it is put together, and parts are not', async () => {
    const fixture = await start();
    await told(fixture);
    const object = { Bucket, Key: 'uploads/parts' };
    const { UploadId } = await fixture.s3().send(new CreateMultipartUploadCommand(object));
    const part = { ...object, UploadId, PartNumber: 1 };
    const { ETag } = await fixture.s3().send(new UploadPartCommand({ ...part, Body: Buffer.from('x') }));
    expect(await told(fixture)).toEqual([]);
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    const { VersionId } = await fixture
      .s3()
      .send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload }));
    const [message] = await told(fixture);
    expect(message?.Records?.[0]?.eventName).toBe('ObjectCreated:CompleteMultipartUpload');
    expect(message?.Records?.[0]?.s3.object.versionId).toBe(VersionId);
  });

  test('under another prefix is not told', async () => {
    const fixture = await start();
    await put(fixture, 'spills/uploads/x');
    expect(objectsIn(await told(fixture))).toEqual([]);
  });
});

test('messages overtake each other; the sequencer says which object of a key is the later one', async () => {
  const delays = [0.4, 0];
  const fixture = await start({ seconds: () => delays.shift() ?? 0, twice: () => false });
  const [first, second] = [await put(fixture, 'uploads/k', '1'), await put(fixture, 'uploads/k', '2')];
  const objects = objectsIn(await told(fixture));
  expect(objects.map(({ versionId }) => versionId)).toEqual([second.VersionId, first.VersionId]);
  expect(String(objects[0]?.sequencer) > String(objects[1]?.sequencer)).toBe(true);
});

test('some come twice', async () => {
  const fixture = await start({ seconds: () => 0, twice: () => true });
  await put(fixture, 'uploads/k');
  const [one, two, ...rest] = objectsIn(await told(fixture));
  expect([two, rest]).toEqual([one, []]);
});

test('what was not told when the twin ended is told by the next', async () => {
  const directory = temporaryDirectory();
  const before = await start({ seconds: () => 3600, twice: () => false }, directory.path);
  await told(before, 0);
  const { VersionId } = await put(before, 'uploads/late');
  await running.pop()?.stop();
  const fixture = await start(atOnce, directory.path);
  expect(objectsIn(await told(fixture)).map(({ versionId }) => versionId)).toEqual([VersionId]);
  await running.pop()?.stop();
  directory.remove();
});

test.each([
  [{ TopicConfigurations: [] }, 'TopicConfigurations'],
  [{ QueueConfigurations: [{ Event: 's3:ObjectRemoved:*', Queue: arn.queue }] }, 's3:ObjectCreated:… only'],
])('what the twin does not tell stops the start', async (NotificationConfiguration, text) => {
  const fixture = await start();
  const made = fixture.endpoint.createBucket({ BucketName: 'other', NotificationConfiguration });
  await expect(made).rejects.toThrow(text);
});
