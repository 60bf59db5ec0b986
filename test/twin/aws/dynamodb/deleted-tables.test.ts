/** What a deleted table leaves, and what the change log leaves on the disk. */
import {
  DeleteTableCommand,
  DescribeBackupCommand,
  DescribeContinuousBackupsCommand,
  ListBackupsCommand,
  RestoreTableFromBackupCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { loadDynalite, under } from '../../../../twin/aws/dynamodb/dynalite.ts';
import { DAY } from '../../../../twin/aws/dynamodb/point-in-time/continuous-backups.ts';
import { ledgerTable, startFixture, temporaryDirectory } from '../fixture.ts';
import { active, BEGIN, clock, contents, gone, kept, put, restore, restored, start } from './recovery.ts';

describe('a deleted table', () => {
  test('is out of reach of point-in-time recovery, and comes back from its system backup under its own name', async () => {
    const { dynamoDb } = await start();
    const client = dynamoDb();
    await put(client, '1', 'one');
    const before = clock.later(5);
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
      BackupExpiryDateTime: new Date(clock.time + 35 * DAY),
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
    clock.time += 36 * DAY;
    await expect(
      client.send(new RestoreTableFromBackupCommand({ BackupArn, TargetTableName: 'Late' })),
    ).rejects.toMatchObject({ name: 'BackupNotFoundException' });
  });

  test('leaves no past to a new table of its name', async () => {
    const { dynamoDb, endpoint } = await start();
    const client = dynamoDb();
    await put(client, '1', 'one');
    const before = clock.later(5);
    await client.send(new DeleteTableCommand({ TableName: 'Kept' }));
    await gone(client, 'Kept');
    clock.later(5);
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
  clock.time = BEGIN;
  const directory = temporaryDirectory();
  const changes = async (): Promise<number> => {
    const path = `${directory.path}/dynamodb`;
    const { store, close } = await loadDynalite({
      path,
      accountId: '1',
      region: 'r',
      onError: () => undefined,
    });
    const keys = await Array.fromAsync(store.db.keys(under('pitr-change~')));
    await close();
    return keys.length;
  };
  const run = async (writes: number): Promise<void> => {
    const { endpoint, dynamoDb, stop } = await startFixture({
      stateDirectory: directory.path,
      now: () => clock.time,
      pointInTime: { trailSeconds: 0, restoreSeconds: 0 },
    });
    await endpoint.createTable(kept);
    for (let n = 0; n < writes; n += 1) await put(dynamoDb(), String(n % 7), String(n));
    await stop();
  };
  await run(50);
  clock.time += 20 * DAY;
  await run(30);
  expect(await changes()).toBe(80);
  clock.time += 20 * DAY;
  await run(0);
  expect(await changes()).toBe(30);
  const { dynamoDb } = await start({ stateDirectory: directory.path });
  expect(await restored(dynamoDb(), 'Copy', new Date(clock.time - 30 * DAY))).toMatchObject({
    0: '49',
    6: '48',
  });
});
