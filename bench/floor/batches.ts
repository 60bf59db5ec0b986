/** SDK only, with the clients and commands of batches. Never called: it is loaded and weighed. */
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const dynamoDb = new DynamoDBClient({});
const s3 = new S3Client({});
const sqs = new SQSClient({});
const secrets = new SecretsManagerClient({});

export async function handler(): Promise<void> {
  const TableName = process.env.OPERATIONS_TABLE;
  const of = { Bucket: process.env.UPLOADS_BUCKET, Key: 'key', UploadId: 'id' };
  await dynamoDb.send(new GetItemCommand({ TableName, Key: {} }));
  await dynamoDb.send(new QueryCommand({ TableName }));
  await dynamoDb.send(new UpdateItemCommand({ TableName: process.env.QUOTAS_TABLE, Key: {} }));
  await dynamoDb.send(new PutItemCommand({ TableName, Item: {} }));
  await s3.send(new PutObjectCommand(of));
  await s3.send(new GetObjectCommand(of));
  await s3.send(new HeadObjectCommand(of));
  await s3.send(new CreateMultipartUploadCommand(of));
  await s3.send(new ListPartsCommand(of));
  await s3.send(new CompleteMultipartUploadCommand(of));
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.BATCHES_QUEUE_URL, MessageBody: '' }));
  await secrets.send(new GetSecretValueCommand({ SecretId: process.env.RECEIPT_KEY_A }));
}
