/** Table Operations: pk the kind, sk the id, a version for the conditional put, the body as JSON text. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import type {
  ListOperations,
  OperationRecord,
  PutOperation,
  ReadOperation,
} from '../app/ports/operations.ts';
import type { Change } from '../contract/access/change.ts';
import { type Item, jsonBody } from './item.ts';

const recordOf = (item: Item): OperationRecord => ({
  id: item.sk?.S ?? '',
  version: Number(item.version?.N),
  body: jsonBody(item),
  ...(item.changes?.S !== undefined && { changes: JSON.parse(item.changes.S) as Change[] }),
});

export const readOperation =
  (client: DynamoDBClient, table: string): ReadOperation =>
  async (kind, id) => {
    const Key = { pk: { S: kind }, sk: { S: id } };
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item === undefined ? null : recordOf(Item);
  };

export const putOperation =
  (client: DynamoDBClient, table: string): PutOperation =>
  async (kind, id, body, expected, changes) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: {
            pk: { S: kind },
            sk: { S: id },
            version: { N: String((expected ?? 0) + 1) },
            body: { S: JSON.stringify(body) },
            ...(changes && { changes: { S: JSON.stringify(changes) } }),
          },
          ...(expected === null
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: 'version = :expected',
                ExpressionAttributeValues: { ':expected': { N: String(expected) } },
              }),
        }),
      );
      return 'written';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'lost the race';
      throw error;
    }
  };

export const listOperations = (client: DynamoDBClient, table: string): ListOperations =>
  async function* (kind) {
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: kind } },
        ConsistentRead: true,
        ScanIndexForward: false,
      },
    );
    for await (const { Items = [] } of pages) yield* Items.map(recordOf);
  };
