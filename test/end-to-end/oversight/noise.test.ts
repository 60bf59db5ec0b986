/**
 * AWS on a bad day: every service throttles, loses answers and does things twice, in about a third of all calls, in front of the
 * queue and behind it. Senders ask again until they have their 202; the totals are then what they were told.
 */
import type { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { seededRandom } from '../../../demo/sample/random.ts';
import type { ReportSubmission } from '../../../shared/contract/submissions/submission.ts';
import type { FaultRule } from '../../../twin/aws/faults.ts';
import { editedAssembly } from '../edited-assembly.ts';
import { STAGE, startHub, type TestHub, TODAY } from '../hub.ts';
import { DEAD_LETTERS, messagesIn, operatorSqs, untilQuiet } from '../queues.ts';
import { report } from '../report.ts';
import { type Sender, senderOf } from '../sender.ts';
import { figuresIn, figuresOf } from '../sums.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 120_000 });

let hub: TestHub;
let sender: Sender;
let sqs: SQSClient;
let drop: () => void;

const chance = seededRandom(2026);

beforeAll(async () => {
  const assembly = await editedAssembly(({ resource }) => {
    resource('AWS::Lambda::Function', 'Aggregate').Properties.Timeout = 4;
    resource('AWS::SQS::Queue', 'SubmissionsQueue6').Properties.VisibilityTimeout = 4;
  });
  drop = assembly.drop;
  const random = () => chance.int(0, 999_999) / 1_000_000;
  hub = await startHub(TODAY, { assemblyDirectory: assembly.directory, random });
  sender = senderOf(hub, await hub.issue('VN'));
  sqs = operatorSqs(hub.twin);
}, 120_000);
afterAll(async () => {
  sqs.destroy();
  await hub.stop();
  drop();
});

const noise: FaultRule[] = (['dynamodb', 'sqs', 's3'] as const).flatMap((service) =>
  ['submit', 'aggregate'].flatMap((name): FaultRule[] => {
    const where = { service, operation: '*', principal: `dtm-${STAGE}-${name}`, probability: 0.14 };
    return [
      { ...where, kind: 'throttle' },
      { ...where, kind: 'lost-answer', answer: 'error' },
      { ...where, kind: 'duplicate' },
    ];
  }),
);

const systems = ['H26', 'H29', 'H31', 'H32', 'G01', 'G02', 'G03', 'G06', 'G08', 'G09'].map(
  (agency) => `${agency}.dvc`,
);

/** As a sender does: the same again after a 503 until there is a 202. */
async function sendUntilAccepted(sent: ReportSubmission): Promise<{ tries: number; receivedAt: string }> {
  for (let tries = 1; tries <= 20; tries += 1) {
    const { status, accepted, problem } = await sender.post(sent);
    if (accepted) return { tries, receivedAt: accepted.receivedAt };
    expect({ status, code: problem?.code }).toEqual({ status: 503, code: 'unavailable' });
  }
  throw new Error(`${sent.system} was not accepted in twenty tries`);
}

test('what every sender was told is what counts, whatever AWS did in between', async () => {
  const sent = systems.flatMap((system, at) =>
    [1, 2].map((revision) => report(hub.seed, { system, revision }, 10 * at + revision)),
  );
  hub.twin.setFaults(noise);
  const answers = await Promise.all(sent.map(sendUntilAccepted));
  hub.twin.setFaults([]);
  const hits = hub.twin.counts().calls.reduce((sum, { failed }) => sum + failed, 0);
  expect(hits).toBeGreaterThan(5);

  await untilQuiet(sqs, hub.twin, 60_000);
  expect(await messagesIn(sqs, hub.twin, DEAD_LETTERS)).toBe(0);
  expect(figuresIn((await sender.totals('VN')).total)).toEqual(figuresOf(hub.seed, sent));
  for (const [at, { receivedAt }] of answers.entries()) {
    expect((await sender.post(sent[at] ?? {})).accepted?.receivedAt).toBe(receivedAt);
  }
});

test('the verification agrees', async () => {
  const verify = hub.twin.functions.get(`dtm-${STAGE}-verify`);
  const answer = await verify?.invoke('{}');
  expect(answer).toMatchObject({ kind: 'answer' });
  expect(JSON.parse((answer as { payload: string }).payload)).toEqual({
    periods: expect.any(Number),
    repaired: 0,
    complete: true,
  });
});
