/**
 * A function behind the REST API as an onion of middy's: route, key, body, then the operation, and around them one
 * boundary that turns every throw into an answer and every call into exactly one audit line.
 */
import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import type { AdmitCall } from '../app/access/quota-gate.ts';
import type { QuotaUser } from '../app/access/quota-subjects.ts';
import type { FunctionName } from '../config.ts';
import { OperatorArn } from '../contract/access/change.ts';
import type { Credential } from '../contract/registry.ts';
import { methodsOf, type OperationId, type Route, routes } from '../contract/routes.ts';
import { agenciesOf } from '../domain/access/agencies-of.ts';
import { type Problem, problem, problems } from '../domain/problems/problems.ts';
import { ok } from '../domain/problems/result.ts';
import { cut } from '../domain/values/cut.ts';
import type { Authenticate } from './access/authenticate.ts';
import { quotaHeaders } from './access/quota-headers.ts';
import { decodeBody, refuseBody } from './body.ts';
import { aboutCall, auditOf, type Call, type Handled, openCall, requestOf } from './call.ts';
import { compressed } from './compress.ts';
import { answerHeaders } from './headers.ts';
import { faultOf, type Log } from './log.ts';
import type { Answer, AnyOperation, JudgeBody, Operation } from './operation.ts';
import { parametersOf } from './parameters.ts';
import { problemDetails, problemHeaders } from './render-problem.ts';

/** The operations that the list of routes gives to a function: one that is missing does not compile. */
type OperationOf<F extends FunctionName> = Extract<
  (typeof routes)[number],
  { readonly function: F }
>['operationId'];

export type Operations<F extends FunctionName> = { readonly [Id in OperationOf<F>]: Operation<Id> };

export type HttpFunction<F extends FunctionName> = {
  readonly name: F;
  readonly operations: Operations<F>;
  /** Of routes that read a body. */
  readonly judges?: { readonly [Id in OperationOf<F>]?: JudgeBody };
  /** Null where all routes of the function are open to all. */
  readonly authenticate: Authenticate | null;
  /** Of what senders may do in an hour and a day. Left out where nobody authenticates. */
  readonly admit?: AdmitCall;
  /** Where keys for several agencies act on one of them: see `actingFor`. */
  readonly actingFor?: (credential: Credential, what: string, now: number) => Promise<string | null>;
  readonly log: Log;
  /** Whether a throw is an outage of something that we depend on (503, ask again) and not a bug of ours (500). */
  readonly isOutage: (error: unknown) => boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** In [0, 1): spreads retries. */
  readonly random: () => number;
};

export type LambdaHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** Lambda kills a function in mid-sentence; this long before, we still answer and leave the audit line. */
export const EARLY_MS = 250;

class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

function rendered(body: unknown): Pick<APIGatewayProxyResult, 'body' | 'isBase64Encoded'> {
  if (typeof body === 'string') return { body };
  return body instanceof Uint8Array
    ? { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }
    : { body: JSON.stringify(body) };
}

function render(call: Call, { status, body, headers }: Answer): APIGatewayProxyResult {
  const answer: APIGatewayProxyResult = {
    statusCode: status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Language': call.language,
      'X-Request-Id': call.requestId,
      ...answerHeaders,
      ...quotaHeaders(call.quotas, call.startedAt),
      ...headers,
    },
    ...rendered(body),
  };
  // The `ETag` of an operator's answer is repeated in If-Match, where one that compression made weak would match nothing.
  if (call.handled?.route.operator !== undefined) return answer;
  return compressed(answer, call.headers['accept-encoding']);
}

