/** The AWS clients, one of each per function instance, and what counts as an outage of AWS. */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SigningHash } from './signing-hash.ts';

/**
 * How often a call is tried. Behind the queue a brown-out of a table is waited out, so that it does not burn the
 * messages' receive counts; in front of a caller an early 503 with Retry-After is better than silence.
 */
export const attempts = { atTheDoor: 3, behindTheQueue: 8 } as const;

const ignore = (): void => undefined;

/**
 * What the SDK spends of a call is most of what a submission costs; these take a sixth of that off (ADR 15). The middleware of
 * a command is put together once, as ours never changes. A logger without `info` spares the copy of input and output that the SDK
 * makes for it, which nobody would read; its type asks for one. Of a message no MD5 is compared: TLS brings it whole.
 */
const lean = {
  cacheMiddleware: true,
  logger: {
    trace: ignore,
    debug: ignore,
    warn: ignore,
    error: ignore,
  } as Required<DynamoDBClientConfig>['logger'],
  sha256: SigningHash,
};

export const dynamoDb = (maxAttempts: number) => new DynamoDBClient({ maxAttempts, ...lean });
export const sqs = (maxAttempts: number) => new SQSClient({ maxAttempts, md5: false, ...lean });
export const secretsManager = (maxAttempts: number) => new SecretsManagerClient({ maxAttempts });
/** Path style: bucket names as host names do not resolve on the twin, and both work in the cloud. */
export const s3 = (maxAttempts: number) => new S3Client({ maxAttempts, forcePathStyle: true });

const outages = new Set([
  // A table that is lost, or being restored: senders keep what they have and come again.
  'ResourceNotFoundException',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'InternalServerError',
  'InternalFailure',
  'InternalServiceError',
  'ServiceUnavailable',
  'RequestThrottled',
  'OverLimit',
  'KMS.ThrottlingException',
  'KmsThrottled',
  'TimeoutError',
  'AbortError',
]);

/** Whether a throw says that AWS could not answer now, so that the same request may succeed later. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (outages.has(error.name)) return true;
  const { $metadata, code } = error as Error & { $metadata?: { httpStatusCode?: number }; code?: unknown };
  const status = $metadata?.httpStatusCode;
  if (status !== undefined) return status >= 500 || status === 429;
  return typeof code === 'string' && /^E(CONN|PIPE|AI_AGAIN|HOST|NET|TIMEDOUT)/.test(code);
}
