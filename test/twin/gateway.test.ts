import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TwinEvent } from '../../twin/options.ts';
import { startTwin, type Twin } from '../../twin/twin.ts';
import { apiResources, functionResources, temporaryDirectory, writeAssembly } from './tiny-assembly.ts';

const handler = `
let invocations = 0;
export const handler = async (event, context) => {
  invocations += 1;
  const todo = event.headers['x-do'];
  console.log('doing', todo, 'line one\\nline two');
  if (todo === 'exit') process.exit(3);
  if (todo === 'throw') throw new TypeError('thrown');
  if (todo === 'sleep') await new Promise((resolve) => setTimeout(resolve, 30_000));
  if (todo === 'late') await new Promise((resolve) => setTimeout(resolve, 700));
  if (todo === 'malformed') return { status: 200, body: 'x' };
  if (todo === 'bytes') return { statusCode: 200, headers: { 'Content-Type': 'image/png' }, body: 'AAH/', isBase64Encoded: true };
  if (todo === 'headers') return {
    statusCode: 401,
    headers: { 'WWW-Authenticate': 'Bearer', Date: 'yesterday', Server: 'mine', Connection: 'close', 'X-Kept': '1' },
    multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
    body: '',
  };
  if (todo === 'environment') return { statusCode: 200, body: JSON.stringify(process.env) };
  if (todo === 'context') return { statusCode: 200, body: JSON.stringify({ ...context, left: context.getRemainingTimeInMillis() }) };
  return { statusCode: 200, body: JSON.stringify({ ...event, body: event.body && event.body.slice(0, 100), invocations }) };
};`;

let twin: Twin;
const events: TwinEvent[] = [];
const state = temporaryDirectory();

beforeAll(async () => {
  process.env.DTM_HOST_SECRET = 'of the host';
  const api = functionResources('Api1', {
    properties: { Timeout: 1, Environment: { Variables: { STAGE: { Ref: 'Stage' } } } },
  });
  const assemblyDirectory = writeAssembly(
    {
      ...api,
      ...apiResources('Api1', {
        MethodSettings: [
          { ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 1000 },
          {
            ResourcePath: '/files/{path+}',
            HttpMethod: 'PUT',
            ThrottlingRateLimit: 1,
            ThrottlingBurstLimit: 2,
          },
        ],
        AccessLogSetting: {
          DestinationArn: { 'Fn::GetAtt': ['AccessLog', 'Arn'] },
          Format: '{"path":"$context.path","status":"$context.status","who":"$context.authorizer.x"}',
        },
      }),
      Account: {
        Type: 'AWS::ApiGateway::Account',
        Properties: { CloudWatchRoleArn: 'arn:aws:iam::123456789012:role/logs' },
      },
      AccessLog: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/tiny/access' } },
    },
    { Api1: handler },
  );
  twin = await startTwin({
    assemblyDirectory,
    stateDirectory: state,
    port: 0,
    onEvent: (event) => events.push(event),
  });
});
afterAll(() => twin.stop());

/** The echoed event. */
const json = async (answer: Response) => (await answer.json()) as APIGatewayProxyEvent;

const post = (todo: string, body = '{}') =>
  fetch(`${twin.apiUrl}/things`, { method: 'POST', headers: { 'x-do': todo }, body });

