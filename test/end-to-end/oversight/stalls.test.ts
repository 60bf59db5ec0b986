/**
 * No silent stall: each consumer and each schedule of the template is stopped in turn, time passes, and an alarm of the
 * template rings; it runs again, and the alarm is over. The alarms are evaluated over what the twin measures.
 */
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { putEntry } from '../../../shared/aws/submissions/ledger-table.ts';
import type { LedgerEntry } from '../../../shared/contract/submissions/ledger.ts';
import { digestOfEntry } from '../../../shared/domain/submissions/submission-digest.ts';
import { HOUR, MINUTE } from '../../../shared/domain/values/duration.ts';
import { STAGE, startHub, type TestHub, TODAY } from '../hub.ts';
import { DEAD_LETTERS, messagesIn, operatorSqs, SUBMISSIONS, untilQuiet } from '../queues.ts';
import { report } from '../report.ts';
import { type Sender, senderOf } from '../sender.ts';
import { runDtm, tellDtm } from '../stories.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 120_000 });

let hub: TestHub;
let sqs: SQSClient;
let hanoi: Sender;

beforeAll(async () => {
  hub = await startHub();
  sqs = operatorSqs(hub.twin);
  hanoi = senderOf(hub, await hub.issue('H26'));
  tellDtm(hub);
  for (const name of hub.twin.schedules.names) hub.twin.schedules.pause(name);
}, 120_000);
afterAll(async () => {
  sqs.destroy();
  await hub.stop();
});

const named = (name: string) => `dtm-${STAGE}-${name}`;

/** Names of the alarms that ring, without `dtm-<stage>-`. */
const ringing = (): string[] =>
  hub.twin.alarms().flatMap(({ name, state }) => (state === 'ALARM' ? [name.replace(named(''), '')] : []));

/** Time passes with one schedule switched on. */
async function passWith(schedule: string, milliseconds: number): Promise<void> {
  hub.twin.schedules.resume(named(schedule));
  await hub.twin.letPass(milliseconds);
  hub.twin.schedules.pause(named(schedule));
}

/** The alarms of what is silent since the beginning: every schedule is stopped. */
const silent = () =>
  hub.twin
    .alarms()
    .flatMap(({ name }) => (name.endsWith('-silence') ? [name.replace(named(''), '')] : []))
    .toSorted();

test('with every schedule stopped, every alarm of silence rings, and nothing is seen to be counted', async () => {
  await hub.twin.letPass(25 * HOUR);
  expect(ringing()).toEqual(expect.arrayContaining([...silent(), 'totals-stopped']));
  // One schedule, one alarm of its own.
  expect(silent()).toEqual(
    hub.twin.schedules.names.map((name) => `${name.replace(named(''), '')}-silence`).toSorted(),
  );
});

test('the heartbeat runs again: its silence is over, and something is counted', async () => {
  const before = ringing();
  await passWith('heartbeat', 6 * MINUTE);
  await untilQuiet(sqs, hub.twin);
  const over = ['heartbeat-silence', 'totals-stopped'];
  expect(before).toEqual(expect.arrayContaining(over));
  expect(ringing()).toEqual(before.filter((name) => !over.includes(name)));
});

test('a consumer that is stopped: the queue’s age and nothing counted; then they are over', async () => {
  // Another one that counts has to be stopped here too: files are not judged without batch-work, and nothing waits for it.
  expect(hub.twin.pollers.names.toSorted()).toEqual([named('aggregate'), named('batch-work')]);
  await hub.twin.pollers.pause(named('aggregate'));
  expect((await hanoi.post(report(hub.seed, { system: 'H26.dvc' }))).status).toBe(202);
  const before = ringing();
  await passWith('heartbeat', 16 * MINUTE);
  expect(ringing().filter((name) => !before.includes(name))).toEqual(['submissions-age', 'totals-stopped']);

  hub.twin.pollers.resume(named('aggregate'));
  await untilQuiet(sqs, hub.twin);
  // What waited was 16 minutes old when it was counted: the next quarter of an hour is a fresh one.
  expect(ringing()).toContain('totals-age');
  await passWith('heartbeat', 16 * MINUTE);
  await untilQuiet(sqs, hub.twin);
  expect(ringing().filter((name) => !before.includes(name))).toEqual([]);
});

