/** Looking at tables, repairing from a copy, settings: on DynamoDB's API as the twin has it. */
import {
  DeleteItemCommand,
  DeleteTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  applySettings,
  createLike,
  lookAtTable,
  repairFromCopy,
  restoreBackup,
} from '../../../../shared/aws/recovery/table-recovery.ts';
import { type Fixture, ledgerTable, startFixture } from '../../../twin/aws/fixture.ts';

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
let time = Date.parse('2027-03-01T00:00:00Z');
let fixture: Fixture;
let client: DynamoDBClient;
let TableName = '';
let tables = 0;

beforeAll(async () => {
  fixture = await startFixture({
    now: () => time,
    pointInTime: { trailSeconds: 0, restoreSeconds: 0 },
  });
  client = fixture.dynamoDb();
});
afterAll(async () => {
  expect(fixture.errors).toEqual([]);
  await fixture.stop();
});
beforeEach(async () => {
  tables += 1;
  TableName = `Table-${tables}`;
  await fixture.endpoint.createTable({
    ...ledgerTable,
    TableName,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  });
});

const key = (sk: string) => ({ pk: { S: 'p' }, sk: { S: sk } });
const put = (sk: string, body: string, version?: number) =>
  client.send(
    new PutItemCommand({
      TableName,
      Item: { ...key(sk), body: { S: body }, ...(version && { version: { N: String(version) } }) },
    }),
  );
const remove = (sk: string) => client.send(new DeleteItemCommand({ TableName, Key: key(sk) }));
const read = async (sk: string) =>
  (await client.send(new GetItemCommand({ TableName, Key: key(sk) }))).Item?.body?.S;
const names = async () => (await client.send(new ListTablesCommand({}))).TableNames;
const gone = (name: string) => expect.poll(names, { interval: 10 }).not.toContain(name);
const nextSecond = (): number => {
  time += 1000;
  return time - 1000;
};

test('a damaged table gets back what it lacks and has otherwise; what is newer stays, states by their version', async () => {
  for (let n = 0; n < 230; n += 1) await put(`entry-${n}`, 'written once');
  await put('state', 'first', 1);
  await put('newer state', 'first', 1);
  const before = nextSecond();
  await remove('entry-7');
  await remove('entry-229');
  await put('entry-8', 'altered');
  await put('newer state', 'second', 2);
  await remove('state');
  await put('later', 'came after');

  const repaired = await repairFromCopy(client, TableName, `${TableName}-restore-1`, before, pause);
  expect(repaired).toEqual({ missing: 3, different: ['p entry-8'] });
  expect(
    await Promise.all(['entry-7', 'entry-229', 'entry-8', 'state', 'newer state', 'later'].map(read)),
  ).toEqual(['written once', 'written once', 'written once', 'first', 'second', 'came after']);
  // Again at once, while the copy of the first time is being deleted: there is nothing left to do.
  const again = await repairFromCopy(client, TableName, `${TableName}-restore-1`, before, pause);
  expect(again).toEqual({ missing: 0, different: [] });
  await gone(`${TableName}-restore-1`);
});

test('a table that is gone is seen with its newest backup, comes back, and has its settings again', async () => {
  const state = async () => (await lookAtTable(client, TableName)).state;
  await put('1', 'of the first table');
  await client.send(new DeleteTableCommand({ TableName }));
  await gone(TableName);
  nextSecond();
  await fixture.endpoint.createTable({
    ...ledgerTable,
    TableName,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  });
  await put('1', 'of the second table');
  await client.send(new DeleteTableCommand({ TableName }));
  await expect.poll(async () => (await state()).kind, { interval: 10 }).toBe('gone');
  const found = await state();
  const backup = found.kind === 'gone' ? found.backup : null;
  expect(backup?.takenAt).toBe(time);
  await restoreBackup(client, TableName, backup?.arn ?? '');
  await expect.poll(async () => (await state()).kind, { interval: 10 }).toBe('there');
  expect(await state()).toEqual({ kind: 'there', reach: null, isProtected: false, fromBackup: true });
  for (let twice = 0; twice < 2; twice += 1)
    await applySettings(client, TableName, { isProtected: true }, pause);
  expect(await state()).toMatchObject({ reach: { earliest: time }, isProtected: true, fromBackup: true });
  expect(await read('1')).toBe('of the second table');
});

test('a table made like a sibling has its keys, and nothing else', async () => {
  await put('1', 'of the sibling');
  const sibling = TableName;
  TableName = `${sibling}-new`;
  await createLike(client, TableName, sibling);
  await expect.poll(async () => (await lookAtTable(client, TableName)).state.kind).toBe('there');
  expect(await read('1')).toBeUndefined();
  await put('1', 'its own');
  await expect(createLike(client, 'Other', 'Nowhere')).rejects.toThrow('there is no Nowhere');
  expect(await lookAtTable(client, 'Nowhere')).toEqual({ arn: null, state: { kind: 'gone', backup: null } });
});
