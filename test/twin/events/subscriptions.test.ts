/** Subscriptions as CloudWatch Logs and Lambda have them: late, packed, now and then twice, tried again, dropped, and kept over a kill. */
import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { LogDelivery } from '../../../shared/contract/access/trail.ts';
import { openLogPositions } from '../../../twin/events/log-positions.ts';
import { type Subscriptions, startSubscriptions } from '../../../twin/events/subscriptions.ts';
import type { InvokeAnswer, LambdaFunction } from '../../../twin/functions/function.ts';
import { patternOf } from '../../../twin/log-lines.ts';

const ARN = 'arn:aws:lambda:r:1:function:trail';
const MINUTE = 60_000;
const done: InvokeAnswer = { kind: 'answer', payload: 'null' };
const failed: InvokeAnswer = {
  kind: 'answer',
  payload: '{}',
  functionError: { errorType: 'Error', errorMessage: 'S3 is away', trace: [] },
};

let directory: string;
let log: string;
let running: Subscriptions[];
let delivered: LogDelivery[];
let dropped: string[];
let answer: () => InvokeAnswer;

beforeEach(() => {
  vi.useFakeTimers();
  directory = mkdtempSync(join(inject('scratch'), 'subscriptions-'));
  log = join(directory, 'group.log');
  [running, delivered, dropped] = [[], [], []];
  answer = () => done;
});
afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()));
  vi.useRealTimers();
});

const start = (): Subscriptions => {
  const lambda = {
    specification: { name: 'trail' },
    invoke: async (event: string) => {
      const { data } = JSON.parse(event).awslogs;
      delivered.push(LogDelivery.parse(JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString())));
      return answer();
    },
  } as unknown as LambdaFunction;
  const one = startSubscriptions({
    specifications: [
      {
        name: 'filter',
        label: 'Filter',
        logGroup: 'group',
        pattern: '{ $.audit IS TRUE }',
        functionArn: ARN,
      },
    ],
    functions: new Map([[ARN, lambda]]),
    retryPolicies: new Map(),
    logFile: () => log,
    positions: openLogPositions(join(directory, 'positions.json'), () => false),
    seed: 'a seed',
    accountId: '1',
    now: Date.now,
    onDropped: (name) => dropped.push(name),
    onFault: () => undefined,
  });
  running.push(one);
  return one;
};
const write = (message: string, logStream = 'stream'): void => {
  appendFileSync(log, `${JSON.stringify({ timestamp: Date.now(), logStream, message })}\n`);
};
const audit = (n: number): string => JSON.stringify({ audit: true, n });
const messages = (): string[] =>
  delivered
    .filter(({ messageType }) => messageType === 'DATA_MESSAGE')
    .flatMap(({ logEvents }) => logEvents.map(({ message }) => message));
const seen = (): string[] => [...new Set(messages())].toSorted();
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

test('a new subscription is asked for once whether it is there, and gets what comes after it alone', async () => {
  write(audit(0));
  start();
  write(audit(1));
  await pass(2_000);
  expect(delivered[0]?.messageType).toBe('CONTROL_MESSAGE');
  expect(seen()).toEqual([audit(1)]);
});

test('only what the pattern matches is delivered, a log stream at a time', async () => {
  start();
  for (const text of ['START', '{"audit":false}', '{"audit":"true"}', '{"audit', audit(1)]) write(text);
  write(audit(2), 'other');
  await pass(2_000);
  expect(seen()).toEqual([audit(1), audit(2)]);
  expect(new Set(delivered.slice(1).map(({ logStream }) => logStream))).toEqual(new Set(['stream', 'other']));
});

test('some batches come twice, with the same ids', async () => {
  start();
  for (let n = 0; n < 100; n += 1) write(audit(n), `stream ${n}`);
  await pass(2_000);
  expect(seen()).toHaveLength(100);
  expect(messages().length).toBeGreaterThan(100);
  const ids = delivered.flatMap(({ logEvents }) => logEvents.map(({ id }) => id)).filter((id) => id !== '');
  expect(new Set(ids).size).toBe(100);
});

test('what fails is tried again after one and two minutes, and dropped then', async () => {
  start();
  await pass(1_000);
  answer = () => failed;
  write(audit(1));
  await pass(2_000);
  const first = messages().length;
  await pass(MINUTE);
  expect(messages().length).toBe(2 * first);
  expect(dropped).toEqual([]);
  await pass(2 * MINUTE);
  expect(messages().length).toBe(3 * first);
  expect(dropped).toHaveLength(first);
  await pass(10 * MINUTE);
  expect(messages().length).toBe(3 * first);
});

test('after a kill what was not done comes again, and what was written meanwhile', async () => {
  const one = start();
  await pass(1_000);
  answer = () => failed;
  write(audit(1));
  await pass(2_000);
  void one.stop();
  delivered = [];
  answer = () => done;
  write(audit(2));
  start();
  await pass(2_000);
  expect(seen()).toEqual([audit(1), audit(2)]);
  expect(delivered.every(({ messageType }) => messageType === 'DATA_MESSAGE')).toBe(true);
});

test('a line that a kill tore is passed over', async () => {
  start();
  writeFileSync(log, '{"timestamp":1,"logStr');
  write(audit(1));
  write(audit(2));
  await pass(2_000);
  expect(seen()).toEqual([audit(2)]);
});

test('a pattern that the twin does not know is named', () => {
  expect(() => patternOf('{ $.status >= 400 }')).toThrow('none that the twin knows');
});
