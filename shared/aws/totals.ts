/**
 * Table Totals: one item per inner node. pk `<dataset>#<period>#<parent>` (`-` above the country), sk the node, so
 * that the fold of a parent is one query.
 */
import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import type { PutNode, ReadChildren, ReadNode, ReadNodes, StoredNode } from '../app/ports/totals.ts';
import type { Item } from './item.ts';
import { itemOf, keyOf, nodeOf, partitionOf } from './total-item.ts';

/** The table answered nothing of what it was asked together: an outage, as a throttled call of one item is. */
class TableBusy extends Error {
  override readonly name = 'ProvisionedThroughputExceededException';
}

export const readNode =
  (client: DynamoDBClient, table: string): ReadNode =>
  async (key) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }),
    );
    return Item === undefined ? null : nodeOf(Item);
  };

/** As many requests as it takes until the table has answered for every key. */
export const readNodes =
  (client: DynamoDBClient, table: string): ReadNodes =>
  async (keys) => {
    const found = new Map<string, StoredNode>();
    const nameOf = ({ pk, sk }: Item): string => `${pk?.S} ${sk?.S}`;
    for (let wanted: Item[] | undefined = keys.map(keyOf); wanted !== undefined && wanted.length > 0; ) {
      const { Responses, UnprocessedKeys }: BatchGetItemCommandOutput = await client.send(
        new BatchGetItemCommand({ RequestItems: { [table]: { Keys: wanted, ConsistentRead: true } } }),
      );
      const items = Responses?.[table] ?? [];
      for (const item of items) found.set(nameOf(item), nodeOf(item));
      const left: Item[] | undefined = UnprocessedKeys?.[table]?.Keys;
      if (items.length === 0 && left?.length === wanted.length) throw new TableBusy();
      wanted = left;
    }
    return keys.map((key) => found.get(nameOf(keyOf(key))) ?? null);
  };

export const readChildren = (client: DynamoDBClient, table: string): ReadChildren =>
  async function* (dataset, period, node, after) {
    const pk = { ':pk': { S: partitionOf(dataset, period, node) } };
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        ConsistentRead: true,
        ...(after === undefined
          ? { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: pk }
          : {
              KeyConditionExpression: 'pk = :pk AND sk > :after',
              ExpressionAttributeValues: { ...pk, ':after': { S: after } },
            }),
      },
    );
    for await (const { Items = [] } of pages)
      for (const item of Items) yield [item.sk?.S ?? '', nodeOf(item)];
  };

/**
 * The versioned put. It refuses to replace a node that another fold wrote since, and one that was folded under a
 * newer registry. After a lost answer the SDK's own retry loses to itself; the fold then reads again and finds
 * nothing to change.
 */
export const putNode =
  (client: DynamoDBClient, table: string): PutNode =>
  async (key, node, expected) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: itemOf(key, node),
          ...(expected === null
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: 'version = :expected AND registry <= :registry',
                ExpressionAttributeValues: {
                  ':expected': { N: String(expected) },
                  ':registry': { N: String(node.registryVersion) },
                },
              }),
        }),
      );
      return 'written';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'lost the race';
      throw error;
    }
  };
