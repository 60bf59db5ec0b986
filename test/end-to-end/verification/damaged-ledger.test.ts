/**
 * Somebody with rights on the tables alters, deletes and overwrites entries of the running hub, long before a drill's restore
 * point, and makes the totals fit. Verify, the check of the journal, the schedule and the drill say so; the journal repairs it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { itemOf, keyOf } from '../../../shared/aws/submissions/ledger-item.ts';
import { readLedgerPage } from '../../../shared/aws/submissions/ledger-pages.ts';
import type { LedgerEntry } from '../../../shared/contract/submissions/ledger.ts';
import { digestOfEntry } from '../../../shared/domain/submissions/submission-digest.ts';
import { submissionId } from '../../../shared/domain/submissions/submission-key.ts';
import { HOUR } from '../../../shared/domain/values/duration.ts';
import { withOtherContent } from '../../fixtures/damaged-ledger.ts';
import { announce, dtm } from '../dtm.ts';
import { fewAgencies } from '../few-agencies.ts';
import { STAGE, startHub, type TestHub, TODAY } from '../hub.ts';
import { keyWords } from '../key-file.ts';
import { operatorSqs, untilQuiet } from '../queues.ts';
import { report } from '../report.ts';
import { type Sender, senderOf } from '../sender.ts';
import { event, increment, postEvent, sent, totalsBy, withdraw } from '../stories.ts';
import { served } from './served.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 300_000 });

const TABLE = `dtm-${STAGE}-submissions`;
const [DRILL, VERIFY] = [`dtm-${STAGE}-drill`, `dtm-${STAGE}-verify`];
const MORNING = '2026-11-20T01:15:00.000Z';
const MONTH = { dataset: 'etx-monthly', period: '2026-11', agency: 'VN' };

let hub: TestHub;
let sqs: SQSClient;
let country: Sender;
let key = '';
let passed = 0;

beforeAll(async () => {
  const pointInTime = { trailSeconds: 300, restoreSeconds: 1 };
  hub = await startHub(TODAY, { country: fewAgencies, pointInTime });
  sqs = operatorSqs(hub.twin);
  key = await hub.issue('VN');
  country = senderOf(hub, key);
  announce(hub.stateDirectory, hub);
  for (const name of hub.twin.schedules.names) hub.twin.schedules.pause(name);
}, 120_000);
afterAll(async () => {
  sqs.destroy();
  await hub.stop();
});

async function letPass(milliseconds: number): Promise<void> {
  await hub.twin.letPass(milliseconds);
  passed += milliseconds;
}
/** By the clock of the hub, as a machine beside it has it. */
const began = Date.now();
const type = (...words: string[]) => {
  const now = new Date(Date.parse(TODAY) + passed + Date.now() - began).toISOString();
  return served(hub, dtm(hub.stateDirectory, now, ...words));
};
const stateOf = (alarm: string) =>
  hub.twin.alarms().find(({ name }) => name === `dtm-${STAGE}-${alarm}`)?.state;

async function entries(): Promise<LedgerEntry[]> {
  const { entries: all } = await readLedgerPage(hub.client, TABLE)(null);
  return all.map(({ entry }) => entry);
}
async function entryOf(id: string): Promise<LedgerEntry> {
  const found = (await entries()).find((entry) => submissionId(entry) === id);
  if (found === undefined) throw new Error(`no entry ${id}`);
  return found;
}
const put = (entry: LedgerEntry) =>
  hub.client.send(new PutItemCommand({ TableName: TABLE, Item: itemOf(entry) }));

async function drilled(): Promise<{ code: number; text: string }> {
  // One that is over may still have its copies to delete.
  for (let run = 0; (await type('drills', 'start')).exitCode !== 0 && run < 10; run += 1)
    await hub.twin.schedules.run(DRILL);
  for (let run = 0; run < 30; run += 1) {
    await hub.twin.schedules.run(DRILL);
    const { text, exitCode } = await type('drills', 'show', ...keyWords(hub.stateDirectory, key));
    if (/Drill \S+ (passed|failed)/.test(text)) return { code: exitCode, text };
    // A total that stands wrong is looked at again when every fold has had its time.
    if (run > 3) await letPass(20 * 60_000);
    await sleep(500);
  }
  throw new Error('the drill does not end');
}

