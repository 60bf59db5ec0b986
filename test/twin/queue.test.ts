import { readFileSync } from 'node:fs';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDescription } from '../../twin/description.ts';
import { startTwin, type Twin } from '../../twin/twin.ts';
import {
  functionResources,
  queueResources,
  queueStatements,
  scheduleResources,
  temporaryDirectory,
  writeAssembly,
} from './tiny-assembly.ts';

const consumer = `
export const handler = async (event) => {
  if (event.Records === undefined) {
    console.log('SCHEDULED ' + JSON.stringify(event));
    return;
  }
  const batchItemFailures = [];
  for (const record of event.Records) {
    console.log('RECORD ' + JSON.stringify(record));
    const failsAt = JSON.parse(record.body).failsUntil ?? 0;
    if (Number(record.attributes.ApproximateReceiveCount) <= failsAt) {
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
};`;

let twin: Twin;
let sqs: SQSClient;
const stateDirectory = temporaryDirectory();
const assemblyDirectory = writeAssembly(
  {
    ...functionResources('Consumer', { statements: queueStatements, properties: { Timeout: 1 } }),
    ...queueResources('Consumer', {}, 2),
    ...scheduleResources('Consumer', { Input: '{"at":"<aws.scheduler.scheduled-time>"}' }),
  },
  { Consumer: consumer },
);

const start = async (fresh = false) => {
  twin = await startTwin({
    assemblyDirectory,
    stateDirectory,
    port: 0,
    fresh,
    onEvent: (event) => console.log(event),
  });
  sqs = new SQSClient({
    endpoint: twin.awsUrl,
    region: twin.region,
    credentials: { ...twin.operatorCredentials },
  });
};
beforeAll(() => start());
afterAll(() => twin.stop());

const logged = (prefix: string) =>
  readFileSync(twin.logFile('/aws/lambda/consumer'), 'utf8')
    .trim()
    .split('\n')
    .map((line): string => JSON.parse(line).message)
    .filter((message) => message.includes(`\t${prefix} `))
    .map((message) => JSON.parse(message.slice(message.indexOf(prefix) + prefix.length)));

const send = (body: object) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: twin.queueUrls.tiny,
      MessageBody: JSON.stringify(body),
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'test' } },
    }),
  );

const countOf = async (queue: 'tiny' | 'tiny-dead') => {
  const { Attributes: { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = {} } =
    await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: twin.queueUrls[queue], AttributeNames: ['All'] }),
    );
  return Number(ApproximateNumberOfMessages) + Number(ApproximateNumberOfMessagesNotVisible);
};

it('hands messages to the function, and those that it names come again until the dead-letter queue', async () => {
  await Promise.all([
    send({ name: 'good' }),
    send({ name: 'second try', failsUntil: 1 }),
    send({ name: 'poison', failsUntil: 99 }),
  ]);
  await expect.poll(() => countOf('tiny-dead'), { timeout: 12_000, interval: 200 }).toBe(1);
  await expect.poll(() => countOf('tiny')).toBe(0);
  const seen = logged('RECORD').map(
    ({ body, attributes }) => `${JSON.parse(body).name} ${attributes.ApproximateReceiveCount}`,
  );
  expect(seen.sort()).toEqual(['good 1', 'poison 1', 'poison 2', 'second try 1', 'second try 2']);
}, 15_000);

it('shows a message as Lambda does', () => {
  const record = logged('RECORD').find(({ body }) => JSON.parse(body).name === 'good');
  expect(record).toEqual({
    messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    receiptHandle: expect.any(String),
    body: '{"name":"good"}',
    attributes: expect.objectContaining({
      ApproximateReceiveCount: '1',
      SentTimestamp: expect.stringMatching(/^\d{13}$/),
      ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
      SenderId: expect.any(String),
    }),
    messageAttributes: {
      kind: { stringValue: 'test', stringListValues: [], binaryListValues: [], dataType: 'String' },
    },
    md5OfMessageAttributes: expect.any(String),
    md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:ap-southeast-1:123456789012:tiny',
    awsRegion: 'ap-southeast-1',
  });
});

it('runs a schedule with its input', async () => {
  await twin.schedules.run('nightly');
  expect(logged('SCHEDULED')).toEqual([{ at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) }]);
});

it('keeps what is in its queues over a restart', async () => {
  expect(await countOf('tiny-dead')).toBe(1);
  await twin.stop();
  await start();
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: twin.queueUrls['tiny-dead'] }),
  );
  expect(Messages.map(({ Body }) => Body)).toEqual(['{"name":"poison","failsUntil":99}']);
});

it('lets nobody else have its state', async () => {
  await expect(startTwin({ assemblyDirectory, stateDirectory, port: 0 })).rejects.toThrow(
    `${stateDirectory} belongs to another twin (process ${process.pid})`,
  );
});

it('tells other programs how to reach it, as long as it runs', async () => {
  expect(readDescription(stateDirectory)).toMatchObject({
    awsUrl: twin.awsUrl,
    operatorCredentials: twin.operatorCredentials,
    queueUrls: { tiny: `${twin.awsUrl}/123456789012/tiny` },
  });
  await twin.stop();
  expect(readDescription(stateDirectory)).toBeUndefined();
  await start();
});

it('begins anew when it is told to', async () => {
  await twin.stop();
  await start(true);
  expect(await countOf('tiny-dead')).toBe(0);
});
