/** SDK only, with the clients and commands of admin-registry. Never called: it is loaded and weighed. */
import {
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';

const dynamoDb = new DynamoDBClient({});
const sqs = new SQSClient({});
const secretsManager = new SecretsManagerClient({});

export async function handler(): Promise<void> {
  const TableName = process.env.REGISTRY_TABLE;
  await dynamoDb.send(new GetItemCommand({ TableName: process.env.OPERATIONS_TABLE, Key: {} }));
  await dynamoDb.send(new QueryCommand({ TableName }));
  await dynamoDb.send(new ScanCommand({ TableName }));
  await dynamoDb.send(new PutItemCommand({ TableName, Item: {} }));
  await dynamoDb.send(new BatchWriteItemCommand({ RequestItems: {} }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: process.env.SUBMISSIONS_QUEUE_URL, Entries: [] }));
  await secretsManager.send(new GetSecretValueCommand({ SecretId: process.env.PROBER_KEY }));
}
