/** docs/runbooks/restore.md, typed as it stands, after a hub has lost what it had. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import {
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { keyOf } from '../../../shared/aws/submissions/ledger-item.ts';
import { quotasTableOf, tableNamesOf } from '../../../shared/contract/stage-names.ts';
import type { ReportSubmission } from '../../../shared/contract/submissions/submission.ts';
import { fewAgencies } from '../few-agencies.ts';
import { projectDirectory, STAGE, startHub, type TestHub, TODAY } from '../hub.ts';
import { operatorSqs, untilQuiet } from '../queues.ts';
import { report } from '../report.ts';
import { idOf, type Sender, senderOf, untilCounted } from '../sender.ts';
import { differing, runDtm, tellDtm } from '../stories.ts';
import { blocksOf, pattern, type } from './typed-page.ts';

vi.setConfig({ testTimeout: 120_000 });

const tables = tableNamesOf(STAGE);
const systems = ['H26.dvc', 'H26.vanban', 'H29.dvc', 'G06.dvc'];
const accepted: ReportSubmission[] = [];
let hub: TestHub;
let sqs: SQSClient;
let country: Sender;
/** The very clock of the twin: a second later, and what is restored has the damage too. */
const clockOffset = Date.parse(TODAY) - Date.now();

beforeAll(async () => {
  const pointInTime = { trailSeconds: 0, restoreSeconds: 0.5 };
  hub = await startHub(TODAY, { country: fewAgencies, clockOffset, pointInTime });
  sqs = operatorSqs(hub.twin);
  tellDtm(hub);
  country = senderOf(hub, await hub.issue('VN'));
}, 120_000);
afterAll(async () => {
  sqs.destroy();
  await hub.stop();
});

async function send(changes: Partial<ReportSubmission>): Promise<void> {
  const sent = report(hub.seed, changes, accepted.length + 1);
  expect(await country.post(sent)).toMatchObject({ status: 202, problem: null });
  accepted.push(sent);
}
async function everyOneIsThere(): Promise<void> {
  const newest = new Map(accepted.map((one) => [one.system, one]));
  for (const sent of accepted) {
    if (newest.get(sent.system) === sent) await untilCounted(country, sent);
    else expect((await country.state(idOf(sent))).state).toBe('superseded');
  }
  expect(await differing(hub, 'etx-monthly', '2026-11')).toEqual([]);
}
/** The beginning of the next second, by the clock of the twin. */
async function nextSecond(): Promise<string> {
  const now = Date.now() + clockOffset;
  await wait(1000 - (now % 1000) + 20);
  return `${new Date(Date.now() + clockOffset).toISOString().slice(0, 19)}Z`;
}

const itemOf = async ({ system, dataset, period, revision }: ReportSubmission) => {
  const Key = keyOf({ system, dataset, period, revision });
  return (await hub.client.send(new GetItemCommand({ TableName: tables.submissions, Key }))).Item;
};
const lose = ({ system, dataset, period, revision }: ReportSubmission) =>
  hub.client.send(
    new DeleteItemCommand({
      TableName: tables.submissions,
      Key: keyOf({ system, dataset, period, revision }),
    }),
  );
const copies = async () => (await tableNames()).filter((name) => name.includes('-restore-'));
/** What senders have used of their quotas is nothing to restore. */
const tableNames = async () =>
  ((await hub.client.send(new ListTablesCommand({}))).TableNames ?? []).filter(
    (name) => name !== quotasTableOf(STAGE),
  );

test('entries that were deleted or altered are put back beside what came since, also when it is killed', async () => {
  for (const system of systems) await send({ system });
  await untilQuiet(sqs, hub.twin, 30_000);
  const before = await nextSecond();
  const [first, second] = accepted;
  if (first === undefined || second === undefined) throw new Error('nothing was sent');
  await lose(first);
  const [standing, other] = await Promise.all([second, accepted[2]].map((one) => one && itemOf(one)));
  if (standing === undefined || other?.cells === undefined) throw new Error('the ledger is empty');
  const altered = { ...standing, cells: other.cells };
  await hub.client.send(new PutItemCommand({ TableName: tables.submissions, Item: altered }));
  await send({ system: 'H26.dvc', revision: 2 });
  await untilQuiet(sqs, hub.twin, 30_000);

  const words = ['cli/dtm.ts', '--state', hub.stateDirectory, 'restore', '--yes', '--to', before];
  const killed = spawn(process.execPath, words, {
    cwd: projectDirectory,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  for await (const chunk of killed.stderr ?? []) if (String(chunk).includes('copy beside it')) break;
  await expect.poll(copies).not.toEqual([]);
  killed.kill('SIGKILL');
  await once(killed, 'exit');

  const { code, out } = await runDtm(hub, ['restore', '--yes', '--to', before]);
  expect({ code, out }).toMatchObject({ code: 0 });
  expect(out).toMatch(/entries in the ledger now\s+5\n/);
  await everyOneIsThere();
  await expect.poll(copies).toEqual([]);
});

const blocks = blocksOf('docs/runbooks/restore.md');

test('all tables destroyed: the runbook, as it is written, brings everything back that had a 202', async () => {
  const time = await nextSecond();
  await send({ system: 'H29.dvc', revision: 2 });
  await send({ system: 'G06.dvc', revision: 2 });
  await untilQuiet(sqs, hub.twin, 30_000);
  for (const sent of accepted.slice(-2)) await lose(sent);
  for (const TableName of Object.values(tables)) {
    await hub.client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
    await hub.client.send(new DeleteTableCommand({ TableName }));
  }
  await expect.poll(tableNames, { timeout: 10_000 }).toEqual([]);
  expect((await country.post(report(hub.seed, { system: 'H26.dvc', revision: 9 }))).status).toBe(503);

  let printed = '';
  for (const { kind, lines } of blocks) {
    if (kind === 'text') for (const line of lines) expect(printed).toMatch(pattern(line));
    else {
      printed = '';
      for (const line of lines) {
        const out = await type(hub, line, { time, url: hub.twin.apiUrl });
        expect(out).not.toContain('exit code');
        printed += out;
      }
      if (lines.some((line) => line.includes('--dry-run'))) expect(await tableNames()).toEqual([]);
      if (printed.includes('RTO')) console.log(printed.slice(printed.indexOf('restore  ')));
    }
  }
  await everyOneIsThere();
  await send({ system: 'H26.vanban', revision: 2 });
  await everyOneIsThere();
  for (const TableName of Object.values(tables)) {
    const { Table } = await hub.client.send(new DescribeTableCommand({ TableName }));
    const { ContinuousBackupsDescription: backups } = await hub.client.send(
      new DescribeContinuousBackupsCommand({ TableName }),
    );
    expect([
      Table?.DeletionProtectionEnabled,
      backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus,
    ]).toEqual([true, 'ENABLED']);
  }
});
