/** DynamoDB's point-in-time API through the real SDK, on a clock that the test moves. */
import {
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeBackupCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ListBackupsCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  RestoreTableFromBackupCommand,
  RestoreTableToPointInTimeCommand,
  type RestoreTableToPointInTimeCommandInput,
  ScanCommand,
  UpdateContinuousBackupsCommand,
  UpdateItemCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, test } from 'vitest';
import { loadDynalite, under } from '../../../../infra/twin/aws/dynalite.ts';
import { arn, type Fixture, ledgerTable, startFixture, temporaryDirectory } from './fixture.ts';

const DAY = 86_400_000;
const BEGIN = Date.parse('2027-03-01T00:00:00.400Z');
let clock = BEGIN;
const later = (seconds: number): Date => {
  clock += seconds * 1000;
  return new Date(clock);
};

const kept = {
  ...ledgerTable,
  TableName: 'Kept',
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
  Tags: [{ Key: 'stage', Value: 'test' }],
};

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(overrides: Parameters<typeof startFixture>[0] = {}): Promise<Fixture> {
  const fixture = await startFixture({
    now: () => clock,
    pointInTime: { trailSeconds: 0, restoreSeconds: 0 },
    ...overrides,
  });
  await fixture.endpoint.createTable(kept);
  stops.push(async () => {
    expect(fixture.errors).toEqual([]);
    await fixture.stop();
  });
  return fixture;
}

const put = (client: DynamoDBClient, sk: string, value: string, TableName = 'Kept') =>
  client.send(
    new PutItemCommand({ TableName, Item: { pk: { S: 'p' }, sk: { S: sk }, value: { S: value } } }),
  );
const remove = (client: DynamoDBClient, sk: string) =>
  client.send(new DeleteItemCommand({ TableName: 'Kept', Key: { pk: { S: 'p' }, sk: { S: sk } } }));

async function contents(client: DynamoDBClient, TableName: string): Promise<Record<string, string>> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
  return Object.fromEntries(Items.map((item) => [item.sk?.S ?? '', item.value?.S ?? '']));
}
const describeTable = async (client: DynamoDBClient, TableName: string) =>
  (await client.send(new DescribeTableCommand({ TableName }))).Table;
const active = (client: DynamoDBClient, TableName: string) =>
  expect
    .poll(async () => (await describeTable(client, TableName))?.TableStatus, { interval: 10 })
    .toBe('ACTIVE');
const gone = (client: DynamoDBClient, TableName: string) =>
  expect
    .poll(async () => (await client.send(new ListTablesCommand({}))).TableNames, { interval: 10 })
    .not.toContain(TableName);

const restore = (
  client: DynamoDBClient,
  TargetTableName: string,
  to: Partial<RestoreTableToPointInTimeCommandInput>,
) => client.send(new RestoreTableToPointInTimeCommand({ SourceTableName: 'Kept', TargetTableName, ...to }));
async function restored(client: DynamoDBClient, target: string, RestoreDateTime: Date) {
  await restore(client, target, { RestoreDateTime });
  await active(client, target);
  return contents(client, target);
}

