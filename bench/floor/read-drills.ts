/** SDK only, with the clients and commands of read-drills. Never called: it is loaded and weighed. */
import { DynamoDBClient, GetItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

const dynamoDb = new DynamoDBClient({});
const s3 = new S3Client({});

export async function handler(): Promise<void> {
  const TableName = process.env.OPERATIONS_TABLE;
  await dynamoDb.send(new GetItemCommand({ TableName, Key: {} }));
  await dynamoDb.send(new QueryCommand({ TableName }));
  await dynamoDb.send(new UpdateItemCommand({ TableName: process.env.QUOTAS_TABLE, Key: {} }));
  await s3.send(new GetObjectCommand({ Bucket: process.env.DRILL_BUCKET, Key: 'key' }));
}
