/** The scheduled verification at the running hub: what was never sent is counted, what is damaged is repaired. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredNode } from '../../../shared/app/ports/totals.ts';
import { putEntry } from '../../../shared/aws/submissions/ledger-table.ts';
import type { LedgerEntry } from '../../../shared/contract/submissions/ledger.ts';
import { digestOfEntry } from '../../../shared/domain/submissions/submission-digest.ts';
import { oneMore } from '../../fixtures/numbers.ts';
import { fewAgencies } from '../few-agencies.ts';
import { STAGE, startHub, type TestHub, TODAY } from '../hub.ts';
import { operatorSqs, untilQuiet } from '../queues.ts';
import { report } from '../report.ts';
import { type Sender, senderOf } from '../sender.ts';
import {
  differing,
  event,
  figure,
  increment,
  postEvent,
  runDtm,
  sent,
  storesOf,
  tellDtm,
  totalsBy,
} from '../stories.ts';
import { served } from './served.ts';

const MORNING = '2026-11-20T01:15:00.000Z';
const MONTH = { dataset: 'etx-monthly', period: '2026-11' };

let hub: TestHub;
let sqs: SQSClient;
let country: Sender;
let hanoi: Sender;

beforeAll(async () => {
  hub = await startHub(TODAY, { country: fewAgencies });
  sqs = operatorSqs(hub.twin);
  country = senderOf(hub, await hub.issue('VN'));
  hanoi = senderOf(hub, await hub.issue('H26'));
  tellDtm(hub);
}, 120_000);
afterAll(async () => {
  sqs.destroy();
  await hub.stop();
});

/** Puts an entry into the ledger whose message is never sent, as when the door dies between the two. */
const record = (entry: LedgerEntry) =>
  putEntry(hub.client, `dtm-${STAGE}-submissions`)({ ...entry, digest: digestOfEntry(entry) });

const decided = {
  digest: 'a'.repeat(64),
  sha256: 'a'.repeat(64),
  receivedAt: '2026-11-20T02:30:00.000Z',
  storedAt: '2026-11-20T02:30:00.000Z',
  registryVersion: 1,
  catalogueVersion: 1,
  timeliness: 'on-time' as const,
  credential: 'abcdefghijkl',
};

/** The function as an operator invokes it for one dataset and period. */
async function invoke(order: typeof MONTH): Promise<unknown> {
  const answer = await hub.twin.functions.get(`dtm-${STAGE}-verify`)?.invoke(JSON.stringify(order));
  if (answer?.kind !== 'answer') throw new Error(JSON.stringify(answer));
  return JSON.parse(answer.payload);
}

const runVerify = () => hub.twin.schedules.run(`dtm-${STAGE}-verify`);

async function damage(
  node: string,
  parent: string | null,
  cells: StoredNode['content']['cells'] = {},
): Promise<void> {
  const stores = storesOf(hub);
  const key = { ...MONTH, parent, node };
  const stored = await stores.readNode(key);
  if (stored === null) throw new Error(`${node} is not stored`);
  const { reporters, cells: before } = stored.content;
  const content = { ...stored.content, reporters: oneMore(reporters), cells: { ...before, ...cells } };
  const damaged: StoredNode = { ...stored, content, version: stored.version + 1 };
  expect(await stores.putNode(key, damaged, stored.version)).toBe('written');
}

