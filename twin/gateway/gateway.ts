/** The REST API as an HTTP server: what API Gateway does between a caller and a Lambda function. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { LambdaFunction } from '../functions/function.ts';
import type { Logs } from '../logs.ts';
import type { ApiAnswer } from '../metrics/sources.ts';
import type { Operator } from '../operators.ts';
import { addressOf } from './address.ts';
import { authorize } from './authorize.ts';
import { readBody } from './body.ts';
import type { GatewayConfiguration } from './configuration.ts';
import { commonLogTime, eventOf, type GatewayCall } from './event.ts';
import { INSPECTED_BYTES } from './firewall/request.ts';
import type { Verdict } from './firewall/web-acl.ts';
import { type FunctionAnswer, readFunctionAnswer } from './function-answer.ts';
import { requestHeaders } from './headers.ts';
import { type Match, matchRoute } from './match.ts';
import {
  type Context,
  type OwnAnswerOf,
  type OwnAnswerType,
  renderOwnAnswer,
  substituteContext,
} from './own-answers.ts';
import { createThrottle } from './throttle.ts';

export type GatewayOptions = {
  readonly configuration: GatewayConfiguration;
  readonly accountId: string;
  readonly region: string;
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  /** Who may sign, by access key id. */
  readonly operators?: ReadonlyMap<string, Operator>;
  /** Who calls before the functions are there waits for them. */
  readonly ready?: Promise<unknown>;
  readonly logs: Logs;
  readonly now: () => number;
  readonly randomUuid: () => string;
  readonly onAnswer: (answer: ApiAnswer) => void;
  /** What a developer should see: answers of functions that the gateway could not use. */
  readonly onFault: (text: string) => void;
};

/** API Gateway's limit on the request line and headers together. */
const LONGEST_HEADERS = 10_240;

type Answer = FunctionAnswer | OwnAnswerOf;
type Decided = { readonly answer: Answer; readonly operator?: Operator };

