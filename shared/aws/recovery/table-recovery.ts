/** DynamoDB's recovery for an operator: what can be had of a table, and having it. */
import { isDeepStrictEqual } from 'node:util';
import {
  type BackupSummary,
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  ConditionalCheckFailedException,
  ContinuousBackupsUnavailableException,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ListBackupsCommand,
  type ListBackupsCommandOutput,
  PutItemCommand,
  paginateScan,
  ResourceInUseException,
  ResourceNotFoundException,
  RestoreTableFromBackupCommand,
  RestoreTableToPointInTimeCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import type { Repaired, TableState } from '../../app/ports/recovery.ts';
import type { Item } from '../item.ts';
import { headOf } from '../submissions/ledger-item.ts';

const MOST_NAMED = 100;

async function describe(client: DynamoDBClient, table: string) {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: table }))).Table ?? null;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return null;
    throw error;
  }
}

async function newestBackup(client: DynamoDBClient, table: string): Promise<BackupSummary | undefined> {
  const found: BackupSummary[] = [];
  let after: string | undefined;
  do {
    const page: ListBackupsCommandOutput = await client.send(
      new ListBackupsCommand({ TableName: table, BackupType: 'SYSTEM', ExclusiveStartBackupArn: after }),
    );
    found.push(...(page.BackupSummaries ?? []));
    after = page.LastEvaluatedBackupArn;
  } while (after !== undefined);
  return found
    .sort((a, b) => Number(a.BackupCreationDateTime ?? 0) - Number(b.BackupCreationDateTime ?? 0))
    .at(-1);
}

/** The state of a table, and an ARN that says account and region; null where neither table nor backup has one. */
export async function lookAtTable(
  client: DynamoDBClient,
  table: string,
): Promise<{ readonly state: TableState; readonly arn: string | null }> {
  const found = await describe(client, table);
  if (found === null) {
    const backup = await newestBackup(client, table);
    const arn = backup?.BackupArn ?? null;
    if (arn === null) return { arn, state: { kind: 'gone', backup: null } };
    if (backup?.BackupStatus === 'CREATING') return { arn, state: { kind: 'busy' } };
    const takenAt = backup?.BackupCreationDateTime?.getTime() ?? 0;
    return { arn, state: { kind: 'gone', backup: { arn, takenAt } } };
  }
  const arn = found.TableArn ?? null;
  if (found.TableStatus !== 'ACTIVE') return { arn, state: { kind: 'busy' } };
  const { ContinuousBackupsDescription } = await client.send(
    new DescribeContinuousBackupsCommand({ TableName: table }),
  );
  const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
  const [earliest, latest] = [recovery?.EarliestRestorableDateTime, recovery?.LatestRestorableDateTime];
  return {
    arn,
    state: {
      kind: 'there',
      reach:
        recovery?.PointInTimeRecoveryStatus === 'ENABLED' && earliest && latest
          ? { earliest: earliest.getTime(), latest: latest.getTime() }
          : null,
      isProtected: found.DeletionProtectionEnabled === true,
      fromBackup: found.RestoreSummary?.SourceBackupArn !== undefined,
    },
  };
}

export async function restoreBackup(client: DynamoDBClient, table: string, arn: string): Promise<void> {
  await client.send(new RestoreTableFromBackupCommand({ TargetTableName: table, BackupArn: arn }));
}

/** A table with the keys and the encryption of a sibling, and no items. */
export async function createLike(client: DynamoDBClient, table: string, sibling: string): Promise<void> {
  const like = await describe(client, sibling);
  if (like === null)
    throw new Error(`${table} cannot be created: there is no ${sibling} to take its form from`);
  const key = like.SSEDescription?.KMSMasterKeyArn;
  await client.send(
    new CreateTableCommand({
      TableName: table,
      KeySchema: like.KeySchema,
      AttributeDefinitions: like.AttributeDefinitions,
      BillingMode: 'PAY_PER_REQUEST',
      ...(key === undefined
        ? {}
        : { SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: key } }),
    }),
  );
}

