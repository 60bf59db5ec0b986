/** One call on its way through the pipeline: what is known of it so far. */
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { AuditEvent } from '../contract/audit.ts';
import type { Credential } from '../contract/registry.ts';
import type { Route } from '../contract/routes.ts';
import type { Language } from '../contract/text.ts';
import { bareObject } from '../domain/bare-object.ts';
import type { Problem } from '../domain/problems.ts';
import { readHeaders } from './headers.ts';
import { negotiateLanguage } from './language.ts';
import type { AuditFacts, DecodedBody, Headers, HubRequest, Operation, Query } from './operation.ts';

export type Handled = { readonly route: Route; readonly operation: Operation };

export type Call = {
  readonly event: APIGatewayProxyEvent;
  readonly handled: Handled | null;
  readonly startedAt: number;
  readonly now: string;
  readonly requestId: string;
  readonly headers: Headers;
  readonly language: Language;
  keyId: string | null;
  agency: string | null;
  credential: Credential | null;
  sha256: string | null;
  body: DecodedBody | null;
  facts: AuditFacts;
  problem: Problem | null;
  /** What reading the headers threw: a bug, which is answered and audited as any other. */
  readonly unread?: unknown;
};

/** Never throws: a call whose headers cannot be read is one without them, and `unread` is thrown where throws are answered. */
export function openCall(event: APIGatewayProxyEvent, handled: Handled | null, startedAt: number): Call {
  try {
    return readCall(event, handled, startedAt);
  } catch (unread) {
    return { ...readCall({ ...event, headers: {}, multiValueHeaders: {} }, handled, startedAt), unread };
  }
}

function readCall(event: APIGatewayProxyEvent, handled: Handled | null, startedAt: number): Call {
  const headers = readHeaders(event);
  return {
    event,
    handled,
    startedAt,
    now: new Date(startedAt).toISOString(),
    requestId: event.requestContext.requestId,
    headers,
    language: negotiateLanguage(headers['accept-language']),
    keyId: null,
    agency: null,
    credential: null,
    sha256: null,
    body: null,
    facts: {},
    problem: null,
  };
}

/** A malformed escape stays as it is: no id of ours has a percent sign, so it is just one that does not exist. */
function decoded(value: string): string {
  try {
    return value.includes('%') ? decodeURIComponent(value) : value;
  } catch {
    return value;
  }
}

function pathOf(event: APIGatewayProxyEvent): Record<string, string> {
  const path = bareObject<string>();
  for (const [name, value] of Object.entries(event.pathParameters ?? {})) path[name] = decoded(value ?? '');
  return path;
}

function queryOf(event: APIGatewayProxyEvent): Query {
  const query = bareObject<readonly string[]>();
  for (const [name, value] of Object.entries(event.queryStringParameters ?? {})) query[name] = [value ?? ''];
  for (const [name, values] of Object.entries(event.multiValueQueryStringParameters ?? {}))
    query[name] = values ?? [''];
  return query;
}

export const requestOf = (call: Call, signal: AbortSignal): HubRequest => ({
  requestId: call.requestId,
  language: call.language,
  credential: call.credential,
  path: pathOf(call.event),
  query: queryOf(call.event),
  headers: call.headers,
  body: call.body,
  now: call.now,
  signal,
});

/** What an id can consist of. It has no `_`, so that not even a key put in the place of an id gets through. */
const ID = /^[0-9A-Za-z.~:@/|-]{1,200}$/;

const outcomeOf = (status: number): AuditEvent['outcome'] =>
  status < 400 ? 'done' : status < 500 ? 'refused' : 'failed';

/** Field by field, as this is the allow-list of what a log may hold (DESIGN §9). */
export function auditOf(call: Call, status: number, endedAt: number): AuditEvent {
  const { event, facts, handled, problem } = call;
  const resource = facts.resource ?? null;
  return {
    audit: true,
    event: handled?.route.operationId ?? 'unknown-route',
    time: call.now,
    requestId: call.requestId,
    agency: call.agency,
    credential: call.keyId,
    action: facts.action ?? (event.httpMethod === 'POST' ? 'submit' : 'read'),
    resource: resource !== null && ID.test(resource) ? resource : null,
    outcome: outcomeOf(status),
    status,
    problem: problem?.kind ?? null,
    findings: problem?.findings.length ?? 0,
    sourceAddress: event.requestContext.identity?.sourceIp ?? null,
    sha256: call.sha256,
    durationMs: endedAt - call.startedAt,
  };
}
