/** Searches of logs at the twin's endpoint, by the SDK's client and the adapter that `dtm trail check` uses. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readLog } from '../../../shared/aws/access/log-lines.ts';
import { type AwsEndpoint, startAwsEndpoint } from '../../../twin/aws/endpoint.ts';
import { operator, region, role } from './fixture.ts';

const GROUP = '/dtm/dev/access';
const reader = role('READER', []);
let endpoint: AwsEndpoint;
const clients: CloudWatchLogsClient[] = [];

const line = (timestamp: number, message: string): string =>
  `${JSON.stringify({ timestamp, logStream: 'stream', message })}\n`;

beforeAll(async () => {
  const directory = mkdtempSync(join(inject('scratch'), 'logs-'));
  const file = join(directory, 'access.log');
  // More than a page of the file has nothing that is asked for.
  const filler = Array.from({ length: 12_000 }, (_, n) => line(1_000, `${n} ${'x'.repeat(100)}`)).join('');
  writeFileSync(
    file,
    line(500, '{"audit":true}') + filler + line(1_999, '{"audit":true}') + line(2_000, 'late'),
  );
  endpoint = await startAwsEndpoint({
    stateDirectory: directory,
    region,
    accountId: '1',
    principals: [operator, reader],
    resourcePolicies: {},
    tables: [],
    queues: [],
    buckets: [],
    secrets: [],
    logFiles: new Map([[GROUP, file]]),
    random: () => 0.5,
    onDenied: () => undefined,
  });
}, 60_000);
afterAll(async () => {
  for (const client of clients) client.destroy();
  await endpoint.close();
});

const clientOf = ({ accessKeyId }: { readonly accessKeyId: string }): CloudWatchLogsClient => {
  const credentials = { accessKeyId, secretAccessKey: 'x' };
  const client = new CloudWatchLogsClient({ region, endpoint: endpoint.url, credentials, maxAttempts: 1 });
  clients.push(client);
  return client;
};
const read = async (pattern: string, from: number, to: number) => {
  const source = { name: 'access', logGroup: GROUP, pattern };
  return Array.fromAsync(readLog(clientOf(operator))(source, from, to));
};

test('a range has its first millisecond and not its last, over pages of which some are empty', async () => {
  const pages = await read('{ $.audit IS TRUE }', 500, 2_000);
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.flat().map(({ timestamp }) => timestamp)).toEqual([500, 1_999]);
  expect((await read('', 501, 1_999)).flat()).toHaveLength(12_000);
  expect((await read('', 2_000, 2_001)).flat()).toMatchObject([
    { logGroup: GROUP, logStream: 'stream', message: 'late', id: expect.stringMatching(/^\d{20,}$/) },
  ]);
});

test('who may not search, a group that is not there and another operation are refused as on AWS', async () => {
  const ask = new FilterLogEventsCommand({ logGroupName: GROUP });
  await expect(clientOf(reader).send(ask)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  const other = new FilterLogEventsCommand({ logGroupName: '/other' });
  await expect(clientOf(operator).send(other)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
