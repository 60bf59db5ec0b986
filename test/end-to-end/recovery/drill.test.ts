/** A recovery drill at the running hub: real restores, the real roles, live traffic, and an agency's and the ministry's view. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { itemOf } from '../../../shared/aws/submissions/ledger-item.ts';
import { readLedgerPage } from '../../../shared/aws/submissions/ledger-pages.ts';
import { findEntry, putEntry } from '../../../shared/aws/submissions/ledger-table.ts';
import { putNode, readNode } from '../../../shared/aws/totals.ts';
import { DrillList, DrillReport } from '../../../shared/contract/recovery/drill.ts';
import { digestOfEntry } from '../../../shared/domain/submissions/submission-digest.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/values/duration.ts';
import { credentialsOf } from '../../../twin/credentials.ts';
import { some } from '../../fixtures/numbers.ts';
import { sized } from '../../size.ts';
import { fewAgencies } from '../few-agencies.ts';
import { STAGE, startHub, type TestHub, TODAY } from '../hub.ts';
import { keyWords } from '../key-file.ts';
import { operatorSqs, untilQuiet } from '../queues.ts';
import { report } from '../report.ts';
import { type Sender, senderOf } from '../sender.ts';
import { event, increment, postEvent, runDtm, sent, tellDtm } from '../stories.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 300_000 });

const DRILL = `dtm-${STAGE}-drill`;
const MORNING = '2026-11-20T01:15:00.000Z';

let hub: TestHub;
let sqs: SQSClient;
let country: Sender;
let countryKey = '';
let hanoi: Sender;

beforeAll(async () => {
  const pointInTime = { trailSeconds: 300, restoreSeconds: 1 };
  hub = await startHub(TODAY, { country: fewAgencies, pointInTime });
  sqs = operatorSqs(hub.twin);
  countryKey = await hub.issue('VN');
  country = senderOf(hub, countryKey);
  hanoi = senderOf(hub, await hub.issue('H26'));
  tellDtm(hub);
  // Months pass here: what else runs by the clock would take most of the time.
  for (const name of hub.twin.schedules.names) if (name !== DRILL) hub.twin.schedules.pause(name);
}, 120_000);
afterAll(async () => {
  sqs.destroy();
  await hub.stop();
});

const accepted = async (posted: Promise<{ status: number }>) => expect((await posted).status).toBe(202);

async function reportSome(revision: number): Promise<void> {
  for (const system of ['H26.dvc', 'H26.vanban', 'H26.05.01.001.hatang'])
    await accepted(hanoi.post(report(hub.seed, { system, revision }, revision)));
  const body = event('H26.dvc', [increment(MORNING, [sent(revision)])], 'etx-live');
  await accepted(postEvent(hanoi, body, `e-${revision}`));
}

async function latest(): Promise<DrillReport | null> {
  const list = DrillList.parse(JSON.parse((await country.call({ path: '/drills' })).text));
  const [newest] = list.drills;
  if (newest === undefined || newest.outcome === 'asked' || newest.step !== null) return null;
  const { status, text } = await country.call({ path: `/drills/${newest.id}` });
  expect({ status, text }).toMatchObject({ status: 200 });
  return DrillReport.parse(JSON.parse(text));
}

/** Runs of the schedule, with reports in between. */
async function drilled(meanwhile: (run: number) => Promise<unknown>): Promise<DrillReport> {
  for (let run = 0; run < 20; run += 1) {
    await meanwhile(run);
    await hub.twin.schedules.run(DRILL);
    const found = await latest();
    if (found !== null) return found;
    await sleep(1000);
  }
  throw new Error('the drill does not end');
}

const newestId = async (): Promise<string> =>
  DrillList.parse(JSON.parse((await country.call({ path: '/drills' })).text)).drills[0]?.id ?? '';

const stateOf = (alarm: string) =>
  hub.twin.alarms().find(({ name }) => name === `dtm-${STAGE}-${alarm}`)?.state;

const untilActive = (TableName: string) =>
  expect
    .poll(async () => (await hub.client.send(new DescribeTableCommand({ TableName }))).Table?.TableStatus)
    .toBe('ACTIVE');

async function loseEvent(TableName: string, idempotencyKey: string): Promise<void> {
  const { entries } = await readLedgerPage(hub.client, TableName)(null);
  const lost = entries.find(({ entry }) => entry.idempotencyKey === idempotencyKey);
  if (lost === undefined) throw new Error(`${idempotencyKey} was sent`);
  const Key = { pk: { S: lost.partition }, sk: { S: lost.sort } };
  await hub.client.send(new DeleteItemCommand({ TableName, Key }));
}

/** Of a commune: other reporters than its ledger has. */
async function changeTotal(table: string): Promise<void> {
  const place = { dataset: 'etx-monthly', period: '2026-11' };
  const key = { ...place, parent: 'H26.05.01', node: 'H26.05.01.001' };
  const stored = await readNode(hub.client, table)(key);
  if (stored === null) throw new Error('it was counted');
  const changed = {
    ...stored,
    version: stored.version + 1,
    content: { ...stored.content, reporters: some(7) },
  };
  expect(await putNode(hub.client, table)(key, changed, stored.version)).toBe('written');
}

