/**
 * What an operator may set: the context of `cdk deploy -c key=value`, with the defaults in cdk.json. The one
 * place where context is read; everything behind it takes `Settings`.
 */
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { config } from '../shared/config.ts';
import { clientClaims, tokenTypes } from '../shared/contract/access/token-settings.ts';

/** Months to the days that CloudWatch Logs takes; a year of logs has 365 of them. */
const retentionDays = {
  1: RetentionDays.ONE_MONTH,
  2: RetentionDays.TWO_MONTHS,
  3: RetentionDays.THREE_MONTHS,
  6: RetentionDays.SIX_MONTHS,
  12: RetentionDays.ONE_YEAR,
  13: RetentionDays.THIRTEEN_MONTHS,
  18: RetentionDays.EIGHTEEN_MONTHS,
  24: RetentionDays.TWO_YEARS,
  36: RetentionDays.THREE_YEARS,
  60: RetentionDays.FIVE_YEARS,
  120: RetentionDays.TEN_YEARS,
} as const;

const optional = (form: RegExp, allowed: string) =>
  z
    .union([z.literal('').transform(() => undefined), z.string().regex(form, { error: allowed })], {
      error: allowed,
    })
    .optional();

const originsForm =
  'https origins with a comma between them, such as https://dtm.mst.gov.vn,https://bao-cao.gov.vn (of this machine http too: http://127.0.0.1:3000)';
/** Of this machine a browser takes http for safe. */
const originForm =
  /^(https:\/\/([a-z0-9-]+\.)+[a-z]{2,}(:\d{1,5})?|http:\/\/(127\.0\.0\.1|localhost):\d{1,5})$/;

/** `-c` gives texts, cdk.json may have either. */
const flag = z.coerce
  .string()
  .pipe(z.enum(['true', 'false'], { error: 'true or false' }))
  .default('false')
  .transform((value) => value === 'true');

const regionForm = /^[a-z]{2}(-[a-z]+)+-\d$/;
const accountForm = /^\d{12}$/;
const stageForm = '2 to 10 lower-case letters and digits, a letter first: dev, uat, prod';
/** Circular 12/2025 asks for a drill at least once a year (R7). */
const dayForm = 'the days from one recovery drill to the next, 1 to 366 (R7 asks for one a year)';
const months = Object.keys(retentionDays);

/** Without query, fragment and user (OpenID Connect Discovery 1.0 §3); `iss` has it letter for letter. */
const issuerForm = /^https:\/\/([a-z0-9-]+\.)+[a-z]{2,}(:\d{1,5})?(\/[\w.~%-]+)*\/?$/;
const issuerAllowed =
  'the https address of an OpenID Connect issuer as its tokens have it in "iss", such as https://id.example.gov.vn/realms/dtm';
const types: readonly string[] = tokenTypes;
const typesAllowed = `one or several of ${tokenTypes.join(', ')}, with a comma between them`;

