/** SDK only, with the clients and commands of batch-sweep. Never called: it is loaded and weighed. */
import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const dynamoDb = new DynamoDBClient({});
const sqs = new SQSClient({});

export async function handler(): Promise<void> {
  const TableName = process.env.OPERATIONS_TABLE;
  await dynamoDb.send(new GetItemCommand({ TableName, Key: {} }));
  await dynamoDb.send(new QueryCommand({ TableName }));
  await dynamoDb.send(new PutItemCommand({ TableName, Item: {} }));
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.BATCHES_QUEUE_URL, MessageBody: '' }));
}
