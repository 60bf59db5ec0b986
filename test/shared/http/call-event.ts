/** Events as API Gateway makes them (REST, Lambda proxy), a pipeline to send them to, and keys that it knows. */
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import type { AdmitCall } from '../../../shared/app/access/quota-gate.ts';
import type { AuditEvent } from '../../../shared/contract/access/audit.ts';
import type { ProblemDetails } from '../../../shared/contract/problem.ts';
import type { Credential } from '../../../shared/contract/registry.ts';
import { formatApiKey, hashSecret } from '../../../shared/domain/access/api-key.ts';
import { authentication } from '../../../shared/http/access/authenticate.ts';
import { type FaultLine, jsonLines } from '../../../shared/http/log.ts';
import type { HubRequest, Operation } from '../../../shared/http/operation.ts';
import { httpFunction } from '../../../shared/http/pipeline.ts';

const NOW = Date.parse('2026-11-16T02:30:00.000Z');
const secret = '5ec2e7'.padEnd(64, '0');

const credential = (keyId: string, changes: Partial<Credential> = {}): Credential => ({
  keyId,
  secretHash: hashSecret(secret),
  agency: 'H26',
  systems: null,
  scopes: ['submit', 'read', 'batch'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-01-01T00:00:00.000Z',
  revokedAt: null,
  ...changes,
});

export const goodCredential = credential('goodgoodgood');
const credentials = [
  goodCredential,
  credential('revoked00000', { revokedAt: '2026-11-01T00:00:00.000Z' }),
  credential('expired00000', { validTo: '2026-11-16T02:30:00.000Z' }),
  credential('tooearly0000', { validFrom: '2026-11-16T02:30:00.001Z' }),
  credential('reader000000', { scopes: ['read'] }),
  credential('vendor000000', { furtherAgencies: ['G06'] }),
];

export const keyOf = (keyId: string, stage = 'dev'): string => formatApiKey(stage, { keyId, secret });
export const goodKey = keyOf('goodgoodgood');

export type Request = {
  readonly resource?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiHeaders?: Readonly<Record<string, string[]>>;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string[]>>;
  readonly body?: Uint8Array | string;
  readonly asText?: boolean;
  /** Of who signed, as API Gateway says it. */
  readonly userArn?: string;
};

export function callEvent(request: Request): APIGatewayProxyEvent {
  const { resource = '/submissions', method = 'POST', headers = {}, query, body, asText = false } = request;
  const multiValueHeaders: Record<string, string[]> = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value]]),
  );
  for (const [name, all] of Object.entries(request.multiHeaders ?? {}))
    multiValueHeaders[name] = [...(multiValueHeaders[name] ?? []), ...all];
  const bytes = body === undefined ? null : Buffer.from(body);
  return {
    resource,
    path: resource,
    httpMethod: method,
    headers: Object.fromEntries(Object.entries(multiValueHeaders).map(([name, all]) => [name, all.at(-1)])),
    multiValueHeaders,
    queryStringParameters: query
      ? Object.fromEntries(Object.entries(query).map(([n, all]) => [n, all.at(-1)]))
      : null,
    multiValueQueryStringParameters: query ?? null,
    pathParameters: request.path ?? null,
    stageVariables: null,
    body: bytes && (asText ? bytes.toString() : bytes.toString('base64')),
    isBase64Encoded: bytes !== null && !asText,
    requestContext: {
      requestId: 'request-1',
      identity: { sourceIp: '203.0.113.7', userArn: request.userArn ?? null },
    },
  } as unknown as APIGatewayProxyEvent;
}

/** Request headers that are right; a table row says only what is wrong. */
export const right = {
  Authorization: `Bearer ${goodKey}`,
  'Content-Type': 'application/json',
  'Accept-Language': 'en',
};

const accept = async ({ body }: Pick<HubRequest, 'body'>): ReturnType<Operation<'submit'>> => ({
  ok: true,
  value: { status: 202, body: { sha256: body?.sha256 } },
  audit: { resource: 'H26.dvc~etx-monthly~2026-10~1' },
});

export type Outcome = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly problem: ProblemDetails;
  /** Lines as they were written. */
  readonly lines: readonly string[];
  readonly audit: readonly AuditEvent[];
  readonly faults: readonly FaultLine[];
};

export type Wiring = {
  readonly operation?: Operation<'submit'>;
  readonly isOutage?: (error: unknown) => boolean;
  readonly findCredential?: (keyId: string) => Promise<Credential | null>;
  readonly admit?: AdmitCall;
  readonly actingFor?: (credential: Credential, what: string, now: number) => Promise<string | null>;
  /** Milliseconds that Lambda leaves the function. */
  readonly remaining?: number;
};

/** Sends one request through a `submit` function. */
export async function send(request: Request, wiring: Wiring = {}): Promise<Outcome> {
  const lines: string[] = [];
  const findCredential = async (keyId: string) => credentials.find((one) => one.keyId === keyId) ?? null;
  const handler = httpFunction({
    name: 'submit',
    operations: { submit: wiring.operation ?? accept, withdrawSubmission: accept },
    authenticate: authentication('dev', wiring.findCredential ?? findCredential, null),
    ...(wiring.admit && { admit: wiring.admit }),
    ...(wiring.actingFor && { actingFor: wiring.actingFor }),
    log: jsonLines((line) => lines.push(line)),
    isOutage: wiring.isOutage ?? (() => false),
    now: () => NOW,
    random: () => 0.5,
  });
  const { remaining } = wiring;
  const context = (remaining === undefined ? {} : { getRemainingTimeInMillis: () => remaining }) as Context;
  const { statusCode, headers = {}, body } = await handler(callEvent(request), context);
  const parsed = lines.map((line) => JSON.parse(line));
  return {
    status: statusCode,
    headers,
    body,
    problem: JSON.parse(body),
    lines,
    audit: parsed.filter((line) => line.audit === true),
    faults: parsed.filter((line) => line.audit !== true),
  };
}
