/** The AWS clients, one of each per function instance, and what counts as an outage of AWS. */
import { DynamoDBClient, type DynamoDBClientConfig, type GetItemCommand } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SigningHash } from './signing-hash.ts';

/**
 * How often a call is tried, and after how many milliseconds of silence a try is given up. Without a limit a socket that accepts
 * and says nothing holds the call until Lambda ends the function, and with it the answer, or the whole batch.
 */
export type Patience = { readonly attempts: number; readonly silence: number };

/**
 * In front of a caller an early 503 with Retry-After is better than silence. Behind the queue a call that fails costs its messages
 * six minutes, and one that takes too long costs those of the whole batch. What runs by the clock has minutes, and asks for more
 * at a time. test/infra/call-times.test.ts holds `longestCall` of each against the timeouts of the functions.
 */
export const patience = {
  atTheDoor: { attempts: 3, silence: 2_000 },
  /** Of what a call can go on without: it must not cost the caller more than this. */
  beside: { attempts: 2, silence: 500 },
  behindTheQueue: { attempts: 5, silence: 2_000 },
  byTheClock: { attempts: 8, silence: 10_000 },
  /**
   * S3 takes up to minutes to put a file of parts together (`CompleteMultipartUpload`, Amazon S3 API Reference): as long as a call at the
   * door may take, and no second try, as the sender's own finds it done.
   */
  atTheDoorForFiles: { attempts: 1, silence: 25_000 },
} as const satisfies Readonly<Record<string, Patience>>;

/** What the SDK waits at most before it tries again what was throttled: this, then twice as long each time. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 20_000;

/** In milliseconds: every try is given up for silence, and every wait between them is the longest that the SDK makes. */
export function longestCall({ attempts, silence }: Patience): number {
  let longest = attempts * silence;
  for (let retry = 0; retry < attempts - 1; retry += 1)
    longest += Math.min(FIRST_WAIT * 2 ** retry, LONGEST_WAIT);
  return longest;
}

/** Without `throwOnRequestTimeout` the SDK only warns. An answer that begins and does not go on is silence too (`socketTimeout`). */
export const callOptions = ({ attempts, silence }: Patience) => ({
  maxAttempts: attempts,
  requestHandler: {
    connectionTimeout: Math.min(silence, 1_000),
    requestTimeout: silence,
    socketTimeout: silence,
    throwOnRequestTimeout: true,
  },
});

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

export const dynamoDb = (patience: Patience) => new DynamoDBClient({ ...callOptions(patience), ...lean });
/**
 * The client as one call of a function may use it: what was not sent when the call is over is never sent. Lambda freezes an instance that
 * has answered, and wakes it hours later for another call, in which all that was under way would go on.
 */
export const whileOpen = (client: DynamoDBClient, signal: AbortSignal): DynamoDBClient => {
  const send = (command: GetItemCommand) => client.send(command, { abortSignal: signal });
  return Object.assign(Object.create(client) as DynamoDBClient, { send });
};
export const sqs = (patience: Patience) => new SQSClient({ ...callOptions(patience), md5: false, ...lean });
export const secretsManager = (patience: Patience) => new SecretsManagerClient(callOptions(patience));
/** Path style: bucket names as host names do not resolve on the twin, and both work in the cloud. */
export const s3 = (patience: Patience) => new S3Client({ ...callOptions(patience), forcePathStyle: true });

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
  // Of a release that is not there yet, or not any more (ADR 25).
  'NewerFormat',
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