const ids = {
  altered: 'H26.dvc~etx-monthly~2026-11~1',
  deleted: 'H26.vanban~etx-monthly~2026-11~1',
  withdrawal: 'H29.dvc~etx-monthly~2026-11~2',
  evidence: 'H26.dvc~etx-duties~2026-Q4~1',
  event: '',
  eventWithdrawal: '',
};
let before: LedgerEntry[] = [];
let right: unknown;
const figures = async () => [
  (await totalsBy(country, MONTH)).total,
  (await totalsBy(country, { ...MONTH, dataset: 'etx-live', period: '2026-12' })).total,
];

test('a ledger that nobody has touched is what the journal says', async () => {
  for (const system of ['H26.dvc', 'H26.vanban', 'H29.dvc', 'G06.dvc'])
    expect((await country.post(report(hub.seed, { system }))).status).toBe(202);
  for (const key of ['kept', 'gone']) {
    const posted = await postEvent(
      country,
      event('H26.dvc', [increment(MORNING, [sent(7)])], 'etx-live'),
      key,
    );
    expect(posted.status).toBe(202);
    ids[key === 'kept' ? 'event' : 'eventWithdrawal'] = posted.accepted?.id ?? '';
  }
  expect((await withdraw(country, 'H29.dvc~etx-monthly~2026-11~1')).status).toBe(202);
  expect((await withdraw(country, ids.eventWithdrawal)).status).toBe(202);
  ids.eventWithdrawal += '!';
  const drill = { day: '2026-10-05', reference: '15/BB-UBND', sha256: 'e'.repeat(64) };
  const duties = {
    system: 'H26.dvc',
    dataset: 'etx-duties',
    period: '2026-Q4',
    revision: 1,
    cells: [
      { indicator: 'connectivity.availability', numerator: 99, denominator: 100 },
      { indicator: 'duties.recovery-drill', evidence: drill },
      { indicator: 'duties.penetration-assessment', evidence: null },
    ],
  };
  expect((await country.post(duties)).status).toBe(202);
  await untilQuiet(sqs, hub.twin, 60_000);
  [before, right] = [await entries(), await figures()];
  await letPass(3 * HOUR);
  const { text, exitCode } = await type('verify', '--journal');
  expect({ text, exitCode }).toMatchObject({ exitCode: 0, text: expect.stringContaining('✓ The ledger is') });
  await hub.twin.schedules.run(VERIFY);
  expect(stateOf('ledger-damaged')).toBe('OK');
});

test('entries are damaged and the totals made to fit: verify, journal, schedule and drill name each', async () => {
  for (const id of [ids.altered, ids.evidence, ids.withdrawal])
    await put(withOtherContent(await entryOf(id)));
  for (const id of [ids.event, ids.eventWithdrawal])
    await put({ ...(await entryOf(id)), digest: 'f'.repeat(64) });
  const Key = keyOf(await entryOf(ids.deleted));
  await hub.client.send(new DeleteItemCommand({ TableName: TABLE, Key }));
  await type('verify', '--repair');
  await letPass(HOUR);

  const verified = await type('verify');
  expect(verified.exitCode).toBe(1);
  expect(verified.text).toContain('✗ 5 entries of the ledger damaged');
  expect(verified.text).not.toContain('not equal to the ledger');
  const damaged = Object.values(ids).filter((id) => id !== ids.deleted);
  for (const id of damaged) expect(verified.text).toContain(`✗ ${id}\n    digest: `);

  const journal = await type('verify', '--journal');
  expect(journal.exitCode).toBe(1);
  for (const id of damaged) expect(journal.text).toContain(`✗ ${id}: not what was journalled`);
  expect(journal.text).toContain(`✗ ${ids.deleted}: journalled, and not in the ledger`);
  expect(journal.text).toContain('✗ 6 differences between the ledger and the journal.');

  await hub.twin.schedules.run(VERIFY);
  expect(stateOf('ledger-damaged')).toBe('ALARM');

  const drill = await drilled();
  expect(drill.code).toBe(1);
  for (const id of damaged) {
    expect(drill.text).toContain(`✗ Entries whose content is not their digest’s: ${id}`);
    expect(drill.text).toContain(`✗ Entries that are not what was journalled: ${id}`);
  }
  expect(drill.text).toContain(`✗ Journalled, and not in the live ledger: ${ids.deleted}`);
  // The sender of the altered one asks again, and gets what it got the first time: what is altered does not get journalled by that.
  const again = await country.post(report(hub.seed, { system: 'H26.dvc' }));
  expect(again.accepted?.digest).toBe((await entryOf(ids.altered)).digest);
  await untilQuiet(sqs, hub.twin, 60_000);
});

