/** DynamoDB's point-in-time API through the real SDK. */
import {
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTimeToLiveCommand,
  ListBackupsCommand,
  ListTagsOfResourceCommand,
  type RestoreTableToPointInTimeCommandInput,
  UpdateContinuousBackupsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { DAY } from '../../../../twin/aws/dynamodb/point-in-time/continuous-backups.ts';
import { arn, ledgerTable } from '../fixture.ts';
import {
  active,
  BEGIN,
  clock,
  contents,
  describeTable,
  gone,
  kept,
  put,
  remove,
  restore,
  restored,
  start,
} from './recovery.ts';

describe('a restore', () => {
  test('brings back exactly the items of that second, whatever was written, changed or deleted since', async () => {
    const { dynamoDb } = await start();
    const client = dynamoDb();
    await put(client, '1', 'one');
    await put(client, '2', 'two');
    const first = new Date(clock.time);
    clock.later(10);
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
    const second = clock.later(10);
    await client.send(new UpdateItemCommand(update));
    clock.later(10);
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
    clock.later(1);
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
    const at = clock.later(5);
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
    const first = clock.later(5);
    for (let n = 0; n < 40; n += 1) await put(client, `old-${n}`, 'new');
    const second = clock.later(5);
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

  const now = () => new Date(clock.time);
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
    clock.time = BEGIN;
    const { dynamoDb } = await start();
    clock.later(10);
    const asked = restore(dynamoDb(), 'Copy', { RestoreDateTime: now(), ...changes });
    await expect(asked).rejects.toMatchObject({ name });
  });

  test('reaches as near as the trail, and as far back as 35 days', async () => {
    const { dynamoDb } = await start({ pointInTime: {} });
    const client = dynamoDb();
    const enabled = clock.time;
    const window = async () => {
      const { ContinuousBackupsDescription: described } = await client.send(
        new DescribeContinuousBackupsCommand({ TableName: 'Kept' }),
      );
      const recovery = described?.PointInTimeRecoveryDescription;
      return [recovery?.EarliestRestorableDateTime, recovery?.LatestRestorableDateTime].map(
        (date) => Math.floor(clock.time / 1000) - (date?.getTime() ?? 0) / 1000,
      );
    };
    expect(await window()).toEqual([0, 0]);
    clock.later(3600);
    expect(await window()).toEqual([3600, 300]);
    clock.time = enabled + 50 * DAY;
    expect(await window()).toEqual([35 * 86_400, 300]);
    await expect(
      restore(client, 'Copy', { RestoreDateTime: new Date(clock.time - 299_000) }),
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
