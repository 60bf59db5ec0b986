/**
 * A consumer that is rolled back while another release writes, and rolled forward again, on the real template. The later release is
 * this one, bundled with the next format as one that it reads.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bundleSettings } from '../../../infra/bundle.ts';
import { putEntry } from '../../../shared/aws/submissions/ledger-table.ts';
import { READS_UP_TO } from '../../../shared/contract/recorded.ts';
import type { ReportEntry } from '../../../shared/contract/submissions/ledger.ts';
import { reportDigest } from '../../../shared/domain/submissions/submission-digest.ts';
import { editedAssembly } from '../edited-assembly.ts';
import { projectDirectory, STAGE, startHub, type TestHub, TODAY } from '../hub.ts';
import { jsonLog } from '../logs.ts';
import { DEAD_LETTERS, messagesIn, operatorSqs, SUBMISSIONS, untilQuiet } from '../queues.ts';
import { senderOf } from '../sender.ts';

vi.setConfig({ testTimeout: 60_000 });

const NEXT = READS_UP_TO + 1;
const state = mkdtempSync(join(tmpdir(), 'dtm-mixed-'));
let hub: TestHub;
let sqs: SQSClient;
const drops: (() => void)[] = [];

/** The consumer as the release that reads the next format has it. */
async function laterConsumer(): Promise<string> {
  const line = `READS_UP_TO = ${READS_UP_TO}`;
  const { outputFiles } = await build({
    ...bundleSettings,
    entryPoints: [join(projectDirectory, 'functions/aggregate.ts')],
    write: false,
    plugins: [
      {
        name: 'later',
        setup: ({ onLoad }) =>
          onLoad({ filter: /contract.recorded\.ts$/ }, ({ path }) => {
            const text = readFileSync(path, 'utf8');
            if (!text.includes(line)) throw new Error(`${path} has no ${line}`);
            return { contents: text.replace(line, `READS_UP_TO = ${NEXT}`), loader: 'ts' };
          }),
      },
    ],
  });
  return outputFiles?.[0]?.text ?? '';
}

/** On the state that the one before has left. */
async function start(consumer: string | null): Promise<void> {
  const assembly = await editedAssembly(({ resource, editBundle }) => {
    resource('AWS::Lambda::Function', 'Aggregate').Properties.Timeout = 4;
    resource('AWS::SQS::Queue', 'SubmissionsQueue6').Properties.VisibilityTimeout = 4;
    if (consumer !== null) editBundle('Aggregate', () => consumer);
  });
  drops.push(assembly.drop);
  hub = await startHub(TODAY, { assemblyDirectory: assembly.directory, stateDirectory: state });
  sqs = operatorSqs(hub.twin);
}

async function stop(): Promise<void> {
  sqs.destroy();
  await hub.stop();
}

beforeAll(() => start(null), 120_000);
afterAll(async () => {
  await stop();
  for (const drop of drops) drop();
  rmSync(state, { recursive: true, force: true });
});

/** As a door of another release records and sends it; the cells are those of one indicator only. */
async function accepted(system: string, more: object): Promise<void> {
  const key = { system, dataset: 'etx-monthly', period: '2026-11', revision: 1 };
  const cells = { 'sharing.messages-sent': '5' };
  const entry: ReportEntry = {
    kind: 'report',
    ...key,
    agency: system.slice(0, system.lastIndexOf('.')),
    cells,
    digest: reportDigest(key, cells),
    sha256: 'a'.repeat(64),
    receivedAt: TODAY,
    storedAt: TODAY,
    registryVersion: 1,
    catalogueVersion: 1,
    timeliness: 'on-time',
    credential: 'abcdefghijkl',
    idempotencyKey: null,
    ...more,
  };
  await putEntry(hub.client, `dtm-${STAGE}-submissions`)(entry);
  const MessageBody = JSON.stringify(entry);
  await sqs.send(new SendMessageCommand({ QueueUrl: hub.twin.queueUrls[SUBMISSIONS], MessageBody }));
}

const reportersOf = async (agency: string): Promise<number> =>
  (await senderOf(hub, await hub.issue('VN')).totals(agency)).total.reporters;

const log = (): string => JSON.stringify(jsonLog(hub.twin, 'aggregate'));

test('what another release writes beside the fields of this one is counted', async () => {
  await accepted('H26.dvc', { origin: { by: 'later' } });
  await untilQuiet(sqs, hub.twin);
  expect(await reportersOf('H26')).toBe(1);
});

test('what it writes in a newer format waits, in the queue and in the ledger, and is no dead letter', async () => {
  await accepted('H49.dvc', { format: NEXT });
  await expect.poll(log, { timeout: 15_000 }).toContain(`the message is of format ${NEXT}`);
  const refold = { kind: 'refold', dataset: 'etx-monthly', period: '2026-11', node: 'H49' };
  const MessageBody = JSON.stringify(refold);
  await sqs.send(new SendMessageCommand({ QueueUrl: hub.twin.queueUrls[SUBMISSIONS], MessageBody }));
  await expect.poll(log, { timeout: 15_000 }).toMatch(/NewerFormat: ledger entry H49.* is of format/);
  expect(await messagesIn(sqs, hub.twin, SUBMISSIONS)).toBe(2);
  expect(await messagesIn(sqs, hub.twin, DEAD_LETTERS)).toBe(0);
  expect(await reportersOf('VN')).toBe(1);
});

test('and is counted by the release that reads it, with nothing done by anybody', async () => {
  await stop();
  await start(await laterConsumer());
  await untilQuiet(sqs, hub.twin, 30_000);
  expect(await reportersOf('VN')).toBe(2);
  expect(await messagesIn(sqs, hub.twin, DEAD_LETTERS)).toBe(0);
}, 120_000);
