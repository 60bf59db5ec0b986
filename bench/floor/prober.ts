/** SDK only, with the clients and commands of the function. Never called: it is loaded and weighed. */
import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const dynamoDb = new DynamoDBClient({});
const sqs = new SQSClient({});
const secrets = new SecretsManagerClient({});

export async function handler(): Promise<void> {
  const TableName = process.env.SUBMISSIONS_TABLE;
  await secrets.send(new GetSecretValueCommand({ SecretId: process.env.PROBER_KEY }));
  await dynamoDb.send(new GetItemCommand({ TableName, Key: {} }));
  await dynamoDb.send(new QueryCommand({ TableName }));
  await dynamoDb.send(new PutItemCommand({ TableName, Item: {} }));
  await sqs.send(
    new SendMessageCommand({ QueueUrl: process.env.SUBMISSIONS_QUEUE_URL, MessageBody: 'entry' }),
  );
}
