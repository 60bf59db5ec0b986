/** SDK only: reads one record of the registry, consistently, and answers with it as it is. The snapshot's scan and the update of quotas are loaded and not called. */
import {
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';

const dynamoDb = new DynamoDBClient({});
const TableName = process.env.REGISTRY_TABLE;

export async function handler(): Promise<{ statusCode: number; body: string }> {
  const Key = { pk: { S: 'registry#version' }, sk: { S: 'current' } };
  const { Item } = await dynamoDb.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
  return { statusCode: 200, body: JSON.stringify(Item) };
}

/** Never called. */
export const others = () =>
  Promise.all([
    dynamoDb.send(new QueryCommand({ TableName })),
    dynamoDb.send(new ScanCommand({ TableName })),
    dynamoDb.send(new UpdateItemCommand({ TableName: process.env.QUOTAS_TABLE, Key: {} })),
  ]);
