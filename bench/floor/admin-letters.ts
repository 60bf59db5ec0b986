/** SDK only, with the clients and commands of admin-letters. Never called: it is loaded and weighed. */
import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

const dynamoDb = new DynamoDBClient({});
const sqs = new SQSClient({});

export async function handler(): Promise<void> {
  const TableName = process.env.OPERATIONS_TABLE;
  const QueueUrl = process.env.DEAD_LETTER_QUEUE_URL;
  await dynamoDb.send(new GetItemCommand({ TableName, Key: {} }));
  await dynamoDb.send(new QueryCommand({ TableName }));
  await dynamoDb.send(new PutItemCommand({ TableName, Item: {} }));
  await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries: [] }));
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.SUBMISSIONS_QUEUE_URL, MessageBody: '' }));
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'x' }));
}
