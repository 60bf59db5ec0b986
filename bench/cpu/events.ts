/** Events as API Gateway hands them to submit: 50-cell reports of many systems, in base64. */
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
const target = {
  resource: '/submissions',
  resourceId: 'bench',
  functionArn: '',
  authorization: 'NONE' as const,
  timeoutMilliseconds: 29_000,
  requiredParameters: [],
};

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
      { target, pathParameters: null, path: '/submissions' },
      sent,
      Buffer.from(body),
    );
  });
}