describe('a request that reaches a function', () => {
  it('is an event of version 1', async () => {
    const url = `${twin.apiUrl}/things/a%2Fb%20c?x=1&x=2&y=%C4%91`;
    const event = await json(await fetch(url));
    expect(event).toMatchObject({
      resource: '/things/{id}',
      path: '/things/a/b c',
      httpMethod: 'GET',
      queryStringParameters: { x: '2', y: 'đ' },
      multiValueQueryStringParameters: { x: ['1', '2'], y: ['đ'] },
      pathParameters: { id: 'a/b c' },
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
      requestContext: {
        stage: 'v1',
        resourcePath: '/things/{id}',
        path: '/v1/things/a%2Fb%20c',
        accountId: '123456789012',
        identity: { sourceIp: '127.0.0.1' },
      },
    });
    expect(event.requestContext.requestTime).toMatch(/^\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
    expect(event.multiValueHeaders['X-Forwarded-For']).toEqual(['127.0.0.1']);
  });

  it('has every value of a header, and the last one', async () => {
    const { promise, resolve } = Promise.withResolvers<APIGatewayProxyEvent>();
    const headers = ['Host', new URL(twin.url).host, 'X-Two', '1', 'X-Two', '2', 'x-two', '3'];
    request(`${twin.apiUrl}/things/1`, { headers }, async (answer) => {
      const body = (await Array.fromAsync(answer)).join('');
      resolve(JSON.parse(body));
    }).end();
    const event = await promise;
    expect([event.headers['X-Two'], event.headers['x-two']]).toEqual(['2', '3']);
    expect([event.multiValueHeaders['X-Two'], event.multiValueHeaders['x-two']]).toEqual([['1', '2'], ['3']]);
  });

  it('is any of the methods that ANY stands for; of a HEAD there is no body', async () => {
    for (const method of ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST']) {
      const answer = await fetch(`${twin.apiUrl}/files/y`, { method });
      expect(answer.status).toBe(200);
      expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(100);
      if (method === 'HEAD') expect(await answer.text()).toBe('');
      else expect(await json(answer)).toMatchObject({ httpMethod: method });
    }
  });

  it('has its body in base64 where every type is binary', async () => {
    const event = await json(await post('echo', 'tiếng Việt'));
    expect(event).toMatchObject({ isBase64Encoded: true, queryStringParameters: null, pathParameters: null });
    expect(Buffer.from(event.body ?? '', 'base64').toString()).toBe('tiếng Việt');
  });

  it('follows a greedy parameter', async () => {
    const event = await json(await fetch(`${twin.apiUrl}/files/a/b/c`));
    expect(event.pathParameters).toEqual({ path: 'a/b/c' });
  });

  it('gives the function its own environment and nothing of the host', async () => {
    const environment = await (await post('environment')).json();
    expect(environment).toMatchObject({
      STAGE: 'v1',
      TZ: 'UTC',
      AWS_LAMBDA_FUNCTION_NAME: 'api1',
      AWS_REGION: 'ap-southeast-1',
      AWS_ENDPOINT_URL: twin.awsUrl,
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/api1',
    });
    expect(environment).not.toHaveProperty('DTM_HOST_SECRET');
    expect(environment).not.toHaveProperty('HOME');
  });

  it('hands over a context', async () => {
    const context = (await (await post('context')).json()) as { left: number };
    expect(context).toMatchObject({
      functionName: 'api1',
      memoryLimitInMB: '128',
      invokedFunctionArn: 'arn:aws:lambda:ap-southeast-1:123456789012:function:api1',
    });
    expect(context.left).toBeGreaterThan(500);
    expect(context.left).toBeLessThanOrEqual(1000);
  });
});

describe('an answer of a function', () => {
  it('is decoded where it says base64', async () => {
    const answer = await post('bytes');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from([0, 1, 255]));
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('loses the headers that REST APIs rename', async () => {
    const { status, headers } = await post('headers');
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBeNull();
    expect(headers.get('x-amzn-remapped-www-authenticate')).toBe('Bearer');
    expect(headers.get('x-amzn-remapped-date')).toBe('yesterday');
    expect(headers.get('x-amzn-remapped-server')).toBe('mine');
    expect(headers.get('x-kept')).toBe('1');
    expect(headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it.each([['malformed'], ['throw'], ['exit'], ['sleep']])('is a 502 if it is none: %s', async (todo) => {
    const answer = await post(todo);
    expect(answer.status).toBe(502);
    expect(await answer.json()).toEqual({ message: 'Internal server error' });
    expect((await post('echo')).status).toBe(200);
  });

  it('shows timeouts and crashes as Lambda words them', async () => {
    const errors = events.flatMap((event) => (event.kind === 'functionError' ? [event.error] : []));
    expect(errors.map(({ errorType }) => errorType)).toEqual([
      'TypeError',
      'Runtime.ExitError',
      'Sandbox.Timedout',
    ]);
    expect(errors[1]?.errorMessage).toMatch(
      /^RequestId: [0-9a-f-]+ Error: Runtime exited with error: exit status 3$/,
    );
    expect(errors[2]?.errorMessage).toMatch(/Error: Task timed out after 1.00 seconds$/);
  });

  it('is a 504 after the integration timeout', async () => {
    const answer = await fetch(`${twin.apiUrl}/things/1`, { headers: { 'x-do': 'late' } });
    expect(answer.status).toBe(504);
    expect(await answer.json()).toEqual({ message: 'Endpoint request timed out' });
    await setTimeout(200);
  });
});

describe('the gateway itself', () => {
  it.each([
    ['GET', '/nowhere'],
    ['DELETE', '/things/1'],
    ['HEAD', '/things/1'],
    ['OPTIONS', '/things'],
    ['PROPFIND', '/files/x'],
    ['GET', '/things/'],
    ['GET', ''],
  ])('answers %s %s by the response of the template', async (method, path) => {
    const answer = await fetch(twin.apiUrl + path, { method });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
    if (method === 'HEAD') return;
    expect(await answer.json()).toEqual({
      code: 'not-found',
      requestId: answer.headers.get('x-amzn-requestid'),
    });
  });

  it('is forbidden outside the stage', async () => {
    const answer = await fetch(`${twin.url}/things`);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toEqual({ message: 'Forbidden' });
  });

  it.each([
    ['10 MB', 10 * 1024 * 1024 + 1],
    ['6 MB of event, which is 4.5 MB of body in base64', 4.7 * 1024 * 1024],
  ])('takes no more than %s', async (_, bytes) => {
    const answer = await post('echo', 'x'.repeat(bytes));
    expect(answer.status).toBe(413);
    expect(await answer.json()).toEqual({ message: 'Request Entity Too Large' });
  });

  it('takes 4 MB', async () => {
    expect((await post('echo', 'x'.repeat(4 * 1024 * 1024))).status).toBe(200);
  });

  it('throttles by the settings of the stage', async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => fetch(`${twin.apiUrl}/files/x`, { method: 'PUT' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429]);
  });

  it('answers a path that is no UTF-8 with 400', async () => {
    const status = await new Promise((resolve) => {
      request(`${twin.apiUrl}/things/%FF`, (answer) => resolve(answer.resume().statusCode)).end();
    });
    expect(status).toBe(400);
  });
});

describe('logs', () => {
  const messages = (group: string): string[] =>
    readFileSync(twin.logFile(group), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).message);

  it('hold what functions write, between START and REPORT', () => {
    const lines = messages('/aws/lambda/api1');
    expect(lines[0]).toMatch(/^START RequestId: [0-9a-f-]{36} Version: \$LATEST$/);
    expect(lines[1]).toMatch(/\tINFO\tdoing undefined line one\rline two$/);
    expect(lines[2]).toMatch(/^END RequestId: /);
    expect(lines[3]).toMatch(/^REPORT RequestId: .*\tMemory Size: 128 MB\tMax Memory Used: \d+ MB$/);
    expect(lines.some((line) => line.includes('Task timed out after 1.00 seconds'))).toBe(true);
  });

  it('hold a line per call as the stage formats it', () => {
    expect(messages('/tiny/access')[0]).toBe('{"path":"/v1/things/a%2Fb%20c","status":"200","who":"-"}');
  });
});