test('dtm verify --journal --repair: all is as it was accepted, the totals too, and a drill passes', async () => {
  expect(await figures()).not.toEqual(right);
  const repaired = await type('verify', '--journal', '--repair');
  expect(repaired).toMatchObject({ exitCode: 0, text: expect.stringContaining('✓ The ledger is what') });
  expect(repaired.text).toContain(`${ids.deleted}: ✓ put back, and sent to be counted`);
  expect(repaired.text).toContain(`${ids.event}: ✓ restored, and sent to be counted`);
  await untilQuiet(sqs, hub.twin, 60_000);
  expect(await entries()).toEqual(before);
  expect(await figures()).toEqual(right);
  expect(await type('verify')).toMatchObject({ exitCode: 0, text: expect.stringContaining('✓ No diff') });
  await letPass(2 * HOUR);
  await hub.twin.schedules.run(VERIFY);
  await letPass(61 * 60_000);
  expect(stateOf('ledger-damaged')).toBe('OK');
  const { code, text } = await drilled();
  expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining('No differences.') });
});

test('content that cannot even be read is named by its key, and restored', async () => {
  const entry = await entryOf('G06.dvc~etx-monthly~2026-11~1');
  const garbled = { ...itemOf(entry), cells: { B: Buffer.from('not deflated') } };
  await hub.client.send(new PutItemCommand({ TableName: TABLE, Item: garbled }));
  await expect(type('verify', '--dataset', 'etx-monthly', '--period', '2026-11')).rejects.toThrow(
    'the content of ledger entry G06#etx-monthly#2026-11 G06.dvc#001 cannot be read',
  );
  const repaired = await type('verify', '--journal', '--repair');
  expect(repaired.text).toContain(`${submissionId(entry)}: ✓ restored, and sent to be counted`);
  expect(await entryOf(submissionId(entry))).toEqual(entry);
});

test('an entry that nobody sent is named, kept, and journalled only when an operator says so', async () => {
  const forged = { ...(await entryOf(ids.altered)), revision: 2 } as LedgerEntry;
  const extra = { ...forged, digest: digestOfEntry(forged) };
  await put(forged);
  const id = submissionId(extra);
  const named = await type('verify', '--journal', '--repair');
  expect(named.exitCode).toBe(1);
  expect(named.text).toContain(`✗ ${id}: in no object of the journal`);
  expect(await entryOf(id)).toEqual(forged);
  // Its content is not its digest's: it cannot be genuine.
  const refused = await type('verify', '--accept', id, '--reason', 'seen the receipt', '--yes');
  expect(refused).toMatchObject({ exitCode: 1, text: expect.stringContaining(`✗ ${id} is not journalled`) });
  await put(extra);
  const accepted = await type('verify', '--accept', id, '--reason', 'seen the receipt', '--yes');
  expect(accepted).toMatchObject({ exitCode: 0, text: expect.stringContaining('is sent') });
  await untilQuiet(sqs, hub.twin, 60_000);
  await letPass(5 * 60_000);
  expect((await type('verify', '--journal')).text).toContain('✓ The ledger is what the journal says.');
});
