/** SDK only, with the client and commands of the functions that read. Never called: it is loaded and weighed. */
import { DynamoDBClient, GetItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

const dynamoDb = new DynamoDBClient({});

export async function handler(): Promise<void> {
  const TableName = process.env.SUBMISSIONS_TABLE;
  await dynamoDb.send(new GetItemCommand({ TableName, Key: {} }));
  await dynamoDb.send(new QueryCommand({ TableName }));
  await dynamoDb.send(new UpdateItemCommand({ TableName: process.env.QUOTAS_TABLE, Key: {} }));
}
