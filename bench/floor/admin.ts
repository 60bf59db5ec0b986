/** SDK only, with the client and commands of admin. Never called: it is loaded and weighed. */
import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';

const dynamoDb = new DynamoDBClient({});

export async function handler(): Promise<void> {
  const TableName = process.env.OPERATIONS_TABLE;
  await dynamoDb.send(new GetItemCommand({ TableName, Key: {} }));
  await dynamoDb.send(new QueryCommand({ TableName }));
  await dynamoDb.send(new PutItemCommand({ TableName, Item: {} }));
}
