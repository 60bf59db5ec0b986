/** SDK only, with the clients and commands of watch. Never called: it is loaded and weighed. */
import { DynamoDBClient, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const dynamoDb = new DynamoDBClient({});
const sqs = new SQSClient({});

export async function handler(): Promise<void> {
  const TableName = process.env.REGISTRY_TABLE;
  await dynamoDb.send(new QueryCommand({ TableName }));
  await dynamoDb.send(new ScanCommand({ TableName }));
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.SUBMISSIONS_QUEUE_URL, MessageBody: '' }));
}
