/** SDK only, with the client and commands of the function that reads the registry. Never called: it is loaded and weighed. */
import { DynamoDBClient, GetItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';

const dynamoDb = new DynamoDBClient({});

export async function handler(): Promise<void> {
  const TableName = process.env.REGISTRY_TABLE;
  await dynamoDb.send(new GetItemCommand({ TableName, Key: {} }));
  await dynamoDb.send(new QueryCommand({ TableName }));
  await dynamoDb.send(new ScanCommand({ TableName }));
}
