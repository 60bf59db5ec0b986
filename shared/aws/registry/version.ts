/** Where the registry stands (ADR 33): `registry#version`, the numbers that imports take, and the put that commits one. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { ReadRegistryVersion } from '../../app/ports/recovery.ts';
import type { CommitVersion, TakeNumber } from '../../app/ports/registry.ts';
import { CURRENT } from '../../domain/registry/records.ts';
import { emptyView, type RegistryView, sees } from '../../domain/registry/view.ts';
import type { Item } from '../item.ts';

/** The sort key of a record's version: ten digits. */
export const numberText = (number: number): string => String(number).padStart(10, '0');

export const versionKey: Item = { pk: { S: 'registry#version' }, sk: { S: CURRENT } };

/** What each import notes of itself, under its own number. */
export const COMMIT = 'registry#commit';

/** Consistent. */
async function itemOf(
  client: DynamoDBClient,
  table: string,
  pk: string,
  sk: string = CURRENT,
): Promise<Item | null> {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk = :sk',
      ExpressionAttributeValues: { ':pk': { S: pk }, ':sk': { S: sk } },
      ConsistentRead: true,
    }),
  );
  return Items?.[0] ?? null;
}

/** A release before ADR 33 writes no list: it knows of no number that was passed over. */
export const viewOf = (item: Item): RegistryView => ({
  version: Number(item.version?.N),
  abandoned: (item.abandoned?.L ?? []).map(({ N }) => Number(N)),
  at: item.at?.S ?? '',
});

/** One read unit, consistent. */
export async function readView(client: DynamoDBClient, table: string): Promise<RegistryView> {
  const item = await itemOf(client, table, 'registry#version');
  return item === null ? emptyView : viewOf(item);
}

export const readRegistryVersion =
  (client: DynamoDBClient, table: string): ReadRegistryVersion =>
  async () => {
    const { version, at } = await readView(client, table);
    return version === 0 ? null : { version, at };
  };

/** The newest registry version; 0 before the first load. Consistent. */
export const readVersion = async (client: DynamoDBClient, table: string): Promise<number> =>
  (await readView(client, table)).version;

/** Whether an item was put on the condition; false where something else stood there. */
export async function putIf(
  client: DynamoDBClient,
  table: string,
  item: Item,
  condition: string,
  values?: Item,
): Promise<boolean> {
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: item,
        ConditionExpression: condition,
        ...(values && { ExpressionAttributeValues: values }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Whether the record was put; false where that version of it is there already. */
const putNew = (client: DynamoDBClient, table: string, item: Item): Promise<boolean> =>
  putIf(client, table, item, 'attribute_not_exists(pk)');

/**
 * As `putNew`, of an item that nobody else writes in the same words: true too where an earlier try has put it and its answer was lost, as
 * the SDK then tries again.
 */
export async function putOwn(client: DynamoDBClient, table: string, item: Item): Promise<boolean> {
  if (await putNew(client, table, item)) return true;
  const found = await itemOf(client, table, item.pk?.S ?? '', item.sk?.S);
  return found?.body?.S === item.body?.S && found?.at?.S === item.at?.S;
}

/** A release before ADR 33 raises the version without taking a number: the next is above both. */
export const takeNumber =
  (client: DynamoDBClient, table: string): TakeNumber =>
  async () => {
    for (;;) {
      const [counter, { version }] = await Promise.all([
        itemOf(client, table, 'registry#number'),
        readView(client, table),
      ]);
      const number = Math.max(Number(counter?.taken?.N ?? 0), version) + 1;
      const item = { pk: { S: 'registry#number' }, sk: { S: CURRENT }, taken: { N: String(number) } };
      const isTaken =
        counter === null
          ? await putNew(client, table, item)
          : await putIf(client, table, item, 'taken = :taken', { ':taken': counter.taken ?? { N: '0' } });
      if (isTaken) return number;
    }
  };

/** A put that was made though its answer was lost is told from one that was overtaken by reading what stands there. */
export const commitVersion =
  (client: DynamoDBClient, table: string): CommitVersion =>
  async (base, { version, abandoned, at }) => {
    const item: Item = {
      ...versionKey,
      version: { N: String(version) },
      at: { S: at },
      ...(abandoned.length > 0 && { abandoned: { L: abandoned.map((one) => ({ N: String(one) })) } }),
    };
    const isPut =
      base.version === 0
        ? await putNew(client, table, item)
        : await putIf(client, table, item, 'version = :base', { ':base': { N: String(base.version) } });
    return isPut || sees(await readView(client, table), version) ? 'written' : 'lost the race';
  };
