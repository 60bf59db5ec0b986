import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Fixture, startFixture } from './fixture.ts';

let fixture: Fixture;
let second = 0;
beforeAll(async () => {
  fixture = await startFixture({ now: () => second * 1000 });
});
afterAll(() => fixture.stop());
beforeEach(() => fixture.endpoint.resetCounts());

/** An item of exactly `bytes` by AWS's rules: the three names take 5. */
const itemOf = (bytes: number, pk = 'a', sk = '1') => ({
  pk: { S: pk },
  sk: { S: sk },
  b: { B: new Uint8Array(bytes - 5 - pk.length - sk.length) },
});
const put = (bytes: number, pk?: string, sk?: string, ConditionExpression?: string) =>
  fixture.dynamoDb().send(
    new PutItemCommand({
      TableName: 'Ledger',
      Item: itemOf(bytes, pk, sk),
      ConditionExpression,
      ReturnConsumedCapacity: 'TOTAL',
    }),
  );
const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });
const units = () =>
  fixture.endpoint.counts().calls.map((count) => [count.operation, count.readUnits, count.writeUnits]);

test('an item of 100 bytes costs one unit, one of 1024 one, one of 1025 two', async () => {
  for (const [bytes, expected] of [
    [100, 1],
    [1024, 1],
    [1025, 2],
  ] as const) {
    fixture.endpoint.resetCounts();
    const answer = await put(bytes, 'size', String(bytes));
    expect(units()).toEqual([['PutItem', 0, expected]]);
    expect(answer.ConsumedCapacity?.CapacityUnits).toBe(expected);
  }
});

test('a smaller item over a larger one, and a deletion, cost what the larger costs', async () => {
  await put(3000, 'over', '1');
  await put(100, 'over', '1');
  await put(3000, 'over', '1');
  await fixture.dynamoDb().send(new DeleteItemCommand({ TableName: 'Ledger', Key: key('over', '1') }));
  expect(units()).toEqual([
    ['PutItem', 0, 9],
    ['DeleteItem', 0, 3],
  ]);
});

test('a put whose condition fails costs what the existing item costs, and is counted as failed', async () => {
  await put(2000, 'cond', '1');
  fixture.endpoint.resetCounts();
  await expect(put(100, 'cond', '1', 'attribute_not_exists(pk)')).rejects.toThrow();
  await expect(put(5000, 'cond', '2', 'attribute_exists(pk)')).rejects.toThrow();
  expect(fixture.endpoint.counts().calls).toEqual([
    {
      principal: 'operator',
      service: 'dynamodb',
      operation: 'PutItem',
      resource: 'Ledger',
      calls: 2,
      refused: 0,
      failed: 2,
      readUnits: 0,
      writeUnits: 2 + 1,
    },
  ]);
});

test('reads cost half when eventually consistent, and one that finds nothing costs as well', async () => {
  await put(4097, 'read', '1');
  fixture.endpoint.resetCounts();
  const get = (sk: string, ConsistentRead: boolean) =>
    fixture
      .dynamoDb()
      .send(new GetItemCommand({ TableName: 'Ledger', Key: key('read', sk), ConsistentRead }));
  await get('1', true);
  await get('1', false);
  await get('none', true);
  expect(units()).toEqual([['GetItem', 2 + 1 + 1, 0]]);
});

test('a query sums the sizes before it rounds; a batch of gets rounds each', async () => {
  for (const sk of ['1', '2', '3']) await put(1500, 'query', sk);
  fixture.endpoint.resetCounts();
  const query = (pk: string, FilterExpression?: string) =>
    fixture.dynamoDb().send(
      new QueryCommand({
        TableName: 'Ledger',
        KeyConditionExpression: 'pk = :p',
        FilterExpression,
        ExpressionAttributeValues: { ':p': { S: pk } },
        ConsistentRead: true,
      }),
    );
  await query('query');
  await query('query', 'attribute_not_exists(b)');
  await query('nothing');
  const Keys = ['1', '2', 'none'].map((sk) => key('query', sk));
  await fixture
    .dynamoDb()
    .send(new BatchGetItemCommand({ RequestItems: { Ledger: { Keys, ConsistentRead: true } } }));
  expect(units()).toEqual([
    ['Query', 2 + 2 + 1, 0],
    ['BatchGetItem', 3, 0],
  ]);
  expect(fixture.endpoint.counts().partitions).toEqual([
    expect.objectContaining({ partitionKey: 'query', readUnits: 7 }),
    expect.objectContaining({ partitionKey: 'nothing', readUnits: 1 }),
  ]);
});

test('the hottest partition key can be told, with its peak in one second', async () => {
  second = 10;
  const requests = ['1', '2', '3'].map((sk) => ({ PutRequest: { Item: itemOf(1100, 'hot', sk) } }));
  await fixture.dynamoDb().send(new BatchWriteItemCommand({ RequestItems: { Ledger: requests } }));
  await put(100, 'cold', '1');
  second = 11;
  await put(100, 'hot', '4');
  expect(fixture.endpoint.counts().partitions).toEqual([
    {
      table: 'Ledger',
      partitionKey: 'hot',
      readUnits: 0,
      writeUnits: 7,
      peakReadUnits: 0,
      peakWriteUnits: 6,
    },
    {
      table: 'Ledger',
      partitionKey: 'cold',
      readUnits: 0,
      writeUnits: 1,
      peakReadUnits: 0,
      peakWriteUnits: 1,
    },
  ]);
});

test('calls to other services are counted too, and the counts are read over HTTP', async () => {
  const QueueUrl = fixture.endpoint.queueUrl('submissions');
  await fixture.sqs().send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  const counts = `${fixture.endpoint.url}/_twin/counts`;
  expect(await (await fetch(counts)).json()).toMatchObject({
    calls: [{ service: 'sqs', operation: 'SendMessage', resource: 'submissions', calls: 1 }],
  });
  await fetch(counts, { method: 'DELETE' });
  expect(fixture.endpoint.counts().calls).toEqual([]);
});