export function createGateway(options: GatewayOptions): Server {
  const { configuration, functions, logs, now, randomUuid, onFault } = options;
  const mayPass = createThrottle(configuration.throttles, now);

  const missing = (required: readonly string[], request: IncomingMessage, query: URLSearchParams): string[] =>
    required.flatMap((parameter) => {
      const [, place, name = ''] = /^method\.request\.(header|querystring)\.(.+)$/.exec(parameter) ?? [];
      const there = place === 'header' ? request.headers[name.toLowerCase()] !== undefined : query.has(name);
      return place === undefined || there ? [] : [name];
    });

  async function invoke(
    call: GatewayCall,
    match: Match,
    request: IncomingMessage,
    body: Buffer,
  ): Promise<Answer> {
    const { target } = match;
    const lambda = functions.get(target.functionArn);
    if (lambda === undefined) return { own: 'DEFAULT_5XX' };
    const headers = requestHeaders(request.rawHeaders, {
      'X-Amzn-Trace-Id': `Root=1-${Math.floor(call.time / 1000).toString(16)}-${randomUuid().replaceAll('-', '').slice(8)}`,
      'X-Forwarded-For': [request.headers['x-forwarded-for'], call.sourceIp].filter(Boolean).join(', '),
      'X-Forwarded-Port': '443',
      'X-Forwarded-Proto': 'https',
    });
    const event = eventOf(configuration, options.accountId, call, match, headers, body);
    const timer = Promise.withResolvers<'late'>();
    const timeout = setTimeout(() => timer.resolve('late'), target.timeoutMilliseconds);
    const outcome = await Promise.race([lambda.invoke(JSON.stringify(event)), timer.promise]);
    clearTimeout(timeout);
    if (outcome === 'late') return { own: 'INTEGRATION_TIMEOUT' };
    // Lambda's RequestEntityTooLargeException comes back as the gateway's own 413, although 10 MB were let in.
    if (outcome.kind === 'tooLarge') return { own: 'REQUEST_TOO_LARGE' };
    if (outcome.kind === 'throttled') {
      onFault(
        `${lambda.specification.name}: all of its reserved concurrency is in use; the caller got a 5xx`,
      );
      // AWS: 500 where Lambda rejects the call, its 429 among these; 502 where the function ran and failed
      // (https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html).
      return { own: 'DEFAULT_5XX', status: 500 };
    }
    if (outcome.functionError !== undefined) return { own: 'DEFAULT_5XX' };
    const answer = readFunctionAnswer(outcome.payload, configuration.binaryMediaTypes.length > 0);
    if (answer !== undefined) return answer;
    onFault(
      `${lambda.specification.name}: malformed Lambda proxy answer to ${call.method} ${target.resource}: ` +
        'it must be {statusCode, headers?, multiValueHeaders?, body?: string, isBase64Encoded?} and nothing else',
    );
    return { own: 'DEFAULT_5XX' };
  }

  /** The firewall is asked before anything else, of paths too that there are not. */
  const filter = (call: GatewayCall, search: string, request: IncomingMessage, body: Buffer): Verdict =>
    configuration.firewall?.judge({
      method: call.method,
      path: call.fullPath,
      query: search,
      header: (name) => request.headers[name.toLowerCase()]?.toString(),
      body: body.subarray(0, INSPECTED_BYTES).toString(),
      bodyBytes: body.length > 0 ? body.length : Number(request.headers['content-length'] ?? 0),
      listed: false,
    }) ?? { counted: [] };

  async function decide(
    call: GatewayCall,
    match: Match | undefined,
    request: IncomingMessage,
    search: string,
  ): Promise<Decided> {
    const refuse = (own: OwnAnswerType, message?: string): Decided => ({
      answer: { own, ...(message !== undefined && { message }) },
    });
    const early = configuration.firewall?.needsBody ? await readBody(request) : undefined;
    const { blocked } = filter(call, search, request, Buffer.isBuffer(early) ? early : Buffer.alloc(0));
    if (blocked?.answer !== undefined)
      return { answer: { ...blocked.answer, body: Buffer.from(blocked.answer.body) } };
    if (blocked !== undefined) return refuse('WAF_FILTERED');
    if (match === undefined) return refuse('MISSING_AUTHENTICATION_TOKEN');
    if (!mayPass(match.target.resource, call.method)) return refuse('THROTTLED');
    const absent = missing(match.target.requiredParameters, request, call.query);
    if (absent.length > 0)
      return refuse('BAD_REQUEST_PARAMETERS', `Missing required request parameters: [${absent.join(', ')}]`);
    const body = early ?? (await readBody(request));
    if (body === 'tooLarge') return refuse('REQUEST_TOO_LARGE');
    if (body === 'aborted') return refuse('DEFAULT_4XX');
    if (match.target.authorization === 'NONE') return { answer: await invoke(call, match, request, body) };
    const { accountId, region, operators = new Map() } = options;
    const { apiId, stage } = configuration;
    const resource = `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage}/${call.method}${match.path}`;
    const signed = { ...call, path: call.fullPath, rawHeaders: request.rawHeaders, body };
    const authorized = authorize(signed, resource, operators, region, now());
    if ('own' in authorized) {
      const { operator, ...answer } = authorized;
      return { answer, ...(operator && { operator }) };
    }
    const { operator } = authorized;
    return { answer: await invoke({ ...call, operator }, match, request, body), operator };
  }

  function contextOf(call: GatewayCall, match: Match | undefined): Context {
    return {
      accountId: options.accountId,
      apiId: configuration.apiId,
      domainName: call.host,
      domainPrefix: call.host.split('.')[0],
      extendedRequestId: `${call.requestId.slice(0, 8)}=`,
      httpMethod: call.method,
      'identity.sourceIp': call.sourceIp,
      'identity.userAgent': call.userAgent ?? undefined,
      path: call.fullPath,
      protocol: call.protocol,
      requestId: call.requestId,
      requestTime: commonLogTime(call.time),
      requestTimeEpoch: call.time,
      resourceId: match?.target.resourceId,
      resourcePath: match?.target.resource,
      stage: configuration.stage,
    };
  }

  function logAccess(
    context: Context,
    status: number,
    bytes: number,
    began: number,
    own: OwnAnswerType | undefined,
  ): void {
    if (configuration.accessLog === undefined) return;
    const complete = {
      ...context,
      status,
      responseLength: bytes,
      responseLatency: Math.round(performance.now() - began),
      'error.responseType': own,
    };
    logs.append(configuration.accessLog.logGroup, {
      timestamp: now(),
      logStream: `${configuration.apiId}-${configuration.stage}`,
      message: substituteContext(configuration.accessLog.format, complete, '-'),
    });
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const began = performance.now();
    const [rawPath = '/', search = ''] = (request.url ?? '/').split(/\?(.*)/s);
    const host = request.headers.host ?? 'localhost';
    const address = addressOf(configuration, host, rawPath);
    if (address.kind === 'outside') {
      request.resume();
      response.writeHead(403, {
        'Content-Type': 'application/json',
        'x-amzn-ErrorType': 'ForbiddenException',
      });
      response.end('{"message":"Forbidden"}');
      return;
    }
    const call: GatewayCall = {
      method: request.method ?? 'GET',
      fullPath: rawPath,
      path: address.kind === 'api' ? address.path : rawPath,
      query: new URLSearchParams(search),
      sourceIp: (request.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
      userAgent: request.headers['user-agent'] ?? null,
      host: host.split(':')[0] ?? host,
      protocol: `HTTP/${request.httpVersion}`,
      requestId: randomUuid(),
      time: now(),
    };
    const match =
      address.kind === 'api' ? matchRoute(configuration.root, call.method, address.parts) : undefined;
    const { answer, operator } =
      address.kind === 'malformed'
        ? { answer: { own: 'DEFAULT_4XX' as const } }
        : await decide(call, match, request, search);
    const context = { ...contextOf(call, match), 'identity.userArn': operator?.userArn };
    request.resume();
    const header = (name: string): string | undefined => request.headers[name.toLowerCase()]?.toString();
    const rendered =
      'own' in answer ? renderOwnAnswer(answer, configuration.responses, context, header) : answer;
    const names = [...new Map(rendered.headers.map(([name]) => [name.toLowerCase(), name])).values()];
    for (const name of names) {
      const values = rendered.headers.filter(([one]) => one.toLowerCase() === name.toLowerCase());
      response.setHeader(
        name,
        values.length === 1 ? (values[0]?.[1] ?? '') : values.map(([, value]) => value),
      );
    }
    const body = Buffer.from(rendered.body);
    // Callers whose clock is wrong learn the gateway's from it.
    response.setHeader('Date', new Date(now()).toUTCString());
    response.setHeader('x-amzn-RequestId', call.requestId);
    response.setHeader('x-amz-apigw-id', `${call.requestId.slice(0, 8)}=`);
    // Of a HEAD as of its GET; Node sends no body with it.
    if (rendered.status !== 204) response.setHeader('Content-Length', body.length);
    if (!request.complete) response.setHeader('Connection', 'close');
    response.writeHead(rendered.status).end(body);
    const { apiName, stage } = configuration;
    const milliseconds = performance.now() - began;
    options.onAnswer({ apiName, stage, status: rendered.status, milliseconds });
    logAccess(
      context,
      rendered.status,
      call.method === 'HEAD' ? 0 : body.length,
      began,
      'own' in answer ? answer.own : undefined,
    );
  }

  return createServer({ maxHeaderSize: LONGEST_HEADERS, keepAliveTimeout: 60_000 }, (request, response) => {
    Promise.resolve(options.ready)
      .then(() => serve(request, response))
      .catch((fault: unknown) => {
        onFault(`gateway: ${fault instanceof Error ? fault.stack : String(fault)}`);
        if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'application/json' });
        response.end('{"message":"Internal server error"}');
      });
  });
}