const Context = z
  .object({
    stage: z
      .string({ error: stageForm })
      .refine((value) => config.public.shape.STAGE.safeParse(value).success, { error: stageForm }),
    logRetentionMonths: z.coerce
      .string()
      .refine((value) => months.includes(value), { error: `one of ${months.join(', ')} (R23 asks for 24)` })
      .transform((value) => retentionDays[Number(value) as keyof typeof retentionDays]),
    domain: optional(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'a host name such as dtm.mst.gov.vn'),
    certificateArn: optional(
      /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/.+$/,
      'the ARN of an ACM certificate in the region of the deployment',
    ),
    /** Beside a domain: for the time in which senders move to it. */
    keepDefaultEndpoint: flag,
    hostedZoneId: optional(/^Z[A-Z0-9]+$/, 'the id of a Route 53 hosted zone'),
    operatorsEmail: optional(/^[^@\s]+@[^@\s]+\.[a-z]{2,}$/, 'a mail address such as dtm-ops@mst.gov.vn'),
    repositoryUrl: optional(
      /^https:\/\/\S+[^/\s]$/,
      'the https address below which docs/runbooks/ is shown, without a slash at its end',
    ),
    replicaRegion: optional(regionForm, 'an AWS region other than that of the hub, such as ap-southeast-3'),
    replicaAccount: optional(accountForm, 'the 12 digits of an AWS account other than that of the hub'),
    hubAccount: optional(accountForm, 'the 12 digits of the AWS account of the hub'),
    replicaKeyArn: optional(
      /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[a-z0-9-]+$/,
      'the output ReplicaKeyArn of the stack replica, an ARN with :key/ in it',
    ),
    drillDays: z.coerce
      .number({ error: dayForm })
      .pipe(z.int({ error: dayForm }).min(1, { error: dayForm }).max(366, { error: dayForm }))
      .default(30),
    /** Pages from which a browser may put parts of a file into the bucket of uploads; none unless told. */
    uploadOrigins: z
      .string({ error: originsForm })
      .default('')
      .transform((value) => (value === '' ? [] : value.split(',')))
      .refine((origins) => origins.every((one) => originForm.test(one)), { error: originsForm }),
    /** The issuer of access tokens; without it none are taken. */
    tokenIssuer: optional(issuerForm, issuerAllowed),
    tokenAudience: optional(/^[\x21-\x7e]{1,200}$/, 'what tokens for this hub have in "aud", without blanks'),
    tokenTypes: z
      .string({ error: typesAllowed })
      .default('at+jwt')
      .refine((value) => value.split(',').every((one) => types.includes(one)), { error: typesAllowed }),
    tokenClientClaim: z
      .enum(clientClaims, { error: `one of ${clientClaims.join(', ')}` })
      .default('client_id'),
    tokenScopePrefix: optional(
      /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/,
      'what stands before submit, read and batch in the scopes of a token, such as https://dtm.mst.gov.vn/',
    ),
    /** Room of their own for what counts and what measures. An account with Lambda's first quota refuses it. */
    reserveConcurrency: flag,
    removal: z.enum(['retain', 'destroy'], { error: 'retain or destroy' }),
  })
  .superRefine((value, context) => {
    const complain = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message });
    if (value.domain && !value.certificateArn) complain('certificateArn', 'set together with domain');
    if (value.certificateArn && !value.domain) complain('domain', 'set together with certificateArn');
    if (value.hostedZoneId && !value.domain) complain('domain', 'set when hostedZoneId is');
    if (value.keepDefaultEndpoint && !value.domain)
      complain('domain', 'set when keepDefaultEndpoint is true');
    if (value.tokenIssuer && !value.tokenAudience) complain('tokenAudience', 'set together with tokenIssuer');
    if (value.tokenAudience && !value.tokenIssuer) complain('tokenIssuer', 'set together with tokenAudience');
    complainOfReplica(value, complain);
    if (value.removal === 'destroy' && value.stage.startsWith('prod')) {
      complain('removal', 'retain in a stage whose name begins with prod');
    }
  });

type ReplicaSettings = {
  readonly replicaRegion?: string | undefined;
  readonly replicaAccount?: string | undefined;
  readonly hubAccount?: string | undefined;
  readonly replicaKeyArn?: string | undefined;
};

/** A replica's settings that cannot work together, each by the setting to change. */
function complainOfReplica(
  { replicaRegion, replicaAccount, hubAccount, replicaKeyArn }: ReplicaSettings,
  complain: (key: string, message: string) => void,
): void {
  const [, , , region, account] = replicaKeyArn?.split(':') ?? [];
  if (!replicaRegion && (replicaAccount || hubAccount || replicaKeyArn))
    complain('replicaRegion', 'set when replicaAccount, hubAccount or replicaKeyArn is');
  // Whom the policies of the replica let in is said in them: the other account cannot ask.
  if (replicaAccount && !hubAccount) complain('hubAccount', 'set together with replicaAccount');
  if (hubAccount && !replicaAccount) complain('replicaAccount', 'set together with hubAccount');
  if (replicaAccount && replicaAccount === hubAccount)
    complain('replicaAccount', 'another account than hubAccount; leave both out where it is the same');
  if (replicaRegion && region !== undefined && region !== replicaRegion)
    complain('replicaKeyArn', `a key in ${replicaRegion}, the replicaRegion`);
  if (replicaAccount && account !== undefined && account !== replicaAccount)
    complain('replicaKeyArn', `a key of ${replicaAccount}, the replicaAccount`);
}

export type Settings = z.output<typeof Context>;

const keys = Object.keys(Context.shape) as (keyof Settings)[];

/**
 * Reads the settings through `get`. Throws one error that names every wrong key, its value and what is allowed. `region`: that of
 * the deployment, as far as it is known.
 */
export function readSettings(get: (key: string) => unknown, region?: string): Settings {
  const given = Object.fromEntries(keys.map((key) => [key, get(key)]));
  const parsed = Context.safeParse(given);
  const fault = (key: string, allowed: string): string =>
    `  ${key} = ${JSON.stringify(given[key]) ?? 'not set'}: allowed is ${allowed}`;
  const faults = (parsed.error?.issues ?? []).map((issue) => fault(String(issue.path[0]), issue.message));
  if (region !== undefined && parsed.data?.replicaRegion === region)
    faults.push(
      fault('replicaRegion', `another region than that of the hub, which AWS_REGION says is ${region}`),
    );
  if (parsed.data !== undefined && faults.length === 0) return parsed.data;
  throw new Error(
    `Context values are missing or wrong:\n${faults.join('\n')}\nSet them in cdk.json or with -c key=value.`,
  );
}
