/**
 * When something fails behind the queue: the totals are right in the end, the journal has what was accepted, and
 * verification names what is wrong. The template is the real one, but that a message comes back after 8 s, not 360.
 */
import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { readRevisions } from '../../../shared/aws/submissions/ledger-table.ts';
import { putNode, readNode } from '../../../shared/aws/totals.ts';
import type { ReportEntry } from '../../../shared/contract/submissions/ledger.ts';
import type { ReportSubmission } from '../../../shared/contract/submissions/submission.ts';
import type { TwinEvent } from '../../../twin/options.ts';
import { editedAssembly } from '../edited-assembly.ts';
import { STAGE, startHub, type TestHub, TODAY } from '../hub.ts';
import { eventsOf, jsonLog } from '../logs.ts';
import { DEAD_LETTERS, messagesIn, operatorSqs, SUBMISSIONS, untilQuiet } from '../queues.ts';
import { report } from '../report.ts';
import { idOf, type Sender, senderOf, untilCounted } from '../sender.ts';
import { figuresIn, figuresOf } from '../sums.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

let hub: TestHub;
let sender: Sender;
let sqs: SQSClient;
let s3: S3Client;
let drop: () => void;
const accepted: ReportSubmission[] = [];
const events: TwinEvent[] = [];

beforeAll(async () => {
  const assembly = await editedAssembly(({ resource }) => {
    resource('AWS::Lambda::Function', 'Aggregate').Properties.Timeout = 8;
    resource('AWS::SQS::Queue', 'SubmissionsQueue6').Properties.VisibilityTimeout = 8;
  });
  drop = assembly.drop;
  const onEvent = (event: TwinEvent) => events.push(event);
  hub = await startHub(TODAY, { assemblyDirectory: assembly.directory, onEvent });
  sender = senderOf(hub, await hub.issue('VN'));
  sqs = operatorSqs(hub.twin);
  const { awsUrl: endpoint, region, operatorCredentials: credentials } = hub.twin;
  s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
}, 120_000);
afterEach(() => hub.twin.setFaults([]));
afterAll(async () => {
  sqs.destroy();
  s3.destroy();
  await hub.stop();
  drop();
});

const aggregate = `dtm-${STAGE}-aggregate`;
const ledger = `dtm-${STAGE}-submissions`;
const totals = `dtm-${STAGE}-totals`;
async function accept(sent: ReportSubmission): Promise<void> {
  const posted = await sender.post(sent);
  expect({ status: posted.status, problem: posted.problem }).toEqual({ status: 202, problem: null });
  accepted.push(sent);
}

const figures = async (agency: string) => figuresIn((await sender.totals(agency)).total);
const untilFigures = (agency: string, reports: readonly ReportSubmission[]) =>
  expect
    .poll(() => figures(agency), { timeout: 30_000, interval: 100 })
    .toEqual(figuresOf(hub.seed, reports));

const entriesOf = (system: string): Promise<readonly ReportEntry[]> =>
  readRevisions(hub.client, ledger)(system, 'etx-monthly', '2026-11');

test('many reports at once are counted, each once', async () => {
  const sent = ['H26.dvc', 'H26.lgsp', 'H29.dvc', 'H31.dvc', 'H32.dvc', 'G06.dvc'].map((system, at) =>
    report(hub.seed, { system }, at),
  );
  await Promise.all(sent.map(accept));
  await untilQuiet(sqs, hub.twin);
  expect(await figures('VN')).toEqual(figuresOf(hub.seed, accepted));
});

test('a consumer that dies in the middle of a batch leaves a stale country, and then the right one', async () => {
  const sent = report(hub.seed, { system: 'H26.05.01.001.hatang' }, 4);
  const before = await figures('VN');
  hub.twin.resetCounts();
  hub.twin.setFaults([
    { kind: 'delay', service: 'dynamodb', operation: 'PutItem', principal: aggregate, milliseconds: 300 },
  ]);
  await accept(sent);
  const puts = () =>
    hub.twin
      .counts()
      .calls.filter(({ principal, resource }) => principal === aggregate && resource === totals)
      .reduce((sum, { operation, calls }) => sum + (operation === 'PutItem' ? calls : 0), 0);
  await expect.poll(puts, { timeout: 5_000, interval: 10 }).toBe(1);
  hub.twin.functions.get(aggregate)?.killProcesses();
  hub.twin.setFaults([]);
  expect(await figures('H26.05.01.001')).toEqual(figuresOf(hub.seed, [sent]));
  expect(await figures('VN')).toEqual(before);
  await untilFigures('VN', accepted);
  await untilQuiet(sqs, hub.twin);
});