const tablesLeft = async (): Promise<string[]> => {
  const { TableNames = [] } = await hub.client.send(new ListTablesCommand({}));
  return TableNames.filter((name) => name.includes('-drill-'));
};

test('a drill passes beside live traffic: restored, compared, rebuilt, replayed, measured, cleaned up', async () => {
  expect((await hanoi.call({ path: '/drills' })).text).toBe('{"drills":[]}');
  await reportSome(1);
  await untilQuiet(sqs, hub.twin, 60_000);
  await hub.twin.letPass(20 * 60_000);
  await reportSome(2);
  await untilQuiet(sqs, hub.twin, 60_000);

  const asked = await runDtm(hub, ['drills', 'start']);
  expect(asked).toMatchObject({
    code: 0,
    out: expect.stringContaining(`is asked for by dtm-${STAGE}-on-call`),
  });
  expect((await runDtm(hub, ['drills', 'start'])).code).toBe(1);
  const found = await drilled((run) => reportSome(3 + run));
  expect(found.differences).toEqual([]);
  expect(found).toMatchObject({
    outcome: 'passed',
    startedBy: `dtm-${STAGE}-on-call`,
    entries: { checked: 4, same: 4, restored: 4 },
    journal: { missing: 0 },
    recovery: { rpoTables: { met: true }, rpoJournal: { met: true }, rto: { met: true } },
  });
  expect(found.entries.after).toBeGreaterThanOrEqual(4);
  expect(found.journal.broughtBack).toBeGreaterThanOrEqual(found.entries.after);
  expect(found.totals.checked).toBeGreaterThan(100);
  expect(found.signature).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(await tablesLeft()).toEqual([]);

  const shown = await runDtm(hub, ['drills', 'show', found.id, ...keyWords(hub.stateDirectory, countryKey)]);
  expect(shown.out).toContain(`✓ Drill ${found.id} passed`);
  const json = await runDtm(hub, ['drills', 'show', '--json', ...keyWords(hub.stateDirectory, countryKey)]);
  expect(JSON.parse(json.out)).toEqual(found);
  expect((await runDtm(hub, ['drills', 'list'])).out).toMatch(new RegExp(`${found.id} +passed`));
});

test('an agency sees the list; the report is for the country, as JSON or as a page', async () => {
  const { drills } = DrillList.parse(JSON.parse((await hanoi.call({ path: '/drills' })).text));
  const id = drills[0]?.id ?? '';
  expect((await hanoi.call({ path: `/drills/${id}` })).status).toBe(403);
  expect((await country.call({ path: '/drills/20200101-000000' })).status).toBe(404);
  const headers = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
  const page = await country.call({ path: `/drills/${id}`, headers });
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.text).toContain('Báo cáo diễn tập khôi phục dữ liệu');
});

test('the function that drills can write into copies, and cannot write a live table or delete it', async () => {
  const arn = hub.twin.functions.get(DRILL)?.specification.arn ?? '';
  const { awsUrl: endpoint, region } = hub.twin;
  const drill = new DynamoDBClient({ endpoint, region, credentials: credentialsOf(arn), maxAttempts: 1 });
  const key = { system: 'H26.dvc', dataset: 'etx-monthly', period: '2026-11', revision: 1 };
  const entry = await findEntry(hub.client, `dtm-${STAGE}-submissions`)(key);
  if (entry === null) throw new Error('it was reported');
  const put = (TableName: string) => drill.send(new PutItemCommand({ TableName, Item: itemOf(entry) }));
  for (const table of ['registry', 'submissions', 'totals']) {
    await expect(put(`dtm-${STAGE}-${table}`)).rejects.toThrow(/not authorized.*dynamodb:PutItem/);
    const remove = new DeleteTableCommand({ TableName: `dtm-${STAGE}-${table}` });
    await expect(drill.send(remove)).rejects.toThrow(/not authorized.*dynamodb:DeleteTable/);
    await expect(put(`dtm-${STAGE}-${table}-drill-1`)).rejects.toThrow(/not found/);
  }
  drill.destroy();
});

test('what was recorded and never sent is sent by the drill, journalled, and named', async () => {
  await hub.twin.letPass(20 * MINUTE);
  const table = `dtm-${STAGE}-submissions`;
  await accepted(hanoi.post(report(hub.seed, { system: 'H26.dvc', revision: 90 }, 1)));
  await untilQuiet(sqs, hub.twin, 60_000);
  const key = { system: 'H26.dvc', dataset: 'etx-monthly', period: '2026-11', revision: 90 };
  const entry = await findEntry(hub.client, table)(key);
  if (entry === null || !('revision' in entry)) throw new Error('it was reported');
  const unsent = { ...entry, revision: 91 };
  await putEntry(hub.client, table)({ ...unsent, digest: digestOfEntry(unsent) });
  expect((await runDtm(hub, ['drills', 'start'])).code).toBe(0);
  const found = await drilled(async (run) => {
    // What comes next for the same system counts it too; the journal gets it from nobody but the drill.
    if (run === 1) await accepted(hanoi.post(report(hub.seed, { system: 'H26.dvc', revision: 92 }, 1)));
    if (run > 0) await hub.twin.letPass(15 * MINUTE);
  });
  expect(found).toMatchObject({
    differences: [],
    journal: { missing: 0, unsent: 1, unsentIds: ['H26.dvc~etx-monthly~2026-11~91'] },
  });
});

