/** Events as API Gateway hands them over: 50-cell reports of many systems, in base64, and reads of the registry. */
import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { seededRandom } from '../../demo/sample/random.ts';
import { eventOf } from '../../twin/gateway/event.ts';
import { requestHeaders } from '../../twin/gateway/headers.ts';
import { type BenchRegistry, openMonth, reportText } from '../registry.ts';
import { headersOf } from '../twin/request.ts';

const configuration = {
  apiName: 'bench',
  apiId: 'bench',
  label: 'bench',
  stage: 'v1',
  stageVariables: null,
  domains: new Map(),
  root: { targets: new Map(), children: new Map() },
  responses: new Map(),
  binaryMediaTypes: ['*/*'],
  accessLog: undefined,
  firewall: undefined,
  throttles: new Map(),
};
const targetOf = (resource: string) => ({
  resource,
  resourceId: 'bench',
  functionArn: '',
  authorization: 'NONE' as const,
  timeoutMilliseconds: 29_000,
  requiredParameters: [],
});

/** What API Gateway adds to each request. */
const added = (host: string) => ({
  Host: host,
  'X-Amzn-Trace-Id': 'Root=1-67891233-abcdef012345678912345678',
  'X-Forwarded-For': '203.0.113.7',
  'X-Forwarded-Port': '443',
  'X-Forwarded-Proto': 'https',
});

/** One per sender. */
export function submitEvents(registry: BenchRegistry, now: number): APIGatewayProxyEvent[] {
  const random = seededRandom(1);
  const period = openMonth(1, now);
  const host = 'bench.execute-api.ap-southeast-1.amazonaws.com';
  return registry.senders.map(({ system, apiKey }) => {
    const body = reportText(registry.plan, { system, period, revision: 1 }, random);
    const headers = { ...headersOf(apiKey, body), Accept: '*/*', 'User-Agent': 'bench/1' };
    const call = {
      method: 'POST',
      fullPath: '/v1/submissions',
      path: '/submissions',
      query: new URLSearchParams(),
      sourceIp: '203.0.113.7',
      userAgent: 'bench/1',
      host,
      protocol: 'HTTP/1.1',
      requestId: randomUUID(),
      time: now,
    };
    const sent = requestHeaders(Object.entries(headers).flat(), added(host));
    return eventOf(
      configuration,
      '123456789012',
      call,
      { target: targetOf('/submissions'), pathParameters: null, path: '/submissions' },
      sent,
      Buffer.from(body),
    );
  });
}

/** A read by a key: `path` below the stage with its query; `id` where the path ends with one. */
export function readEvent(
  apiKey: string,
  { path, query = {}, id }: { path: string; query?: Record<string, string>; id?: string },
  now: number,
): APIGatewayProxyEvent {
  const host = 'bench.execute-api.ap-southeast-1.amazonaws.com';
  const resource = id === undefined ? path : `${path}/{id}`;
  const called = id === undefined ? path : `${path}/${id}`;
  const call = {
    method: 'GET',
    fullPath: `/v1${called}`,
    path: called,
    query: new URLSearchParams(query),
    sourceIp: '203.0.113.7',
    userAgent: 'bench/1',
    host,
    protocol: 'HTTP/1.1',
    requestId: randomUUID(),
    time: now,
  };
  const headers = { Authorization: `Bearer ${apiKey}`, 'Accept-Language': 'vi', Accept: '*/*' };
  return eventOf(
    configuration,
    '123456789012',
    call,
    { target: targetOf(resource), pathParameters: id === undefined ? null : { id }, path: called },
    requestHeaders(Object.entries(headers).flat(), added(host)),
    Buffer.alloc(0),
  );
}
