/** SDK only, with the clients and commands of mend. Never called: it is loaded and weighed. */
import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const dynamoDb = new DynamoDBClient({});
const s3 = new S3Client({});
const sqs = new SQSClient({});

export async function handler(): Promise<void> {
  const TableName = process.env.SUBMISSIONS_TABLE;
  const Bucket = process.env.JOURNAL_BUCKET;
  await dynamoDb.send(new GetItemCommand({ TableName, Key: {} }));
  await dynamoDb.send(new BatchGetItemCommand({ RequestItems: {} }));
  await dynamoDb.send(new QueryCommand({ TableName }));
  await dynamoDb.send(new PutItemCommand({ TableName, Item: {} }));
  await s3.send(new ListObjectsV2Command({ Bucket }));
  await s3.send(new GetObjectCommand({ Bucket, Key: 'key' }));
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.SUBMISSIONS_QUEUE_URL, MessageBody: '' }));
}
