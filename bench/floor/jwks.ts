/** SDK only, with the clients and commands of jwks. Never called: it is loaded and weighed. */
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const dynamoDb = new DynamoDBClient({});
const secrets = new SecretsManagerClient({});

export async function handler(): Promise<void> {
  await dynamoDb.send(new QueryCommand({ TableName: process.env.REGISTRY_TABLE }));
  await secrets.send(new GetSecretValueCommand({ SecretId: process.env.RECEIPT_KEY_A }));
}