const BatchCounted = z.object({
  event: z.literal('batch-counted'),
  messages: z.int(),
  counted: z.int(),
  failures: z.array(z.object({ id: z.string(), reason: z.string() })),
  buried: z.array(z.object({ id: z.string(), reason: z.string() })),
});
const batches = () => eventsOf(BatchCounted, jsonLog(hub.twin, 'aggregate'));

test('one message that is no ledger entry does not keep the rest of its batch from being counted', async () => {
  const sent = ['G01.dvc', 'G02.dvc', 'G03.dvc'].map((system) => report(hub.seed, { system }, 5));
  hub.twin.setFaults([
    { kind: 'unavailable', service: 'sqs', operation: 'SendMessage', principal: `dtm-${STAGE}-submit` },
  ]);
  for (const each of sent) expect((await sender.post(each)).status).toBe(503);
  const entries = await Promise.all(sent.map(({ system }) => entriesOf(system)));
  const bodies = ['{"poison":true}', ...entries.flat().map((entry) => JSON.stringify(entry))];
  await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: hub.twin.queueUrls[SUBMISSIONS],
      Entries: bodies.map((MessageBody, at) => ({ Id: String(at), MessageBody })),
    }),
  );
  accepted.push(...sent);
  for (const each of sent) await untilCounted(sender, each);
  expect(batches()).toContainEqual({
    event: 'batch-counted',
    messages: 4,
    counted: 3,
    failures: [{ id: expect.any(String), reason: 'the message is not a ledger entry' }],
    buried: [],
  });
});

async function journalOf(): Promise<ReportEntry[][]> {
  const [Bucket] = hub.twin.buckets;
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'entries/' }));
  return Promise.all(
    Contents.map(async ({ Key }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      const text = gunzipSync((await Body?.transformToByteArray()) ?? new Uint8Array()).toString();
      return text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as ReportEntry);
    }),
  );
}

test('the journal has an object for each batch, and its lines are the entries of the ledger', async () => {
  const journal = await journalOf();
  // The consumer that died had written its object too, and its batch was journalled again.
  expect(journal.length).toBeGreaterThan(batches().filter(({ counted }) => counted > 0).length);
  const systems = [...new Set(accepted.map(({ system }) => system))].sort();
  const entries = (await Promise.all(systems.map(entriesOf))).flat();
  const lines = new Map(journal.flat().map((entry) => [idOf(entry), entry]));
  expect([...lines.values()].sort((a, b) => (a.system < b.system ? -1 : 1))).toEqual(entries);
});

const Verified = z.object({
  event: z.literal('totals-verified'),
  dataset: z.string(),
  period: z.string(),
  entries: z.int(),
  differences: z.array(z.string()),
});
/**
 * Verifies the one period that this test writes to. A sweep (`sweep.test.ts`) goes through 24, with thousands of calls: more
 * than a minute where the machine has other work.
 */
async function verify() {
  const known = jsonLog(hub.twin, 'verify').length;
  events.length = 0;
  const order = JSON.stringify({ dataset: 'etx-monthly', period: '2026-11' });
  await hub.twin.functions.get(`dtm-${STAGE}-verify`)?.invoke(order);
  const errors = events.flatMap((event) => (event.kind === 'functionError' ? event.error.errorMessage : []));
  const [verified] = eventsOf(Verified, jsonLog(hub.twin, 'verify').slice(known));
  return { errors, verified };
}

test('verification finds no difference after all that', async () => {
  const entries = new Set(accepted.map(idOf)).size;
  expect(await verify()).toMatchObject({ errors: [], verified: { entries, differences: [] } });
});

test('a damaged total is found by name and repaired', async () => {
  const key = { dataset: 'etx-monthly', period: '2026-11', parent: 'VN', node: 'H29' };
  const node = await readNode(hub.client, totals)(key);
  if (node === null) throw new Error('H29 has no total');
  const cells = { ...node.content.cells, 'connectivity.outages': '987654' };
  const damaged = { ...node, version: node.version + 1, content: { ...node.content, cells } };
  expect(damaged.content).not.toEqual(node.content);
  expect(await putNode(hub.client, totals)(key, damaged, node.version)).toBe('written');

  // The country is compared with the stored totals below it, when these are repaired.
  expect(await verify()).toMatchObject({ errors: [], verified: { differences: ['H29'] } });
  expect(await figures('VN')).toEqual(figuresOf(hub.seed, accepted));
  expect(await verify()).toMatchObject({ errors: [], verified: { differences: [] } });
});

test('the message that is no ledger entry waits for somebody who can read it: nothing was dropped in silence', async () => {
  expect(await messagesIn(sqs, hub.twin, SUBMISSIONS)).toBe(1);
  expect(await messagesIn(sqs, hub.twin, DEAD_LETTERS)).toBe(0);
  expect(await figures('VN')).toEqual(figuresOf(hub.seed, accepted));
});