test('the scheduled verification counts what was never sent, repairs what is damaged and leaves the rest', async () => {
  const first = report(hub.seed, { system: 'H26.dvc' });
  expect((await hanoi.post(first)).status).toBe(202);
  await untilQuiet(sqs, hub.twin, 15_000);
  const untouched = await storesOf(hub).readNode({ ...MONTH, parent: 'H26', node: 'H26.18' });
  await record({
    ...decided,
    kind: 'report',
    ...MONTH,
    system: 'H26.05.01.001.hatang',
    agency: 'H26.05.01.001',
    revision: 1,
    cells: { 'sharing.messages-sent': '5' },
    idempotencyKey: null,
  });
  await record({
    ...decided,
    kind: 'event',
    dataset: 'etx-live',
    period: '2026-12',
    system: 'H26.dvc',
    agency: 'H26',
    bucket: '2026-11-20T08:15',
    shard: 3,
    idempotencyKey: 'lost',
    increments: [{ from: MORNING, to: MORNING, cells: { 'sharing.messages-sent': '7' } }],
  });
  expect(await differing(hub, 'etx-monthly', '2026-11')).toEqual([
    'H26.05.01.001',
    'H26.05.01',
    'H26.05',
    'H26',
  ]);
  await damage('VN', null);
  await runVerify();
  for (const agency of ['H26.05.01.001', 'H26.05.01', 'H26.05'])
    expect(figure(await totalsBy(country, { ...MONTH, agency }), 'sharing.messages-sent')).toBe('5');
  for (const agency of ['H26', 'VN']) {
    const live = await totalsBy(country, { dataset: 'etx-live', period: '2026-12', agency });
    expect(figure(live, 'sharing.messages-sent')).toBe('7');
  }
  expect(await differing(hub, 'etx-monthly', '2026-11')).toEqual([]);
  expect(await differing(hub, 'etx-live', '2026-12')).toEqual([]);
  expect(await storesOf(hub).readNode({ ...MONTH, parent: 'H26', node: 'H26.18' })).toEqual(untouched);
}, 120_000);

test('one dataset and period is verified on demand; a run that finds nothing writes nothing', async () => {
  hub.twin.resetCounts();
  expect(await invoke(MONTH)).toEqual({ periods: 1, repaired: 0, complete: true });
  const puts = hub.twin.counts().calls.filter(({ operation }) => operation === 'PutItem');
  expect(puts).toEqual([]);
}, 60_000);

const dtm = (...words: string[]) => served(hub, runDtm(hub, words));

test('dtm verify says what differs; with --repair it folds it, verifies again and says so', async () => {
  await damage('H26.05.01', 'H26.05', { 'sharing.messages-sent': '12345' });
  const named = await dtm('verify', '--dataset', 'etx-monthly', '--period', '2026-11');
  expect(named.code).toBe(1);
  expect(named.out).toMatch(/H26\.05\.01 etx-monthly 2026-11 +reporters +2 \(\S+\) +1 \(\S+\)\n/);
  expect(named.out).toMatch(/sharing\.messages-sent +12345 +5\n/);
  expect(named.out).toContain('✗ 1 total not equal to the ledger.');
  const { code, out } = await dtm('verify', '--repair', '--dataset', 'etx-monthly', '--period', '2026-11');
  expect(out).toMatch(/H26\.05\.01 etx-monthly 2026-11 +reporters +2 \(\S+\) +1 \(/);
  expect(out).toMatch(/1 total differed, \d+ totals folded anew, [1-9]\d* changed\n\nVerified again:/);
  expect(out.trimEnd().endsWith('✓ No differences.')).toBe(true);
  expect(code).toBe(0);
}, 60_000);

test('beside live traffic nothing is found that is not there', async () => {
  let going = true;
  let accepted = 0;
  const load = (async () => {
    for (let index = 0; going; index += 1) {
      const body = event('H26.dvc', [increment(MORNING, [sent(index)])], 'etx-live');
      const both = await Promise.all([
        postEvent(hanoi, body, `load-${index}`),
        hanoi.post(report(hub.seed, { system: 'H26.vanban', revision: (index % 900) + 1 }, index)),
      ]);
      accepted += both.filter(({ status }) => status === 202).length;
      await sleep(25);
    }
  })();
  const found = [
    await dtm('verify', '--json', '--dataset', 'etx-live', '--period', '2026-12'),
    await dtm('verify', '--json', '--dataset', 'etx-monthly', '--period', '2026-11'),
  ];
  going = false;
  await load;
  for (const { code, out } of found) {
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      outcome: 'right',
      differences: [],
      places: [{ differences: 0 }],
    });
  }
  expect(accepted).toBeGreaterThan(20);
  await untilQuiet(sqs, hub.twin, 30_000);
  expect(await differing(hub, 'etx-live', '2026-12')).toEqual([]);
}, 180_000);