/** What neither a restore nor a creation gives a table. The hub's tables have no TTL, no stream and no index. */
export async function applySettings(
  client: DynamoDBClient,
  table: string,
  { isProtected }: { readonly isProtected: boolean },
  pause: () => Promise<void>,
): Promise<void> {
  const { state } = await lookAtTable(client, table);
  if (state.kind !== 'there') throw new Error(`${table} is not in service`);
  while (state.reach === null) {
    const turnOn = new UpdateContinuousBackupsCommand({
      TableName: table,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
    const isOn = await client.send(turnOn).then(
      () => true,
      (error: unknown) => {
        // A new table is ACTIVE some minutes before it can be backed up.
        if (error instanceof ContinuousBackupsUnavailableException) return false;
        throw error;
      },
    );
    if (isOn) break;
    await pause();
  }
  if (isProtected && !state.isProtected)
    await client.send(new UpdateTableCommand({ TableName: table, DeletionProtectionEnabled: true }));
}

/** Begins the restore of a copy, `to` in milliseconds; nothing where the name is taken, by an earlier run's copy. */
export async function beginCopy(
  client: DynamoDBClient,
  table: string,
  copy: string,
  to: number,
): Promise<void> {
  if ((await describe(client, copy)) !== null) return;
  await client.send(
    new RestoreTableToPointInTimeCommand({
      SourceTableName: table,
      TargetTableName: copy,
      RestoreDateTime: new Date(to),
    }),
  );
}

/** `to` in milliseconds. Goes on where a copy of the name is there already; removes it at the end. */
export async function repairFromCopy(
  client: DynamoDBClient,
  table: string,
  copy: string,
  to: number,
  pause: () => Promise<void>,
): Promise<Repaired> {
  for (;;) {
    const found = await describe(client, copy);
    if (found?.TableStatus === 'ACTIVE') break;
    // Being restored, or deleted by a run that was killed then.
    if (found !== null) await pause();
    else await beginCopy(client, table, copy, to);
  }
  const different: string[] = [];
  let missing = 0;
  for await (const { Items = [] } of paginateScan({ client }, { TableName: copy, ConsistentRead: true })) {
    for (let start = 0; start < Items.length; start += 100) {
      const wanted = Items.slice(start, start + 100);
      const standing = await getAll(client, table, wanted);
      for (const item of wanted) {
        const outcome = await repair(client, table, item, standing.get(nameOf(item)));
        if (outcome === 'missing') missing += 1;
        if (outcome === 'different' && different.length < MOST_NAMED) different.push(nameOf(item));
      }
    }
  }
  await client.send(new DeleteTableCommand({ TableName: copy })).catch((error: unknown) => {
    // The SDK's own retry after a lost answer.
    if (error instanceof ResourceNotFoundException || error instanceof ResourceInUseException) return;
    throw error;
  });
  return { missing, different };
}

const nameOf = ({ pk, sk }: Item): string => `${pk?.S} ${sk?.S}`;

async function getAll(
  client: DynamoDBClient,
  table: string,
  items: readonly Item[],
): Promise<Map<string, Item>> {
  const found = new Map<string, Item>();
  let keys: Item[] | undefined = items.map(({ pk, sk }) => ({ ...(pk && { pk }), ...(sk && { sk }) }));
  while (keys !== undefined && keys.length > 0) {
    const { Responses, UnprocessedKeys }: BatchGetItemCommandOutput = await client.send(
      new BatchGetItemCommand({ RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } }),
    );
    for (const item of Responses?.[table] ?? []) found.set(nameOf(item), item);
    keys = UnprocessedKeys?.[table]?.Keys;
  }
  return found;
}

/**
 * An item that has a version is a state: the higher version stands. All others are written once and never changed, so the
 * copy is right. A put is conditional: what came meanwhile stays.
 */
async function repair(
  client: DynamoDBClient,
  table: string,
  item: Item,
  standing: Item | undefined,
): Promise<'same' | 'missing' | 'different'> {
  if (standing !== undefined) {
    if (isDeepStrictEqual(standing, item)) return 'same';
    if (Number(standing.version?.N ?? -1) >= Number(item.version?.N ?? 0)) return 'same';
  }
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: item,
        ...conditionOf(item, standing),
      }),
    );
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'same';
    throw error;
  }
  return standing === undefined ? 'missing' : 'different';
}

function conditionOf({ version }: Item, standing: Item | undefined) {
  if (standing === undefined) return { ConditionExpression: 'attribute_not_exists(pk)' };
  if (version === undefined) return {};
  return {
    ConditionExpression: 'version < :version',
    ExpressionAttributeValues: { ':version': version },
  };
}

/** All of the ledger, in no order. */
export async function* scanLedger(client: DynamoDBClient, table: string) {
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true }))
    yield* Items.map(headOf);
}