export function httpFunction<F extends FunctionName>(options: HttpFunction<F>): LambdaHandler {
  const { authenticate, isOutage, log, now, random } = options;
  const operations: Readonly<Record<string, AnyOperation>> = options.operations;
  const judges: Readonly<Record<string, JudgeBody | undefined>> = options.judges ?? {};
  const handledBy = new Map<string, Handled>();
  for (const route of routes as readonly (Route & { operationId: OperationId })[]) {
    const operation = route.function === options.name ? operations[route.operationId] : undefined;
    if (operation) {
      const judge = judges[route.operationId] ?? null;
      const handled = { route, operation, parameters: parametersOf(route), judge };
      handledBy.set(`${route.method} ${route.path}`, handled);
      // The gateway leaves the body of the answer out.
      if (route.method === 'GET') handledBy.set(`HEAD ${route.path}`, handled);
    }
    if (operation && route.scope !== null && authenticate === null) {
      throw new Error(
        `function ${options.name}: ${route.operationId} needs scope "${route.scope}", but nothing authenticates`,
      );
    }
  }

  const refuse = (call: Call, refusal: Problem): APIGatewayProxyResult => {
    call.problem = refusal;
    return render(call, {
      status: problems[refusal.kind].status,
      body: problemDetails(refusal, call.language, call.requestId),
      headers: problemHeaders(refusal, random),
    });
  };

  const requireRead = ({ event: call }: middy.Request<Call>): void => {
    if (call.unread !== undefined) throw call.unread;
  };

  /** OPTIONS says what a path takes (RFC 9110 §9.3.7), to anybody, as the document does; any other method is refused with it. */
  const requireRoute = ({ event: call }: middy.Request<Call>): APIGatewayProxyResult | undefined => {
    if (call.handled !== null) return undefined;
    const { httpMethod: method, resource: path } = call.event;
    const methods = methodsOf(path);
    if (methods.length === 0) return refuse(call, problem('not-found'));
    const allow = methods.join(', ');
    if (method === 'OPTIONS') return render(call, { status: 204, body: '', headers: { Allow: allow } });
    return refuse(call, problem('method-not-allowed', { method: cut(method, 20), allow }));
  };

  const requireHeaders = ({ event: call }: middy.Request<Call>): APIGatewayProxyResult | undefined =>
    call.headersProblem === null ? undefined : refuse(call, call.headersProblem);

  const requireKey = async ({
    event: call,
  }: middy.Request<Call>): Promise<APIGatewayProxyResult | undefined> => {
    const scope = call.handled?.route.scope ?? null;
    if (scope === null || authenticate === null) return undefined;
    const { keyId, agency, verdict } = await authenticate(
      call.headers,
      scope,
      call.now,
      call.event.requestContext.identity?.sourceIp ?? null,
    );
    call.keyId = keyId;
    call.agency = agency;
    if (!verdict.ok) return refuse(call, verdict.problem);
    call.credential = verdict.value;
    return undefined;
  };

  const useQuota = async (
    call: Call,
    users: readonly QuotaUser[],
  ): Promise<APIGatewayProxyResult | undefined> => {
    const verdict = (await options.admit?.(users, call.startedAt)) ?? ok([]);
    if (!verdict.ok) return refuse(call, verdict.problem);
    call.quotas = [...call.quotas, ...verdict.value];
    return undefined;
  };

  /** Before the body is read: who is over a limit costs next to nothing. */
  const requireQuota = async ({
    event: call,
  }: middy.Request<Call>): Promise<APIGatewayProxyResult | undefined> => {
    const { credential } = call;
    if (credential === null) return undefined;
    const [agency = '', ...further] = agenciesOf(credential);
    const ofAgency = further.length === 0 ? [{ of: 'agency', code: agency } as const] : [];
    return useQuota(call, [{ of: 'key', credential }, ...ofAgency]);
  };

  /** Of a key for several agencies, whose body or parameters say for which it acts; where they do not, the key's alone counts. */
  const requireQuotaOfAgency = async ({
    event: call,
  }: middy.Request<Call>): Promise<APIGatewayProxyResult | undefined> => {
    const { credential, startedAt } = call;
    if (credential?.furtherAgencies === undefined || options.actingFor === undefined) return undefined;
    const { system, agency } = aboutCall(call).target;
    const what = system ?? agency;
    if (what === null) return undefined;
    const code = await options.actingFor(credential, what, startedAt).catch(() => null);
    if (code === null) return undefined;
    const refused = await useQuota(call, [{ of: 'agency', code }]);
    if (refused !== undefined) call.agency = code;
    return refused;
  };

  /** API Gateway has verified the signature and asked IAM; a call that comes without an identity did not come through it. */
  const requireOperator = ({ event: call }: middy.Request<Call>): APIGatewayProxyResult | undefined => {
    if (call.handled?.route.operator === undefined) return undefined;
    const operator = OperatorArn.safeParse(call.event.requestContext.identity?.userArn);
    if (!operator.success) return refuse(call, problem('operator-not-allowed'));
    call.operator = operator.data;
    return undefined;
  };

  const requireBody = ({ event: call }: middy.Request<Call>): APIGatewayProxyResult | undefined => {
    if (call.handled?.route.method !== 'POST') {
      const unread = refuseBody(call.event);
      return unread === null ? undefined : refuse(call, unread);
    }
    const { sha256, body } = decodeBody(call.event, call.headers, call.handled.route);
    call.sha256 = sha256;
    if (!body.ok) return refuse(call, body.problem);
    call.body = body.value;
    return undefined;
  };

  /** The answer stands whether this can be known now or not. */
  const actedFor = async ({ credential, facts, startedAt }: Call): Promise<string | null> => {
    const [what = ''] = facts.resource?.split('~') ?? [];
    if (credential === null || what === '' || options.actingFor === undefined) return null;
    return options.actingFor(credential, what, startedAt).catch(() => null);
  };

  /** The caller learns that it failed and whether to ask again; why is in the log only. */
  const answerThrow = (request: middy.Request<Call, APIGatewayProxyResult, unknown>): void => {
    const { event: call, error } = request;
    const kind = error instanceof OutOfTime ? 'timeout' : isOutage(error) ? 'unavailable' : 'internal-error';
    request.response = refuse(call, problem(kind));
    log({
      level: kind === 'internal-error' ? 'ERROR' : 'WARN',
      event: call.handled?.route.operationId ?? 'unknown-route',
      requestId: call.requestId,
      ...faultOf(error),
    });
  };

  const operate = async (
    call: Call,
    _context: Context,
    { signal }: { signal: AbortSignal },
  ): Promise<APIGatewayProxyResult> => {
    if (call.handled === null) throw new Error('an unknown route came through');
    const {
      operation,
      parameters: { read },
      judge,
    } = call.handled;
    const request = requestOf(call, signal);
    const parameters = read(call.event);
    if (!parameters.ok) {
      const ofBody = (await judge?.(request)) ?? [];
      const { kind, details, findings } = parameters.problem;
      return refuse(call, problem(kind, details, [...findings, ...ofBody]));
    }
    // Parameters of the route, which is the operation's.
    const answered = await operation({ ...request, ...parameters.value } as never);
    call.facts = answered.audit ?? {};
    call.agency ??= await actedFor(call);
    return answered.ok ? render(call, answered.value) : refuse(call, answered.problem);
  };

  const onion = middy<Call, APIGatewayProxyResult>(operate, {
    timeoutEarlyInMillis: EARLY_MS,
    timeoutEarlyResponse: () => {
      throw new OutOfTime();
    },
    // middy types the hooks of a plugin without the event that this onion has
    requestEnd: ({ event, response }: middy.Request) =>
      log(auditOf(event as Call, response?.statusCode ?? 500, now())),
  })
    .before(requireRead)
    .before(requireRoute)
    .before(requireHeaders)
    .before(requireKey)
    .before(requireQuota)
    .before(requireOperator)
    .before(requireBody)
    .before(requireQuotaOfAgency)
    .onError(answerThrow);

  return (event, context) =>
    onion(openCall(event, handledBy.get(`${event.httpMethod} ${event.resource}`) ?? null, now()), context);
}
