/** SDK only, with the clients and commands of batch-work. Never called: it is loaded and weighed. */
import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const dynamoDb = new DynamoDBClient({});
const s3 = new S3Client({});
const sqs = new SQSClient({});

export async function handler(): Promise<void> {
  const TableName = process.env.OPERATIONS_TABLE;
  const of = { Bucket: process.env.UPLOADS_BUCKET, Key: 'key' };
  await dynamoDb.send(new GetItemCommand({ TableName, Key: {} }));
  await dynamoDb.send(new QueryCommand({ TableName }));
  await dynamoDb.send(new PutItemCommand({ TableName, Item: {} }));
  await s3.send(new GetObjectCommand(of));
  await s3.send(new PutObjectCommand(of));
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.BATCHES_QUEUE_URL, MessageBody: '' }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: process.env.SUBMISSIONS_QUEUE_URL, Entries: [] }));
}
