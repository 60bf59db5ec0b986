/** A twin in a process group of its own: what a function may not do is shown, and `kill -9` loses nothing. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, expect, it } from 'vitest';
import { apiResources, functionResources, temporaryDirectory, writeAssembly } from './tiny-assembly.ts';

const handler = `
const { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: id, AWS_REGION: region } = process.env;
export const handler = async (event) => {
  const operation = event.headers['x-operation'];
  if (operation === 'pid') return { statusCode: 200, body: String(process.pid) };
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': 'DynamoDB_20120810.' + operation,
      Authorization: 'AWS4-HMAC-SHA256 Credential=' + id + '/20260101/' + region + '/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify({ TableName: 'tiny', [operation === 'PutItem' ? 'Item' : 'Key']: { pk: { S: 'a' } } }),
  });
  return { statusCode: answer.status, body: await answer.text() };
};`;

const assemblyDirectory = writeAssembly(
  {
    ...functionResources('Web', {
      statements: [
        {
          Effect: 'Allow',
          Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
          Resource: { 'Fn::GetAtt': ['Table', 'Arn'] },
        },
      ],
    }),
    ...apiResources('Web'),
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: 'tiny',
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      },
    },
  },
  { Web: handler },
);
const options = { assemblyDirectory, stateDirectory: temporaryDirectory(), port: 0 };
const program = `
import { startTwin } from ${JSON.stringify(new URL('../../twin/twin.ts', import.meta.url).href)};

const say = (value) => console.log(JSON.stringify(value));
const onEvent = (event) => say(event);
say({ kind: 'ready', url: (await startTwin({ ...${JSON.stringify(options)}, onEvent })).apiUrl });`;

const events: { kind: string; url?: string; denial?: { message: string; grant: string } }[] = [];
let running: ChildProcess;

async function start(): Promise<string> {
  running = spawn(process.execPath, ['--input-type=module', '-e', program], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (running.stdout !== null)
    createInterface(running.stdout).on('line', (line) => events.push(JSON.parse(line)));
  await expect.poll(() => events.at(-1)?.kind, { timeout: 8000 }).toBe('ready');
  return events.at(-1)?.url ?? '';
}

async function killGroup(): Promise<void> {
  process.kill(-(running.pid ?? 0), 'SIGKILL');
  await once(running, 'exit');
}
afterAll(killGroup);

it('shows what a function may not do, and keeps its state over kill -9', async () => {
  const ask = async (url: string, operation: string) => {
    const answer = await fetch(`${url}/things/1`, { headers: { 'x-operation': operation } });
    return { status: answer.status, text: await answer.text() };
  };
  const first = await start();
  expect(await ask(first, 'PutItem')).toEqual({ status: 200, text: '{}' });
  const refused = await ask(first, 'DeleteItem');
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('is not authorized to perform: dynamodb:DeleteItem on resource');
  // The answer may be here before the line that the twin wrote.
  await expect
    .poll(() => events.find(({ kind }) => kind === 'denied')?.denial?.grant)
    .toMatch(/^allow role tiny-WebRole-\w+ dynamodb:DeleteItem on arn:aws:dynamodb:.*:table\/tiny$/);

  await killGroup();
  const second = await start();
  expect(await ask(second, 'GetItem')).toEqual({ status: 200, text: '{"Item":{"pk":{"S":"a"}}}' });
});

it('takes its functions with it when it is killed alone', async () => {
  const pid = Number(
    await (await fetch(`${events.at(-1)?.url}/things/1`, { headers: { 'x-operation': 'pid' } })).text(),
  );
  expect(isAlive(pid)).toBe(true);
  running.kill('SIGKILL');
  await once(running, 'exit');
  await expect.poll(() => isAlive(pid)).toBe(false);
  await start();
});

/** Whether it still runs: where nobody collects orphans, a dead one stays as a zombie. */
function isAlive(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && !/\) Z /.test(readFileSync(stat, 'utf8'));
}
