/**
 * What each function reads from its environment. The CDK construct takes the same type, so a variable that
 * infra forgets or misspells fails the type check; one lost after that stops the function when it loads,
 * by name.
 */
import * as z from 'zod';

const text = z.string().min(1);
/** Short name of the deployment; it is part of every API key (`dtm_<stage>_…`). */
const stage = z.string().regex(/^[a-z][a-z0-9]{1,9}$/);

const registry = { STAGE: stage, REGISTRY_TABLE: text };
/** Of functions that keys call: what is counted of their calls. */
const counted = { QUOTAS_TABLE: text };
/** The issuer of access tokens, and what a token of it has to be (docs/oauth.md). `none`: no tokens are taken, or there is no prefix. */
const tokens = {
  TOKEN_ISSUER: z.union([z.literal('none'), z.url()]),
  TOKEN_AUDIENCE: text,
  /** With a comma between them. */
  TOKEN_TYPES: text,
  TOKEN_CLIENT_CLAIM: text,
  TOKEN_SCOPE_PREFIX: text,
};
const ledger = { ...registry, SUBMISSIONS_TABLE: text };
/** Names or ARNs of the secrets that the keys of receipts are derived from. */
const signing = { RECEIPT_KEY_A: text, RECEIPT_KEY_B: text };
const totals = { ...ledger, TOTALS_TABLE: text };

export const config = {
  submit: z.object({ ...ledger, ...signing, ...tokens, ...counted, SUBMISSIONS_QUEUE_URL: text }),
  'read-submissions': z.object({ ...totals, ...tokens, ...counted }),
  'read-totals': z.object({ ...totals, ...tokens, ...counted }),
  oversight: z.object({ ...totals, ...tokens, ...counted, OPERATIONS_TABLE: text }),
  'read-registry': z.object({ ...registry, ...tokens, ...counted }),
  admin: z.object({ ...registry, OPERATIONS_TABLE: text }),
  'admin-keys': z.object({ ...ledger, OPERATIONS_TABLE: text, JOURNAL_BUCKET: text }),
  'admin-letters': z.object({
    STAGE: stage,
    OPERATIONS_TABLE: text,
    SUBMISSIONS_QUEUE_URL: text,
    DEAD_LETTER_QUEUE_URL: text,
    BATCHES_QUEUE_URL: text,
    BATCH_DEAD_LETTER_QUEUE_URL: text,
  }),
  'admin-receipt-keys': z.object({ ...registry, ...signing, OPERATIONS_TABLE: text }),
  'admin-registry': z.object({
    ...ledger,
    OPERATIONS_TABLE: text,
    SUBMISSIONS_QUEUE_URL: text,
    /** Name or ARN of the secret that the prober's key is derived from: its hash is registered with an import. */
    PROBER_KEY: text,
  }),
  batches: z.object({
    ...registry,
    ...counted,
    ...tokens,
    ...signing,
    OPERATIONS_TABLE: text,
    UPLOADS_BUCKET: text,
    BATCHES_QUEUE_URL: text,
  }),
  'batch-work': z.object({
    ...ledger,
    OPERATIONS_TABLE: text,
    UPLOADS_BUCKET: text,
    BATCHES_QUEUE_URL: text,
    SUBMISSIONS_QUEUE_URL: text,
  }),
  'batch-sweep': z.object({
    STAGE: stage,
    OPERATIONS_TABLE: text,
    UPLOADS_BUCKET: text,
    BATCHES_QUEUE_URL: text,
  }),
  public: z.object({ STAGE: stage }),
  jwks: z.object({ ...registry, ...signing }),
  aggregate: z.object({ ...totals, JOURNAL_BUCKET: text, DEAD_LETTER_QUEUE_URL: text }),
  verify: z.object({ ...totals, OPERATIONS_TABLE: text, JOURNAL_BUCKET: text }),
  mend: z.object({
    ...ledger,
    OPERATIONS_TABLE: text,
    SUBMISSIONS_QUEUE_URL: text,
    JOURNAL_BUCKET: text,
  }),
  drill: z.object({
    ...totals,
    ...signing,
    OPERATIONS_TABLE: text,
    SUBMISSIONS_QUEUE_URL: text,
    JOURNAL_BUCKET: text,
    DRILL_BUCKET: text,
    DRILL_DAYS: z.string().regex(/^\d{1,3}$/),
  }),
  'read-drills': z.object({ ...registry, ...tokens, ...counted, OPERATIONS_TABLE: text, DRILL_BUCKET: text }),
  prober: z.object({
    ...totals,
    OPERATIONS_TABLE: text,
    SUBMISSIONS_QUEUE_URL: text,
    /** Name or ARN of the secret that the prober's key is derived from. */
    PROBER_KEY: text,
    /** The public endpoint, up to and with `/v1`. */
    API_URL: z.url(),
  }),
  watch: z.object({ ...registry, SUBMISSIONS_QUEUE_URL: text, JOURNAL_BUCKET: text }),
  trail: z.object({ TRAIL_BUCKET: text }),
} as const;

export type TokenEnvironment = z.output<z.ZodObject<typeof tokens>>;

/** The name of a function: the file in `functions/`, the bundle, the configuration and the log group. */
export type FunctionName = keyof typeof config;
export type Environment<F extends FunctionName> = z.input<(typeof config)[F]>;

/**
 * Reads the environment of one function. Throws, naming every variable that is missing or malformed: a
 * function without its configuration must not start.
 */
export function readConfig<F extends FunctionName>(
  name: F,
  environment: Record<string, string | undefined>,
): z.output<(typeof config)[F]> {
  const parsed = config[name].safeParse(environment);
  if (parsed.success) return parsed.data as z.output<(typeof config)[F]>;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(
    `function ${name}: environment variables missing or malformed: ${faults.join('; ')}. ` +
      'They are declared in shared/config.ts and set in infra/stacks.',
  );
}