test('a changed entry, a lost one and a changed total are named, the alarm goes off, and dtm says no', async () => {
  const key = { system: 'H26.vanban', dataset: 'etx-monthly', period: '2026-11', revision: 1 };
  const table = `dtm-${STAGE}-submissions`;
  const entry = await findEntry(hub.client, table)(key);
  if (entry === null) throw new Error('it was reported');
  // Older than what a restored total may be behind.
  await hub.twin.letPass(80 * MINUTE);
  expect((await runDtm(hub, ['drills', 'start'])).code).toBe(0);
  // The first run begins to restore; from then on the copy is what it is.
  const found = await drilled(async (run) => {
    if (run !== 1) return;
    const id = await newestId();
    await untilActive(`${table}-drill-${id}`);
    await untilActive(`dtm-${STAGE}-totals-drill-${id}`);
    await hub.client.send(
      new PutItemCommand({ TableName: table, Item: itemOf({ ...entry, agency: 'H49' }) }),
    );
    await loseEvent(`${table}-drill-${id}`, 'e-1');
    await changeTotal(`dtm-${STAGE}-totals-drill-${id}`);
  });
  await hub.client.send(new PutItemCommand({ TableName: table, Item: itemOf(entry) }));
  expect(found.outcome).toBe('failed');
  const named = found.differences.map(({ kind, name, detail }) => `${kind} ${name} ${detail}`);
  expect(named).toContain('entry-changed H26.vanban~etx-monthly~2026-11~1 agency');
  expect(named).toContainEqual(expect.stringMatching(/^entry-missing H26\.dvc~etx-live~.*~e-1 storedAt/));
  expect(named).toContainEqual(
    expect.stringMatching(
      /^total-restored H26\.05\.01\.001 etx-monthly 2026-11 reporters.*: 7 \(0\.fw==\), /,
    ),
  );
  expect(stateOf('drill-failed')).toBe('ALARM');
  const shown = await runDtm(hub, ['drills', 'show', ...keyWords(hub.stateDirectory, countryKey)]);
  expect(shown.code).toBe(1);
  expect(shown.out).toContain('✗ Entries that differ: H26.vanban~etx-monthly~2026-11~1');
});

test('months later, with its process killed again and again, each drill passes', async () => {
  let kill = 0;
  for (let month = 0; month < sized(1, 3); month += 1) {
    // What a jump in time makes due begins by itself.
    await hub.twin.letPass(31 * DAY);
    const id = await newestId();
    let found = await latest();
    for (let run = 0; found === null && run < 30; run += 1) {
      const running = hub.twin.schedules.run(DRILL);
      // Each time a little later; every third run is let be.
      kill += 1;
      if (kill % 3 > 0) {
        await sleep(60 * (kill % 8));
        hub.twin.functions.get(DRILL)?.killProcesses();
      }
      await running;
      // The dead one's lease is over then.
      await hub.twin.letPass(17 * MINUTE);
      found = await latest();
    }
    expect({ id: found?.id, differences: found?.differences }).toEqual({ id, differences: [] });
    expect(found?.startedBy).toBe('schedule');
  }
  expect(await tablesLeft()).toEqual([]);
  expect([stateOf('drill-failed'), stateOf('drill-overdue')]).toEqual(['OK', 'OK']);
});

test('drills that cannot be held: overdue rings though each run throws, then failed; one that passes ends both', async () => {
  hub.twin.setFaults([{ kind: 'unavailable', service: 'dynamodb', operation: 'RestoreTableToPointInTime' }]);
  await hub.twin.letPass(33 * DAY);
  // The newest by the clock may be six minutes old, and the alarm looks back five.
  await hub.twin.schedules.run(DRILL);
  expect([stateOf('drill-overdue'), stateOf('drill-errors')]).toEqual(['ALARM', 'ALARM']);
  expect(stateOf('drill-failed')).toBe('OK');
  await hub.twin.letPass(13 * HOUR);
  expect(stateOf('drill-failed')).toBe('ALARM');
  hub.twin.setFaults([]);
  expect((await latest())?.differences).toMatchObject([{ kind: 'not-finished', name: 'restore' }]);

  // The next one is due.
  await hub.twin.letPass(30 * DAY);
  expect((await drilled(() => hub.twin.letPass(5 * MINUTE))).differences).toEqual([]);
  await hub.twin.letPass(61 * MINUTE);
  expect([stateOf('drill-failed'), stateOf('drill-overdue')]).toEqual(['OK', 'OK']);
});
