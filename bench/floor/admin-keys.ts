/** SDK only, with the clients and commands of admin-keys. Never called: it is loaded and weighed. */
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';

const dynamoDb = new DynamoDBClient({});
const s3 = new S3Client({});

export async function handler(): Promise<void> {
  const TableName = process.env.REGISTRY_TABLE;
  const Bucket = process.env.JOURNAL_BUCKET;
  await dynamoDb.send(new GetItemCommand({ TableName, Key: {} }));
  await dynamoDb.send(new QueryCommand({ TableName }));
  await dynamoDb.send(new ScanCommand({ TableName }));
  await dynamoDb.send(new PutItemCommand({ TableName, Item: {} }));
  await s3.send(new ListObjectsV2Command({ Bucket }));
  await s3.send(new GetObjectCommand({ Bucket, Key: 'key' }));
}
