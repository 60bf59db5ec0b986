/** SDK only, with the clients and commands of aggregate. Never called: it is loaded and weighed. */
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const dynamoDb = new DynamoDBClient({});
const s3 = new S3Client({});

export async function handler(): Promise<void> {
  const TableName = process.env.TOTALS_TABLE;
  await dynamoDb.send(new GetItemCommand({ TableName, Key: {} }));
  await dynamoDb.send(new QueryCommand({ TableName }));
  await dynamoDb.send(new ScanCommand({ TableName }));
  await dynamoDb.send(new PutItemCommand({ TableName, Item: {} }));
  await s3.send(new PutObjectCommand({ Bucket: process.env.JOURNAL_BUCKET, Key: 'key', Body: '' }));
}
