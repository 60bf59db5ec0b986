import { GetItemCommand, PutItemCommand, ThrottlingException } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createFaults } from '../../../twin/aws/faults.ts';
import { type Fixture, startFixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.stop());
afterEach(() => fixture.endpoint.setFaults([]));

const Key = (pk: string) => ({ pk: { S: pk }, sk: { S: '1' } });
const put = (pk: string) =>
  fixture.dynamoDb().send(new PutItemCommand({ TableName: 'Ledger', Item: Key(pk) }));
const get = async (pk: string) =>
  (await fixture.dynamoDb().send(new GetItemCommand({ TableName: 'Ledger', Key: Key(pk) }))).Item;
const send = () =>
  fixture
    .sqs()
    .send(new SendMessageCommand({ QueueUrl: fixture.endpoint.queueUrl('submissions'), MessageBody: 'x' }));
const waiting = async () => {
  const { Attributes } = await fixture.sqs().send(
    new GetQueueAttributesCommand({
      QueueUrl: fixture.endpoint.queueUrl('submissions'),
      AttributeNames: ['ApproximateNumberOfMessages'],
    }),
  );
  return Number(Attributes?.ApproximateNumberOfMessages);
};

test('the next two puts are throttled and not carried out, then it is over', async () => {
  fixture.endpoint.setFaults([{ service: 'dynamodb', operation: 'Put*', kind: 'throttle', next: 2 }]);
  await expect(put('throttled')).rejects.toThrow(ThrottlingException);
  await expect(put('throttled')).rejects.toThrow(ThrottlingException);
  expect(await get('throttled')).toBeUndefined();
  await put('throttled');
  expect(await get('throttled')).toBeDefined();
});

test('each service says in its own words that it is throttled or unavailable', async () => {
  fixture.endpoint.setFaults([
    { service: 'sqs', operation: '*', kind: 'throttle', next: 1 },
    { service: 'sqs', operation: '*', kind: 'unavailable', next: 1 },
    { service: 's3', operation: 'PutObject', kind: 'throttle' },
    { service: 's3', operation: 'GetObject', resource: 'jour*', kind: 'unavailable' },
    { service: 'dynamodb', operation: 'GetItem', kind: 'unavailable' },
  ]);
  await expect(send()).rejects.toMatchObject({ name: 'RequestThrottled' });
  await expect(get('x')).rejects.toMatchObject({
    name: 'InternalServerError',
    $metadata: { httpStatusCode: 500 },
  });
  const object = { Bucket: 'journal', Key: 'x' };
  await expect(fixture.s3().send(new PutObjectCommand({ ...object, Body: 'x' }))).rejects.toMatchObject({
    name: 'SlowDown',
  });
  await expect(fixture.s3().send(new GetObjectCommand(object))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 503 },
  });
});

test('a lost answer is a broken connection or a 500, and the call was carried out', async () => {
  fixture.endpoint.setFaults([{ service: 'dynamodb', operation: 'PutItem', kind: 'lost-answer' }]);
  await expect(put('cut')).rejects.toMatchObject({ code: 'ECONNRESET' });
  fixture.endpoint.setFaults([
    { service: 'dynamodb', operation: 'PutItem', kind: 'lost-answer', answer: 'error' },
  ]);
  await expect(put('error')).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
  expect(await get('cut')).toBeDefined();
  expect(await get('error')).toBeDefined();
});

test('a call that meets silence is neither answered nor carried out', async () => {
  fixture.endpoint.setFaults([{ service: 'dynamodb', operation: 'PutItem', kind: 'silence' }]);
  const command = new PutItemCommand({ TableName: 'Ledger', Item: Key('silent') });
  const abortSignal = AbortSignal.timeout(300);
  await expect(fixture.dynamoDb().send(command, { abortSignal })).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(await get('silent')).toBeUndefined();
});

test('a duplicated send is one answer and two messages', async () => {
  const before = await waiting();
  fixture.endpoint.setFaults([{ service: 'sqs', operation: 'SendMessage', kind: 'duplicate', next: 1 }]);
  await send();
  await send();
  expect((await waiting()) - before).toBe(3);
});

test('a delayed call takes its time', async () => {
  fixture.endpoint.setFaults([
    { service: 'dynamodb', operation: 'PutItem', kind: 'delay', milliseconds: 80 },
  ]);
  const start = performance.now();
  await put('late');
  expect(performance.now() - start).toBeGreaterThanOrEqual(78);
});

test('a rule for one function, one table or by chance leaves the others alone', async () => {
  const throttle = { service: 'dynamodb', operation: 'PutItem', kind: 'throttle' } as const;
  fixture.endpoint.setFaults([
    { ...throttle, principal: 'somebody' },
    { ...throttle, resource: 'Totals' },
    { ...throttle, probability: 0.5 },
  ]);
  await put('spared');
  fixture.endpoint.setFaults([{ ...throttle, probability: 0.51 }]);
  await expect(put('hit')).rejects.toThrow(ThrottlingException);
});

test('the same seed gives the same faults', () => {
  const run = () => {
    let state = 7;
    const faults = createFaults(() => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    });
    faults.set([{ service: 'sqs', operation: '*', kind: 'throttle', probability: 0.3 }]);
    return Array.from({ length: 50 }, () => faults.hitting('sqs', 'SendMessage', 'a', 'q').length);
  };
  expect(run()).toEqual(run());
  expect(new Set(run())).toEqual(new Set([0, 1]));
});

test('rules are set over HTTP, a typo in one is refused, and browsers are kept out', async () => {
  const url = `${fixture.endpoint.url}/_twin/faults`;
  const post = (rules: unknown, headers = {}) =>
    fetch(url, { method: 'POST', body: JSON.stringify(rules), headers });
  const rule = { service: 'dynamodb', operation: 'PutItem', kind: 'throttle' };
  expect((await post([rule])).status).toBe(200);
  await expect(put('over http')).rejects.toThrow(ThrottlingException);
  await fetch(url, { method: 'DELETE' });
  await put('over http');
  const typo = await post([{ ...rule, probabilty: 1 }]);
  expect([typo.status, await typo.text()]).toEqual([400, expect.stringContaining('probabilty')]);
  expect((await post([rule], { origin: 'https://evil.example' })).status).toBe(403);
});