const entry: LedgerEntry = {
  kind: 'report',
  dataset: 'etx-monthly',
  period: '2026-11',
  system: 'H26.05.01.001.hatang',
  agency: 'H26.05.01.001',
  revision: 1,
  cells: { 'sharing.messages-sent': '5' },
  idempotencyKey: null,
  digest: 'a'.repeat(64),
  sha256: 'a'.repeat(64),
  receivedAt: TODAY,
  storedAt: TODAY,
  registryVersion: 1,
  catalogueVersion: 1,
  timeliness: 'on-time',
  credential: 'abcdefghijkl',
};

test('a message that cannot be counted: the dead letters, until it is dealt with; after a week also their age', async () => {
  const MessageBody = JSON.stringify({ ...entry, system: 'H99.dvc', agency: 'H99' });
  await sqs.send(new SendMessageCommand({ QueueUrl: hub.twin.queueUrls[SUBMISSIONS], MessageBody }));
  await expect.poll(() => messagesIn(sqs, hub.twin, DEAD_LETTERS), { timeout: 20_000 }).toBe(1);
  expect(ringing()).toContain('submissions-dlq');
  expect(ringing()).not.toContain('submissions-dlq-age');
  await hub.twin.letPass(8 * 24 * HOUR);
  expect(ringing()).toEqual(expect.arrayContaining(['submissions-dlq', 'submissions-dlq-age']));
});

test('keys that end without another to follow: the alarm, the line with their ids, and the command', async () => {
  await passWith('keys', 61 * MINUTE);
  expect(ringing()).not.toContain('keys-silence');
  expect(ringing()).not.toContain('keys-expiring');
  const soon = new Date(Date.parse(TODAY) + 20 * 24 * HOUR).toISOString();
  await hub.issue('H01', { validTo: soon });
  await passWith('keys', 61 * MINUTE);
  expect(ringing()).toContain('keys-expiring');
});

test('the sweep resumes what was recorded and never sent, and says that totals were wrong', async () => {
  await putEntry(hub.client, named('submissions'))({ ...entry, digest: digestOfEntry(entry) });
  expect(ringing()).toContain('verify-silence');
  await passWith('verify', 61 * MINUTE);
  expect(ringing()).not.toContain('verify-silence');
  expect(ringing()).toContain('totals-repaired');
  await hub.twin.letPass(61 * MINUTE);
  expect(ringing()).not.toContain('totals-repaired');
  const keys = await runDtm(hub, ['key', 'list', '--expiring']);
  expect([keys.code, keys.out.includes('H01')]).toEqual([1, true]);
  const alarms = await runDtm(hub, ['alarms']);
  expect(alarms.code).toBe(1);
  expect(alarms.out).toMatch(/dtm-dev-submissions-dlq .*Runbook: docs\/runbooks\/dead-letters\.md/s);
});

test('whatever else runs by the clock: it runs again, and its silence is over', async () => {
  const seen = ['heartbeat', 'keys', 'verify'];
  const others = hub.twin.schedules.names.map((name) => name.replace(named(''), ''));
  const seldom = others.filter((name) => !seen.includes(name));
  const stalled = ringing();
  expect(seldom.filter((name) => !stalled.includes(`${name}-silence`))).toEqual([]);
  for (const name of seldom) {
    await passWith(name, 25 * HOUR);
    expect(ringing()).not.toContain(`${name}-silence`);
  }
});

test('a function that throws', async () => {
  const order = JSON.stringify({ dataset: 'none', period: '2026-11' });
  await hub.twin.functions.get(named('verify'))?.invoke(order);
  expect(ringing()).toContain('verify-errors');
  await hub.twin.letPass(6 * MINUTE);
  expect(ringing()).not.toContain('verify-errors');
});

test('a table that refuses calls, and a door that answers 5xx', async () => {
  hub.twin.setFaults([{ kind: 'unavailable', service: 'dynamodb', operation: '*' }]);
  for (let call = 0; call < 6; call += 1) await hanoi.post(report(hub.seed, { system: 'H26.lgsp' }));
  hub.twin.setFaults([{ kind: 'throttle', service: 'dynamodb', operation: 'PutItem' }]);
  await hanoi.post(report(hub.seed, { system: 'H26.vanban' }));
  hub.twin.setFaults([]);
  expect(ringing()).toEqual(expect.arrayContaining(['api-5xx', 'table-errors']));
  expect(ringing()).not.toContain('submissions-table-throttles');
  await hub.twin.letPass(6 * MINUTE);
  expect(ringing()).not.toContain('api-5xx');
});
