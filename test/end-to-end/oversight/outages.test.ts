/** When something fails at the hub's door: a 503, and whoever asks again gets what was first recorded, once. */
import type { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { readRevisions } from '../../../shared/aws/submissions/ledger-table.ts';
import type { LedgerEntry } from '../../../shared/contract/submissions/ledger.ts';
import type { ReportSubmission } from '../../../shared/contract/submissions/submission.ts';
import type { FaultRule } from '../../../twin/aws/faults.ts';
import { STAGE, startHub, type TestHub } from '../hub.ts';
import { operatorSqs, untilQuiet } from '../queues.ts';
import { report } from '../report.ts';
import { idOf, type Sender, senderOf, untilCounted } from '../sender.ts';
import { figuresIn, figuresOf } from '../sums.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

let hub: TestHub;
let sender: Sender;
let sqs: SQSClient;
const accepted: ReportSubmission[] = [];

beforeAll(async () => {
  hub = await startHub();
  sender = senderOf(hub, await hub.issue('VN'));
  sqs = operatorSqs(hub.twin);
}, 120_000);
afterEach(() => hub.twin.setFaults([]));
afterAll(async () => {
  sqs.destroy();
  await hub.stop();
});

const submit = `dtm-${STAGE}-submit`;
const ledger = `dtm-${STAGE}-submissions`;
const sendFails: FaultRule = {
  kind: 'unavailable',
  service: 'sqs',
  operation: 'SendMessage',
  principal: submit,
};

async function accept(sent: ReportSubmission) {
  const posted = await sender.post(sent);
  expect({ status: posted.status, problem: posted.problem }).toEqual({ status: 202, problem: null });
  accepted.push(sent);
  return posted.accepted;
}

/** Refused for now, and told when to ask again; the answer says nothing of what is behind the hub. */
async function expectUnavailable(sent: ReportSubmission): Promise<void> {
  const { status, headers, problem, text } = await sender.post(sent);
  expect({ status, code: problem?.code }).toEqual({ status: 503, code: 'unavailable' });
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(text).not.toMatch(/dynamodb|sqs|dtm-dev|arn:|Exception/i);
}

async function expectRightTotals(): Promise<void> {
  await untilQuiet(sqs, hub.twin);
  expect(figuresIn((await sender.totals('VN')).total)).toEqual(figuresOf(hub.seed, accepted));
}

const entriesOf = (system: string): Promise<readonly LedgerEntry[]> =>
  readRevisions(hub.client, ledger)(system, 'etx-monthly', '2026-11');

test('a report that was recorded but not enqueued is a 503, and its retry gets the time of the first', async () => {
  const sent = report(hub.seed, { system: 'H26.dvc' });
  hub.twin.setFaults([sendFails]);
  await expectUnavailable(sent);
  const recorded = await sender.state(idOf(sent));
  expect(recorded.state).toBe('accepted');
  await expectUnavailable(sent);

  hub.twin.setFaults([]);
  const receipt = await accept(sent);
  expect(receipt?.receivedAt).toBe(recorded.receivedAt);
  await expectRightTotals();
  await untilCounted(sender, sent);
  expect((await sender.totals('H26')).total.reporters).toBe(1);
});

test.each(['PutItem', 'Query'])('a table that throttles %s at the door is a 503', async (operation) => {
  const sent = report(hub.seed, { system: 'H29.dvc' }, 2);
  // Nothing is known by heart: the registry is asked too.
  hub.twin.functions.get(submit)?.killProcesses();
  hub.twin.setFaults([{ kind: 'throttle', service: 'dynamodb', operation, principal: submit }]);
  await expectUnavailable(sent);
  hub.twin.setFaults([]);
  await accept(sent);
  await expectRightTotals();
});

test.each([
  ['once: the hub itself asks again', { next: 1 }, 202, 'H31.dvc'],
  ['each time: the caller has to ask again', { answer: 'error' } as const, 503, 'H32.dvc'],
])('an answer lost after the put, %s', async (_, fault, status, system) => {
  const sent = report(hub.seed, { system }, 3);
  const lost = { kind: 'lost-answer', service: 'dynamodb', operation: 'PutItem', principal: submit } as const;
  hub.twin.setFaults([{ ...lost, resource: ledger, ...fault }]);
  const first = await sender.post(sent);
  expect(first.status).toBe(status);
  hub.twin.setFaults([]);
  const receipt = await accept(sent);
  const entries = await entriesOf(system);
  expect(entries.map(({ receivedAt }) => receivedAt)).toEqual([receipt?.receivedAt]);
  expect(first.accepted ?? receipt).toEqual(receipt);
  await expectRightTotals();
});

/** As long as a function of the door may take; the gateway has 29 s. */
const DOOR_MS = 10_000;

test.each([
  ['the ledger', { service: 'dynamodb', operation: 'PutItem', resource: ledger }, 'G01.dvc'],
  ['the queue', { service: 'sqs', operation: 'SendMessage' }, 'G02.dvc'],
] as const)('where %s accepts calls and says nothing: a 503 in time', async (_, where, system) => {
  const sent = report(hub.seed, { system }, 4);
  hub.twin.setFaults([{ kind: 'silence', principal: submit, ...where }]);
  const began = performance.now();
  await expectUnavailable(sent);
  expect(performance.now() - began).toBeLessThan(DOOR_MS);
  hub.twin.setFaults([]);
  await accept(sent);
  await expectRightTotals();
});

test('behind the queue a call that is not answered is made again, and the batch is counted', async () => {
  const aggregate = `dtm-${STAGE}-aggregate`;
  const calls = ['PutItem', 'GetItem'] as const;
  hub.twin.setFaults([
    ...calls.map(
      (operation): FaultRule => ({
        kind: 'silence',
        service: 'dynamodb',
        operation,
        principal: aggregate,
        next: 1,
      }),
    ),
    { kind: 'silence', service: 's3', operation: 'PutObject', principal: aggregate, next: 1 },
  ]);
  await accept(report(hub.seed, { system: 'H35.dvc' }, 5));
  await expectRightTotals();
});