describe('a restore', () => {
  test('brings back exactly the items of that second, whatever was written, changed or deleted since', async () => {
    const { dynamoDb } = await start();
    const client = dynamoDb();
    await put(client, '1', 'one');
    await put(client, '2', 'two');
    const first = new Date(clock);
    later(10);
    await put(client, '1', 'ONE');
    await remove(client, '2');
    await put(client, '3', 'three');
    const update = {
      TableName: 'Kept',
      Key: { pk: { S: 'p' }, sk: { S: '3' } },
      UpdateExpression: 'SET #v = :v',
      ExpressionAttributeNames: { '#v': 'value' },
      ExpressionAttributeValues: { ':v': { S: 'THREE' } },
    };
    const second = later(10);
    await client.send(new UpdateItemCommand(update));
    later(10);
    await put(client, '2', 'again');

    expect(await restored(client, 'Copy-0', new Date(BEGIN))).toEqual({});
    expect(await restored(client, 'Copy-1', new Date(first.getTime() + 1000))).toEqual({
      1: 'one',
      2: 'two',
    });
    expect(await restored(client, 'Copy-2', second)).toEqual({ 1: 'ONE', 3: 'three' });
    expect(await restored(client, 'Copy-3', new Date(second.getTime() + 1000))).toEqual({
      1: 'ONE',
      3: 'THREE',
    });
    later(1);
    await restore(client, 'Copy-4', { UseLatestRestorableTime: true });
    await active(client, 'Copy-4');
    expect(await contents(client, 'Copy-4')).toEqual({ 1: 'ONE', 2: 'again', 3: 'THREE' });
    expect(await contents(client, 'Kept')).toEqual({ 1: 'ONE', 2: 'again', 3: 'THREE' });
  });

  test('makes a table that is written and read like any other, and lacks what AWS does not restore', async () => {
    const { dynamoDb, endpoint } = await start();
    const client = dynamoDb();
    await endpoint.createTable({ ...kept, DeletionProtectionEnabled: true });
    await put(client, '1', 'one');
    const at = later(5);
    await put(client, '2', 'two');
    expect(await restored(client, 'Copy', at)).toEqual({ 1: 'one' });

    const [source, copy] = [await describeTable(client, 'Kept'), await describeTable(client, 'Copy')];
    expect(source).toMatchObject({ DeletionProtectionEnabled: true });
    expect(copy).toMatchObject({
      KeySchema: ledgerTable.KeySchema,
      TableArn: arn.table.replace('Ledger', 'Copy'),
      DeletionProtectionEnabled: false,
      RestoreSummary: {
        SourceTableArn: source?.TableArn,
        RestoreDateTime: new Date(Math.floor(at.getTime() / 1000) * 1000),
        RestoreInProgress: false,
      },
    });
    expect(copy?.TableId).not.toBe(source?.TableId);
    const settings = async (TableName: string) => [
      (await client.send(new DescribeContinuousBackupsCommand({ TableName }))).ContinuousBackupsDescription
        ?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus,
      (await client.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription
        ?.TimeToLiveStatus,
      (
        await client.send(
          new ListTagsOfResourceCommand({ ResourceArn: arn.table.replace('Ledger', TableName) }),
        )
      ).Tags?.length,
    ];
    expect(await settings('Kept')).toEqual(['ENABLED', 'ENABLED', 1]);
    expect(await settings('Copy')).toEqual(['DISABLED', 'DISABLED', 0]);

    await put(client, '9', 'nine', 'Copy');
    expect(await contents(client, 'Copy')).toEqual({ 1: 'one', 9: 'nine' });
    await client.send(new DeleteTableCommand({ TableName: 'Copy' }));
    await gone(client, 'Copy');
    const ofCopy = new ListBackupsCommand({ TableName: 'Copy', BackupType: 'ALL' });
    expect((await client.send(ofCopy)).BackupSummaries).toEqual([]);
    await expect(client.send(new DeleteTableCommand({ TableName: 'Kept' }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('protected against deletion'),
    });
  });

  test('is under way, and answers nothing, until it is done; two go on at once beside live writes', async () => {
    const { dynamoDb } = await start({ pointInTime: { trailSeconds: 0, restoreSeconds: 0.3 } });
    const client = dynamoDb();
    for (let n = 0; n < 40; n += 1) await put(client, `old-${n}`, 'old');
    const first = later(5);
    for (let n = 0; n < 40; n += 1) await put(client, `old-${n}`, 'new');
    const second = later(5);
    const [one] = await Promise.all([
      restore(client, 'Copy-1', { RestoreDateTime: first }),
      restore(client, 'Copy-2', { RestoreDateTime: second }),
    ]);
    expect(one.TableDescription).toMatchObject({
      TableStatus: 'CREATING',
      RestoreSummary: { RestoreInProgress: true },
    });
    for (const name of ['Copy-1', 'Copy-2']) {
      expect(await describeTable(client, name)).toMatchObject({
        TableStatus: 'CREATING',
        RestoreSummary: { RestoreInProgress: true },
      });
      await expect(contents(client, name)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    }
    await expect(restore(client, 'Copy-1', { RestoreDateTime: first })).rejects.toMatchObject({
      name: 'TableInUseException',
    });
    for (let n = 0; n < 40; n += 1) await put(client, `old-${n}`, 'newest');
    await active(client, 'Copy-1');
    await active(client, 'Copy-2');
    const values = async (name: string) => [...new Set(Object.values(await contents(client, name)))];
    expect([await values('Copy-1'), await values('Copy-2'), await values('Kept')]).toEqual([
      ['old'],
      ['new'],
      ['newest'],
    ]);
  });

  const now = () => new Date(clock);
  test.each<[string, Partial<RestoreTableToPointInTimeCommandInput>, string]>([
    ['an unknown table', { SourceTableName: 'Nowhere' }, 'TableNotFoundException'],
    ['a table without recovery', { SourceTableName: 'Ledger' }, 'PointInTimeRecoveryUnavailableException'],
    ['a time before the first', { RestoreDateTime: new Date(BEGIN - 60_000) }, 'InvalidRestoreTimeException'],
    ['a time to come', { RestoreDateTime: new Date(BEGIN + DAY) }, 'InvalidRestoreTimeException'],
    ['a table that exists', { TargetTableName: 'Ledger' }, 'TableAlreadyExistsException'],
    ['no time', { RestoreDateTime: undefined }, 'ValidationException'],
    ['two times', { UseLatestRestorableTime: true }, 'ValidationException'],
    ['what the twin has not', { BillingModeOverride: 'PROVISIONED' }, 'ValidationException'],
  ])('of %s is refused', async (_, changes, name) => {
    clock = BEGIN;
    const { dynamoDb } = await start();
    later(10);
    const asked = restore(dynamoDb(), 'Copy', { RestoreDateTime: now(), ...changes });
    await expect(asked).rejects.toMatchObject({ name });
  });

  test('reaches as near as the trail, and as far back as 35 days', async () => {
    const { dynamoDb } = await start({ pointInTime: {} });
    const client = dynamoDb();
    const enabled = clock;
    const window = async () => {
      const { ContinuousBackupsDescription: described } = await client.send(
        new DescribeContinuousBackupsCommand({ TableName: 'Kept' }),
      );
      const recovery = described?.PointInTimeRecoveryDescription;
      return [recovery?.EarliestRestorableDateTime, recovery?.LatestRestorableDateTime].map(
        (date) => Math.floor(clock / 1000) - (date?.getTime() ?? 0) / 1000,
      );
    };
    expect(await window()).toEqual([0, 0]);
    later(3600);
    expect(await window()).toEqual([3600, 300]);
    clock = enabled + 50 * DAY;
    expect(await window()).toEqual([35 * 86_400, 300]);
    await expect(
      restore(client, 'Copy', { RestoreDateTime: new Date(clock - 299_000) }),
    ).rejects.toMatchObject({ name: 'InvalidRestoreTimeException' });
    await client.send(
      new UpdateContinuousBackupsCommand({
        TableName: 'Kept',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
      }),
    );
    expect(await window()).toEqual([7 * 86_400, 300]);
  });
});

describe('a deleted table', () => {
  test('is out of reach of point-in-time recovery, and comes back from its system backup under its own name', async () => {
    const { dynamoDb } = await start();
    const client = dynamoDb();
    await put(client, '1', 'one');
    const before = later(5);
    await put(client, '2', 'two');
    await client.send(new DeleteTableCommand({ TableName: 'Kept' }));
    await expect(put(client, '3', 'three')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await gone(client, 'Kept');
    await expect(restore(client, 'Copy', { RestoreDateTime: before })).rejects.toMatchObject({
      name: 'TableNotFoundException',
    });
    const list = new ListBackupsCommand({ TableName: 'Kept', BackupType: 'SYSTEM' });
    const [backup] = (await client.send(list)).BackupSummaries ?? [];
    expect(backup).toMatchObject({
      BackupName: 'Kept$DeletedTableBackup',
      BackupStatus: 'AVAILABLE',
      BackupType: 'SYSTEM',
      BackupExpiryDateTime: new Date(clock + 35 * DAY),
    });
    const BackupArn = backup?.BackupArn;
    const described = await client.send(new DescribeBackupCommand({ BackupArn }));
    expect(described.BackupDescription?.SourceTableDetails?.KeySchema).toEqual(ledgerTable.KeySchema);
    await client.send(new RestoreTableFromBackupCommand({ BackupArn, TargetTableName: 'Kept' }));
    await active(client, 'Kept');
    expect(await contents(client, 'Kept')).toEqual({ 1: 'one', 2: 'two' });
    expect(
      (await client.send(new DescribeContinuousBackupsCommand({ TableName: 'Kept' })))
        .ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus,
    ).toBe('DISABLED');
    clock += 36 * DAY;
    await expect(
      client.send(new RestoreTableFromBackupCommand({ BackupArn, TargetTableName: 'Late' })),
    ).rejects.toMatchObject({ name: 'BackupNotFoundException' });
  });

  test('leaves no past to a new table of its name', async () => {
    const { dynamoDb, endpoint } = await start();
    const client = dynamoDb();
    await put(client, '1', 'one');
    const before = later(5);
    await client.send(new DeleteTableCommand({ TableName: 'Kept' }));
    await gone(client, 'Kept');
    later(5);
    await endpoint.createTable(kept);
    expect(await contents(client, 'Kept')).toEqual({});
    await expect(restore(client, 'Copy', { RestoreDateTime: before })).rejects.toMatchObject({
      name: 'InvalidRestoreTimeException',
    });
    const unprotected = await client.send(
      new UpdateTableCommand({ TableName: 'Kept', DeletionProtectionEnabled: true }),
    );
    expect(unprotected.TableDescription?.DeletionProtectionEnabled).toBe(true);
  });
});

test('the change log is as long as the window: what is older is removed from the disk', async () => {
  clock = BEGIN;
  const directory = temporaryDirectory();
  const changes = async (): Promise<number> => {
    const path = `${directory.path}/dynamodb`;
    const { store, close } = await loadDynalite({ path, accountId: '1', region: 'r' });
    const keys = await Array.fromAsync(store.db.keys(under('pitr-change~')));
    await close();
    return keys.length;
  };
  const run = async (writes: number): Promise<void> => {
    const { endpoint, dynamoDb, stop } = await startFixture({
      stateDirectory: directory.path,
      now: () => clock,
      pointInTime: { trailSeconds: 0, restoreSeconds: 0 },
    });
    await endpoint.createTable(kept);
    for (let n = 0; n < writes; n += 1) await put(dynamoDb(), String(n % 7), String(n));
    await stop();
  };
  await run(50);
  clock += 20 * DAY;
  await run(30);
  expect(await changes()).toBe(80);
  clock += 20 * DAY;
  await run(0);
  expect(await changes()).toBe(30);
  const { dynamoDb } = await start({ stateDirectory: directory.path });
  expect(await restored(dynamoDb(), 'Copy', new Date(clock - 30 * DAY))).toMatchObject({ 0: '49', 6: '48' });
});
