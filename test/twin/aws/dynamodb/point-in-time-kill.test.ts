/** What `kill -9` may not do to point-in-time recovery: lose the past, or leave a restore half done. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  BatchWriteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ListBackupsCommand,
  RestoreTableFromBackupCommand,
  RestoreTableToPointInTimeCommand,
  ScanCommand,
  UpdateContinuousBackupsCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { region, temporaryDirectory } from '../fixture.ts';

const { path, remove } = temporaryDirectory();
const script = join(import.meta.dirname, 'serve-until-killed.ts');
const credentials = { accessKeyId: 'OPERATOR', secretAccessKey: 'x' };

async function start(): Promise<[DynamoDBClient, ChildProcess]> {
  const child = fork(script, [path]);
  const [endpoint] = await once(child, 'message');
  return [new DynamoDBClient({ endpoint, region, credentials, maxAttempts: 1 }), child];
}
async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

const COUNT = 1000;
async function write(client: DynamoDBClient, value: string): Promise<void> {
  const puts = Array.from({ length: COUNT }, (_, n) => ({
    PutRequest: { Item: { pk: { S: 'p' }, sk: { S: String(n) }, value: { S: value } } },
  }));
  for (let n = 0; n < COUNT; n += 25)
    await client.send(new BatchWriteItemCommand({ RequestItems: { Ledger: puts.slice(n, n + 25) } }));
}
/** The second that has just ended, once it has. */
async function secondThatEnds(): Promise<Date> {
  const second = Math.floor(Date.now() / 1000);
  await wait((second + 1) * 1000 - Date.now() + 5);
  return new Date((second + 1) * 1000);
}
async function values(client: DynamoDBClient, TableName: string): Promise<[number, (string | undefined)[]]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName }));
  return [Items.length, [...new Set(Items.map((item) => item.value?.S))]];
}
const active = (client: DynamoDBClient, TableName: string) =>
  expect
    .poll(async () => (await client.send(new DescribeTableCommand({ TableName }))).Table?.TableStatus, {
      timeout: 10_000,
    })
    .toBe('ACTIVE');

test('the past and a restore under way survive it; so does a deletion', { timeout: 60_000 }, async () => {
  let [client, child] = await start();
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
  await client.send(
    new UpdateContinuousBackupsCommand({ TableName: 'Ledger', PointInTimeRecoverySpecification }),
  );
  await write(client, 'first');
  const RestoreDateTime = await secondThatEnds();
  await write(client, 'second');
  await kill(child);

  [client, child] = await start();
  const SourceTableName = 'Ledger';
  await client.send(
    new RestoreTableToPointInTimeCommand({ SourceTableName, TargetTableName: 'Copy', RestoreDateTime }),
  );
  await kill(child);

  [client, child] = await start();
  const copy = await client.send(new DescribeTableCommand({ TableName: 'Copy' }));
  expect(copy.Table).toMatchObject({ TableStatus: 'CREATING', RestoreSummary: { RestoreInProgress: true } });
  await active(client, 'Copy');
  expect(await values(client, 'Copy')).toEqual([COUNT, ['first']]);
  expect(await values(client, 'Ledger')).toEqual([COUNT, ['second']]);
  await client.send(new DeleteTableCommand({ TableName: 'Ledger' }));
  await kill(child);

  [client, child] = await start();
  const list = new ListBackupsCommand({ TableName: 'Ledger', BackupType: 'SYSTEM' });
  await expect
    .poll(async () => (await client.send(list)).BackupSummaries?.[0]?.BackupStatus, { timeout: 10_000 })
    .toBe('AVAILABLE');
  const [backup] = (await client.send(list)).BackupSummaries ?? [];
  const order = { BackupArn: backup?.BackupArn, TargetTableName: 'Back' };
  await client.send(new RestoreTableFromBackupCommand(order));
  await active(client, 'Back');
  expect(await values(client, 'Back')).toEqual([COUNT, ['second']]);
  await kill(child);
  remove();
});
