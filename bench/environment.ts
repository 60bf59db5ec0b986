/** The environment of functions that are measured outside the twin, and the credentials that nobody checks. */
import type { Environment, FunctionName } from '../shared/config.ts';

type Every = { [F in FunctionName]: Environment<F> }[FunctionName];
type Variables = Every extends infer E ? (E extends unknown ? keyof E : never) : never;

export const STAGE = 'dev';
export const REGION = 'ap-southeast-1';

/** `awsUrl` ends up in AWS_ENDPOINT_URL, as on the twin. */
export function functionEnvironment(awsUrl: string): Record<string, string> {
  const variables: Record<Variables, string> = {
    STAGE,
    TOKEN_ISSUER: 'none',
    TOKEN_AUDIENCE: 'none',
    TOKEN_TYPES: 'at+jwt',
    TOKEN_CLIENT_CLAIM: 'client_id',
    TOKEN_SCOPE_PREFIX: 'none',
    REGISTRY_TABLE: 'registry',
    SUBMISSIONS_TABLE: 'submissions',
    TOTALS_TABLE: 'totals',
    RECEIPT_KEY_A: 'receipt-key-a',
    RECEIPT_KEY_B: 'receipt-key-b',
    PROBER_KEY: 'prober-key',
    API_URL: 'http://127.0.0.1:9/v1',
    SUBMISSIONS_QUEUE_URL: `${awsUrl}/123456789012/submissions`,
    JOURNAL_BUCKET: 'journal',
    OPERATIONS_TABLE: 'operations',
    QUOTAS_TABLE: 'quotas',
    TRAIL_BUCKET: 'trail',
    UPLOADS_BUCKET: 'uploads',
    BATCHES_QUEUE_URL: `${awsUrl}/123456789012/batches`,
    DRILL_BUCKET: 'drills',
    DRILL_DAYS: '30',
    DEAD_LETTER_QUEUE_URL: `${awsUrl}/123456789012/submissions-dlq`,
    BATCH_DEAD_LETTER_QUEUE_URL: `${awsUrl}/123456789012/batches-dlq`,
  };
  return {
    ...variables,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'ASIABENCH',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_SESSION_TOKEN: 'bench',
    AWS_ENDPOINT_URL: awsUrl,
    TZ: 'UTC',
  };
}
