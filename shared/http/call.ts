/** One call on its way through the pipeline: what is known of it so far. */
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { QuotaStanding } from '../app/access/quota-gate.ts';
import type { AuditEvent } from '../contract/access/audit.ts';
import type { Credential } from '../contract/registry.ts';
import type { OperationId, Route } from '../contract/routes.ts';
import type { Language } from '../contract/text.ts';
import type { Problem } from '../domain/problems/problems.ts';
import { type About, aboutOf, namedInBody } from './audit-target.ts';
import { readHeaders } from './headers.ts';
import { negotiateLanguage } from './language.ts';
import type { AnyOperation, AuditFacts, DecodedBody, Headers, HubRequest, JudgeBody } from './operation.ts';
import type { ReadParameters } from './parameters.ts';

export type Handled = {
  readonly route: Route & { readonly operationId: OperationId };
  readonly operation: AnyOperation;
  readonly parameters: ReadParameters;
  readonly judge: JudgeBody | null;
};

export type Call = {
  readonly event: APIGatewayProxyEvent;
  readonly handled: Handled | null;
  readonly startedAt: number;
  readonly now: string;
  readonly requestId: string;
  readonly headers: Headers;
  /** What the headers say against each other. */
  readonly headersProblem: Problem | null;
  readonly language: Language;
  keyId: string | null;
  agency: string | null;
  credential: Credential | null;
  /** How the quotas stand that the call has used; none where it was refused before. */
  quotas: readonly QuotaStanding[];
  operator: string | null;
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
  const { headers, problem: headersProblem } = readHeaders(event);
  return {
    event,
    handled,
    startedAt,
    now: new Date(startedAt).toISOString(),
    requestId: event.requestContext.requestId,
    headers,
    headersProblem,
    language: negotiateLanguage(headers['accept-language']),
    keyId: null,
    agency: null,
    credential: null,
    quotas: [],
    operator: null,
    sha256: null,
    body: null,
    facts: {},
    problem: null,
  };
}

/** All of the request but its parameters. */
export const requestOf = (call: Call, signal: AbortSignal): Omit<HubRequest, 'id' | 'query'> => ({
  requestId: call.requestId,
  language: call.language,
  credential: call.credential,
  quotas: call.quotas,
  operator: call.operator,
  headers: call.headers,
  body: call.body,
  now: call.now,
  signal,
});

/** What an id can consist of. It has no `_`, so that not even a key put in the place of an id gets through. */
const ID = /^[0-9A-Za-z.~:@/|-]{1,200}$/;

/** What the call asks for, by its route, where nothing more is known. */
function actionOf(route: Handled['route'] | undefined): AuditEvent['action'] {
  if (route?.operator !== undefined) return route.method === 'GET' ? 'read' : 'change';
  const id = route?.operationId;
  return id === 'submit' ? 'submit' : id === 'withdrawSubmission' ? 'withdraw' : 'read';
}

const outcomeOf = (status: number): AuditEvent['outcome'] =>
  status < 400 ? 'done' : status < 500 ? 'refused' : 'failed';

/** What the operation answered about, or else what the caller asked for, by what of it is in order. */
export function aboutCall({ event, facts, handled, body, agency }: Call): About {
  if (handled === null) return aboutOf(null, {}, null);
  const { id, named, takesAgency } = handled.parameters.right(event);
  const all = { ...named, ...namedInBody(body?.value) };
  return aboutOf(facts.resource ?? id, all, takesAgency ? agency : null);
}

/** Field by field, as this is the allow-list of what a log may hold (DESIGN §9). */
export function auditOf(call: Call, status: number, endedAt: number): AuditEvent {
  const { event, facts, handled, problem } = call;
  const { target, resource } = aboutCall(call);
  return {
    audit: true,
    event: handled?.route.operationId ?? 'unknown-route',
    time: call.now,
    requestId: call.requestId,
    agency: call.agency,
    credential: call.keyId,
    operator: call.operator,
    action: facts.action ?? actionOf(handled?.route),
    resource: resource !== null && ID.test(resource) ? resource : null,
    target,
    outcome: outcomeOf(status),
    status,
    problem: problem?.kind ?? null,
    findings: problem?.findings.length ?? 0,
    sourceAddress: event.requestContext.identity?.sourceIp ?? null,
    sha256: call.sha256,
    before: facts.changed?.before ?? null,
    after: facts.changed?.after ?? null,
    durationMs: endedAt - call.startedAt,
  };
}
