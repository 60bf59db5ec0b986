/** Poison at the running hub: it waits, the rest of its batch counts, and an operator handles what was set aside. */
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putEntry } from '../../../shared/aws/submissions/ledger-table.ts';
import { buryMessage } from '../../../shared/aws/submissions/submissions-queue.ts';
import type { ReportEntry } from '../../../shared/contract/submissions/ledger.ts';
import { submissionId } from '../../../shared/domain/submissions/submission-key.ts';
import { STAGE, startHub, type TestHub } from '../hub.ts';
import { DEAD_LETTERS, messagesIn, operatorSqs, SUBMISSIONS } from '../queues.ts';
import { report } from '../report.ts';
import { type Sender, senderOf, untilCounted } from '../sender.ts';
import { differing, runDtm, tellDtm } from '../stories.ts';

let hub: TestHub;
let sqs: SQSClient;
let hanoi: Sender;

beforeAll(async () => {
  hub = await startHub();
  sqs = operatorSqs(hub.twin);
  hanoi = senderOf(hub, await hub.issue('H26'));
  tellDtm(hub);
}, 120_000);
afterAll(async () => {
  sqs.destroy();
  await hub.stop();
});

/** `dtm`, as an operator runs it. */
const dtm = (...words: string[]) => runDtm(hub, words);

/** Without the line of standard error that says as whom it called. */
const jsonOf = ({ out }: { readonly out: string }): unknown => JSON.parse(out.replace(/^as .*$/m, ''));

/** As a stranger could put them there, all at once. */
const put = (bodies: readonly string[]) =>
  sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: hub.twin.queueUrls[SUBMISSIONS],
      Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
    }),
  );

/** In the submissions queue: what the consumer cannot read comes again after six minutes, longer than these tests. */
const waiting = (count: number) =>
  expect.poll(() => messagesIn(sqs, hub.twin, SUBMISSIONS), { timeout: 15_000, interval: 50 }).toBe(count);
const deadLetters = (count: number) =>
  expect.poll(() => messagesIn(sqs, hub.twin, DEAD_LETTERS), { timeout: 15_000, interval: 100 }).toBe(count);

const entry = (dataset: string): ReportEntry => ({
  kind: 'report',
  system: 'H26.vanban',
  agency: 'H26',
  dataset,
  period: '2026-11',
  revision: 1,
  digest: 'a'.repeat(64),
  sha256: 'a'.repeat(64),
  receivedAt: '2026-11-20T02:30:00.000Z',
  storedAt: '2026-11-20T02:30:00.000Z',
  registryVersion: 1,
  catalogueVersion: 1,
  timeliness: 'on-time',
  credential: 'abcdefghijkl',
  idempotencyKey: null,
  cells: {},
});

const strange = ['no JSON at all', '{"kind":"report"}'];

test('what cannot be read waits while the rest of the batch counts', async () => {
  const sent = report(hub.seed, { system: 'H26.dvc' });
  const [posted] = await Promise.all([hanoi.post(sent), put(strange)]);
  expect(posted.status).toBe(202);
  await untilCounted(hanoi, sent, 15_000);
  await waiting(2);
  await deadLetters(0);
  expect(await differing(hub, 'etx-monthly', '2026-11')).toEqual([]);
});

