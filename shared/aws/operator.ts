/** What an operator's tools need beyond the functions: clients for a chosen endpoint, and what it does with the queue. */
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Refold } from '../contract/submissions/ledger.ts';
import { callOptions, type Patience, patience } from './clients.ts';

export type AwsTarget = {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
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

/** Ten in a call; those that SQS did not take are sent again. */
export async function sendRefolds(
  client: SQSClient,
  queueUrl: string,
  refolds: readonly Refold[],
): Promise<void> {
  for (let start = 0; start < refolds.length; start += 10) {
    let pending = refolds
      .slice(start, start + 10)
      .map((refold, index) => ({ Id: String(index), MessageBody: JSON.stringify(refold) }));
    for (let attempt = 0; pending.length > 0; attempt += 1) {
      const { Failed = [] } = await client.send(
        new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: pending }),
      );
      const [first] = Failed;
      if (first !== undefined && (first.SenderFault || attempt === patience.byTheClock.attempts))
        throw new Error(`the queue refused a refold: ${first.Code} ${first.Message ?? ''}`);
      const failed = new Set(Failed.map(({ Id }) => Id));
      pending = pending.filter(({ Id }) => failed.has(Id));
    }
  }
}
