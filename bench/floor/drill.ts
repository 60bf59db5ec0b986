/** SDK only, with the clients and commands of drill. Never called: it is loaded and weighed. */
import {
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  RestoreTableToPointInTimeCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const dynamoDb = new DynamoDBClient({});
const s3 = new S3Client({});
const sqs = new SQSClient({});
const secrets = new SecretsManagerClient({});

export async function handler(): Promise<void> {
  const TableName = process.env.TOTALS_TABLE;
  const Bucket = process.env.JOURNAL_BUCKET;
  await dynamoDb.send(new GetItemCommand({ TableName, Key: {} }));
  await dynamoDb.send(new QueryCommand({ TableName }));
  await dynamoDb.send(new ScanCommand({ TableName }));
  await dynamoDb.send(new PutItemCommand({ TableName, Item: {} }));
  await dynamoDb.send(new ListTablesCommand({}));
  await dynamoDb.send(new DescribeTableCommand({ TableName }));
  await dynamoDb.send(new DescribeContinuousBackupsCommand({ TableName }));
  await dynamoDb.send(
    new RestoreTableToPointInTimeCommand({
      SourceTableName: TableName,
      TargetTableName: `${TableName}-drill-x`,
    }),
  );
  await dynamoDb.send(new DeleteTableCommand({ TableName: `${TableName}-drill-x` }));
  await secrets.send(new GetSecretValueCommand({ SecretId: process.env.RECEIPT_KEY_A }));
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.SUBMISSIONS_QUEUE_URL, MessageBody: '' }));
  await s3.send(new ListObjectsV2Command({ Bucket }));
  await s3.send(new GetObjectCommand({ Bucket, Key: 'key' }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'key', Body: '' }));
}
