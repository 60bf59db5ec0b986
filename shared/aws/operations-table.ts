/** Table Operations: pk the kind, with the scope behind `#` if it has one; sk the id; a version for the conditional put; the body as JSON text. */
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

/** No kind has a `#`. A kind of the whole hub has the partition that it had before there were scopes. */
const partitionOf = (kind: string, scope: string | null): string =>
  scope === null ? kind : `${kind}#${scope}`;

const recordOf = (item: Item): OperationRecord => ({
  id: item.sk?.S ?? '',
  version: Number(item.version?.N),
  body: jsonBody(item),
  ...(item.changes?.S !== undefined && { changes: JSON.parse(item.changes.S) as Change[] }),
});

export const readOperation =
  (client: DynamoDBClient, table: string): ReadOperation =>
  async (...[kind, scope, id]) => {
    const Key = { pk: { S: partitionOf(kind, scope) }, sk: { S: id } };
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item === undefined ? null : recordOf(Item);
  };

export const putOperation =
  (client: DynamoDBClient, table: string): PutOperation =>
  async (...[kind, scope, id, body, expected, changes]) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: {
            pk: { S: partitionOf(kind, scope) },
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
  async function* (...[kind, scope, { before, most = Number.POSITIVE_INFINITY } = {}]) {
    const pages = paginateQuery(
      { client, ...(Number.isFinite(most) && { pageSize: most }) },
      {
        TableName: table,
        KeyConditionExpression: before === undefined ? 'pk = :pk' : 'pk = :pk AND sk < :before',
        ExpressionAttributeValues: {
          ':pk': { S: partitionOf(kind, scope) },
          ...(before !== undefined && { ':before': { S: before } }),
        },
        ConsistentRead: true,
        ScanIndexForward: false,
      },
    );
    let left = most;
    for await (const { Items = [] } of pages) {
      yield* Items.slice(0, left).map(recordOf);
      left -= Items.length;
      if (left <= 0) return;
    }
  };