test('dtm lists what was set aside with the reasons in 100 columns, shows one, and its looks take nothing away', async () => {
  // As the consumer does after nine hours.
  const bury = buryMessage(sqs, hub.twin.queueUrls[DEAD_LETTERS] ?? '');
  for (const body of strange) await bury(body, 'the message is not a ledger entry');
  const listed = await dtm('dead-letters', 'list');
  expect(listed.code).toBe(1);
  expect(Math.max(...listed.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(listed.out).toMatch(/no JSON at all +the message is not a ledger entry/);
  expect(listed.out).toContain('2 dead letters');
  const json = jsonOf(await dtm('dead-letters', 'list', '--json')) as {
    id: string;
    what: string;
    reason: string;
  }[];
  expect(json.map(({ what, reason }) => [what, reason]).sort()).toEqual([
    ['no JSON at all', 'the message is not a ledger entry'],
    ['{"kind":"report"}', 'the message is not a ledger entry'],
  ]);
  const [first] = json;
  const shown = await dtm('dead-letters', 'show', first?.id.slice(0, 8) ?? '');
  expect([shown.code, shown.out.includes(first?.id ?? '-')]).toEqual([0, true]);
  expect(shown.out).toContain('the message is not a ledger entry');
  expect(await dtm('dead-letters', 'show', 'nothing')).toMatchObject({ code: 2 });
  await deadLetters(2);
}, 60_000);

const toDeadLetters = (bodies: readonly object[]) =>
  sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: hub.twin.queueUrls[DEAD_LETTERS],
      Entries: bodies.map((body, index) => ({ Id: String(index), MessageBody: JSON.stringify(body) })),
    }),
  );

test('a redriven submission is counted, once however often it comes; what is unreadable waits again', async () => {
  const dead: ReportEntry = { ...entry('etx-monthly'), cells: { 'sharing.messages-sent': '5' } };
  await putEntry(hub.client, `dtm-${STAGE}-submissions`)(dead);
  await toDeadLetters([dead, dead]);
  await deadLetters(4);
  expect((await hanoi.state(submissionId(dead))).state).toBe('accepted');
  const listed = jsonOf(await dtm('dead-letters', 'list', '--json')) as {
    id: string;
    what: string;
  }[];
  const one = listed.find(({ what }) => what === submissionId(dead));
  const redriven = await dtm('dead-letters', 'redrive', one?.id.slice(0, 8) ?? '');
  expect([redriven.code, redriven.out]).toEqual([0, expect.stringContaining('1 message sent back')]);
  await deadLetters(3);
  await waiting(2);
  expect((await hanoi.state(submissionId(dead))).state).toBe('counted');
  const before = (await hanoi.totals('H26')).total;
  expect((await dtm('dead-letters', 'redrive', '--all')).out).toContain('3 messages sent back');
  await deadLetters(0);
  await waiting(4);
  expect((await hanoi.totals('H26')).total).toEqual(before);
  expect(await differing(hub, 'etx-monthly', '2026-11')).toEqual([]);
  expect(await dtm('dead-letters', 'redrive')).toMatchObject({ code: 2 });
  expect(await dtm('dead-letters', 'redrive', '--all')).toMatchObject({
    code: 0,
    out: '✓ No dead letters.\n',
  });
}, 60_000);

test('a dead letter that SQS itself set aside is said by its submission, and that nobody gave a reason', async () => {
  await toDeadLetters([entry('etx-unknown')]);
  await deadLetters(1);
  const { out } = await dtm('dead-letters', 'list');
  expect(out.replace(/\s+/g, '')).toContain('H26.vanban~etx-unknown~2026-11~1');
  expect(out).toContain('received too often');
  const { id } = (jsonOf(await dtm('dead-letters', 'list', '--json')) as { id: string }[])[0] ?? { id: '' };
  const gone = await dtm(
    'dead-letters',
    'delete',
    id.slice(0, 8),
    '--yes',
    '--reason',
    'of a dataset that never was',
  );
  expect([gone.code, gone.out]).toEqual([0, expect.stringContaining('deleted: H26.vanban~etx-unknown')]);
  await deadLetters(0);
  const { out: history } = await dtm('admin', 'history', '--task', 'dead-letters');
  expect(history).toMatch(/dtm-dev-on-call +delete +dead-letters~/);
  const other = await dtm('--as', 'auditor', 'dead-letters', 'redrive', '--all');
  expect([other.code, other.out]).toEqual([0, expect.stringContaining('No dead letters')]);
}, 60_000);
