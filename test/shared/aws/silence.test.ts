/** A socket that accepts and says nothing: every client of the functions gives up, as an outage, when it said it would. */
import { createServer, type Server, type Socket } from 'node:net';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  dynamoDb,
  isOutage,
  longestCall,
  patience,
  s3,
  secretsManager,
  sqs,
} from '../../../shared/aws/clients.ts';

let silent: Server;
let sockets: Socket[] = [];
/** What the server says to a request before it falls silent. */
let begins = '';

beforeAll(async () => {
  silent = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(begins));
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  const address = silent.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${address.port}`);
  vi.stubEnv('AWS_REGION', 'ap-southeast-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'ANY');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'any');
  sockets = [];
  begins = '';
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
});
afterAll(async () => {
  await new Promise((resolve) => silent.close(resolve));
});

const hasty = { attempts: 2, silence: 150 };
const calls = {
  DynamoDB: () => dynamoDb(hasty).send(new ListTablesCommand({})),
  SQS: () => sqs(hasty).send(new ListQueuesCommand({})),
  'Secrets Manager': () => secretsManager(hasty).send(new GetSecretValueCommand({ SecretId: 'x' })),
  S3: () => s3(hasty).send(new GetObjectCommand({ Bucket: 'x', Key: 'x' })),
} as const;

const failureOf = (call: () => Promise<unknown>): Promise<unknown> =>
  call().then(
    () => 'an answer',
    (error: unknown) => error,
  );

describe.each(Object.entries(calls))('%s', (_, call) => {
  test('that says nothing is tried as often as was said, and is an outage', async () => {
    const began = performance.now();
    const failure = await failureOf(call);
    expect(failure).toMatchObject({ name: 'TimeoutError' });
    expect(isOutage(failure)).toBe(true);
    expect(sockets).toHaveLength(hasty.attempts);
    expect(performance.now() - began).toBeLessThan(longestCall(hasty));
  });
});

test('an answer that begins and does not go on is given up as well', async () => {
  begins = 'HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 20\r\n\r\n{"Table';
  const failure = await failureOf(calls.DynamoDB);
  expect(failure).toMatchObject({ name: 'TimeoutError' });
  expect(isOutage(failure)).toBe(true);
});

test.each(Object.entries(patience))('the SDK waits %s no longer than is reckoned with', async (_, one) => {
  const waits: number[] = [];
  vi.spyOn(Math, 'random').mockReturnValue(1 - Number.EPSILON);
  const sleep = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((done: () => void, wait: number) => {
    waits.push(wait);
    done();
  }) as never);
  try {
    const strategy = await dynamoDb(one).config.retryStrategy();
    if (!('acquireInitialRetryToken' in strategy)) throw new Error('the SDK has another way to retry');
    let token = await strategy.acquireInitialRetryToken('');
    for (let retry = 1; retry < one.attempts; retry += 1)
      token = await strategy.refreshRetryTokenForRetry(token, { errorType: 'THROTTLING' });
    await expect(strategy.refreshRetryTokenForRetry(token, { errorType: 'THROTTLING' })).rejects.toThrow();
  } finally {
    sleep.mockRestore();
    vi.restoreAllMocks();
  }
  const waited = waits.reduce((sum, wait) => sum + wait, 0);
  const reckoned = longestCall(one) - one.attempts * one.silence;
  expect(waited).toBeLessThanOrEqual(reckoned);
  expect(waited).toBeGreaterThanOrEqual(reckoned * 0.99);
});
