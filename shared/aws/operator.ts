/** What an operator's tools need beyond the functions: clients for a chosen endpoint, and what it does with the queue. */
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { callOptions, type Patience, patience } from './clients.ts';

export type AwsTarget = {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    /** Of a role; a user has none. */
    readonly sessionToken?: string;
  };
};

/** The SDK writes into the credentials that it is given: it gets a copy. */
export const optionsOf = (target: AwsTarget | null, patient: Patience = patience.byTheClock) => ({
  ...callOptions(patient),
  ...structuredClone(target),
});

/** With null: AWS itself, by the ordinary environment (AWS_PROFILE, AWS_REGION, …). */
export const operatorDynamoDb = (target: AwsTarget | null): DynamoDBClient =>
  new DynamoDBClient(optionsOf(target));

/** Path style, as the functions have it (shared/aws/clients.ts). The journal's replica is in another region, and says in which. */
export const operatorS3 = (target: AwsTarget | null): S3Client =>
  new S3Client({ ...optionsOf(target), forcePathStyle: true, followRegionRedirects: true });

export const operatorLogs = (target: AwsTarget | null): CloudWatchLogsClient =>
  new CloudWatchLogsClient(optionsOf(target));

export const operatorSecrets = (target: AwsTarget | null): SecretsManagerClient =>
  new SecretsManagerClient(optionsOf(target));

/** The URL that a queue says it has may have a host that is not the endpoint's: the client keeps to its endpoint. */
export const operatorSqs = (target: AwsTarget | null): SQSClient =>
  new SQSClient({ ...optionsOf(target), ...(target === null ? {} : { useQueueUrlAsEndpoint: false }) });

export async function queueUrlOf(client: SQSClient, name: string): Promise<string> {
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
  if (QueueUrl === undefined) throw new Error(`there is no queue ${name}`);
  return QueueUrl;
}

/** Waiting, delayed and in flight; approximate, as SQS counts. */
export async function messagesIn(client: SQSClient, queueUrl: string): Promise<number> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
  );
  return (['', 'NotVisible', 'Delayed'] as const)
    .map((state) => Number(Attributes[`ApproximateNumberOfMessages${state}`] ?? 0))
    .reduce((sum, count) => sum + count, 0);
}
