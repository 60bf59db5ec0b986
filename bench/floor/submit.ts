/**
 * The floor of submit: what no design leaves out. The body is parsed, put as one item and sent as one message,
 * as it came; nobody is asked who sends, nothing is checked, nothing is signed, nothing is logged.
 */
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

const { SUBMISSIONS_TABLE, SUBMISSIONS_QUEUE_URL } = process.env;
const dynamoDb = new DynamoDBClient({ maxAttempts: 3 });
const sqs = new SQSClient({ maxAttempts: 3 });
/** Read once per instance; who signs needs it, however it is made. */
const secrets = new SecretsManagerClient({ maxAttempts: 3 });
secrets.send(new GetSecretValueCommand({ SecretId: process.env.RECEIPT_KEY_A })).catch(() => undefined);

export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const text = Buffer.from(event.body ?? '', 'base64').toString();
  const { system, dataset, period, revision } = JSON.parse(text) as Record<string, string>;
  const Item = {
    pk: { S: `${system}#${dataset}#${period}` },
    sk: { S: String(revision) },
    body: { S: text },
  };
  await dynamoDb.send(new PutItemCommand({ TableName: SUBMISSIONS_TABLE, Item }));
  await sqs.send(new SendMessageCommand({ QueueUrl: SUBMISSIONS_QUEUE_URL, MessageBody: text }));
  return { statusCode: 202, body: '' };
}
