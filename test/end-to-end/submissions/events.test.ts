/** Events at the running hub: increments with their windows, each counted once in every total above them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { announce, dtm } from '../dtm.ts';
import { startHub, type TestHub, TODAY } from '../hub.ts';
import { keyWords } from '../key-file.ts';
import { operatorSqs, untilQuiet } from '../queues.ts';
import { report } from '../report.ts';
import { idOf, type Sender, senderOf } from '../sender.ts';
import {
  codesOf,
  differing,
  event,
  everyCell,
  figure,
  increment,
  postEvent,
  sent,
  seriesBy,
  totalsBy,
  withdraw,
} from '../stories.ts';
import { sentAgainByHand } from './sent-again.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

/** 2026-11-20 09:30 in Ha Noi; the month 2026-12 runs from 2026-11-15 to 2026-12-14. */
const MORNING = '2026-11-20T01:15:00.000Z';
const EVENT_DAY = '2026-11-20';

let hub: TestHub;
let sqs: SQSClient;
let country: Sender;
let hanoi: Sender;
let culture: Sender;
let key: string;
const directory = mkdtempSync(join(tmpdir(), 'dtm-events-'));

beforeAll(async () => {
  hub = await startHub();
  sqs = operatorSqs(hub.twin);
  country = senderOf(hub, await hub.issue('VN'));
  hanoi = senderOf(hub, await hub.issue('H26'));
  key = await hub.issue('G06');
  culture = senderOf(hub, key);
  announce(directory, hub);
}, 120_000);
afterAll(async () => {
  sqs.destroy();
  await hub.stop();
  rmSync(directory, { recursive: true });
});

/** The figure at each node once everything is counted. */
async function figures(
  nodes: readonly string[],
  indicator: string,
  dataset = 'etx-daily',
  period = '2026-12',
) {
  await untilQuiet(sqs, hub.twin, 15_000);
  return Promise.all(
    nodes.map(async (agency) => figure(await totalsBy(country, { dataset, period, agency }), indicator)),
  );
}

test('increments of one request are one entry; every total above the system has them, once', async () => {
  const body = event('H26.05.01.001.hatang', [
    increment(MORNING, [sent(3)]),
    increment('2026-11-20T01:16:00.000Z', [sent('999999999999')]),
  ]);
  const posts = [];
  for (let again = 0; again < 4; again += 1) posts.push(await postEvent(hanoi, body, 'first'));
  expect(posts.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
  expect(new Set(posts.map(({ accepted }) => JSON.stringify(accepted))).size).toBe(1);
  const id = `H26.05.01.001.hatang~etx-daily~${EVENT_DAY}~first`;
  expect(posts[0]?.accepted).toMatchObject({ id, status: 'accepted', timeliness: 'on-time' });
  const nodes = ['H26.05.01.001', 'H26.05.01', 'H26.05', 'H26', 'VN'];
  expect(await figures(nodes, 'sharing.messages-sent')).toEqual(nodes.map(() => '1000000000002'));
  expect(await hanoi.state(id)).toMatchObject({
    state: 'counted',
    bucket: EVENT_DAY,
    period: '2026-12',
    cells: 2,
  });
  const { total } = await totalsBy(country, { dataset: 'etx-daily', period: '2026-12', agency: 'VN' });
  expect(total.reporters).toBe(1);
});

test('a key used again with other content is refused, and so is an event without a key', async () => {
  const other = await postEvent(
    hanoi,
    event('H26.05.01.001.hatang', [increment(MORNING, [sent(4)])]),
    'first',
  );
  expect([other.status, other.problem?.code]).toEqual([422, 'idempotency-key-reused']);
  const none = await hanoi.post(event('H26.dvc', [increment(MORNING, [sent(4)])]));
  expect([none.status, codesOf(none.problem)]).toEqual([400, ['missing-parameter']]);
  expect(await figures(['VN'], 'sharing.messages-sent')).toEqual(['1000000000002']);
});

test('all folds: sums, minima, maxima and ratios, with subtotals over each dimension', async () => {
  const received = (kind: string, channel: string, value: number) => ({
    indicator: 'transactions.received',
    dimensions: { kind, channel },
    value,
  });
  const body = event(
    'G06.dvc',
    [
      increment(MORNING, [
        received('citizen', 'portal', 5),
        received('citizen', 'app', 7),
        { indicator: 'efficiency.processing-time', numerator: '1.25', denominator: 5 },
        { indicator: 'efficiency.longest-processing', value: '0.75' },
        { indicator: 'connectivity.certificate-days', value: 90 },
      ]),
      increment(MORNING, [
        received('business', 'portal', 11),
        { indicator: 'efficiency.processing-time', numerator: '2.5', denominator: 10 },
        { indicator: 'efficiency.longest-processing', value: '0.5' },
        { indicator: 'connectivity.certificate-days', value: -1 },
      ]),
    ],
    'etx-live',
  );
  expect((await postEvent(culture, body, 'folds')).status).toBe(202);
  await untilQuiet(sqs, hub.twin, 15_000);
  const answer = await totalsBy(country, { dataset: 'etx-live', period: '2026-12', agency: 'G06' });
  expect(figure(answer, 'efficiency.processing-time')).toBe('3.75 / 15');
  expect(answer.total.cells.find(({ indicator }) => indicator === 'efficiency.processing-time')?.value).toBe(
    '0.25',
  );
  expect(figure(answer, 'efficiency.longest-processing')).toBe('0.75');
  expect(figure(answer, 'connectivity.certificate-days')).toBe('-1');
  const subtotals = answer.total.subtotals.filter(({ indicator }) => indicator === 'transactions.received');
  expect(subtotals.map(({ dimensions, value }) => [JSON.stringify(dimensions), value]).sort()).toEqual(
    [
      ['{"channel":"app"}', '7'],
      ['{"channel":"portal"}', '16'],
      ['{"kind":"business"}', '11'],
      ['{"kind":"citizen"}', '12'],
      ['{}', '23'],
    ].sort(),
  );
  expect(answer.children.map(({ node, reporters }) => [node, reporters])).toEqual([['G06.dvc', 1]]);
});

test('500 increments are taken in one request, 501 are not', async () => {
  const minutes = (count: number) =>
    event(
      'G06.dvc',
      Array.from({ length: count }, () => increment(MORNING, [sent(2)])),
    );
  expect((await postEvent(culture, minutes(501), 'many')).status).toBe(422);
  expect((await postEvent(culture, minutes(500), 'many')).status).toBe(202);
  expect(await figures(['G06'], 'sharing.messages-sent')).toEqual(['1000']);
});

test('windows that cross a bucket, lie in another one or in the future are refused, each by its pointer', async () => {
  const at = (from: string, to: string) => ({ from, to, cells: [sent(1)] });
  const wrong = event(
    'G06.dvc',
    [
      at(MORNING, MORNING),
      at('2026-11-20T01:15:30.000Z', '2026-11-20T01:16:30.000Z'),
      at('2026-11-20T01:17:00.000Z', '2026-11-20T01:17:30.000Z'),
      at('2026-11-20T01:15:30.000Z', '2026-11-20T01:15:10.000Z'),
      at('2026-12-20T01:15:00.000Z', '2026-12-20T01:15:10.000Z'),
    ],
    'etx-live',
  );
  const { status, problem } = await postEvent(culture, wrong, 'windows');
  expect(status).toBe(422);
  expect(problem?.errors.map(({ code, pointer }) => `${code} ${pointer}`).sort()).toEqual([
    'future-window /increments/4/to',
    'other-bucket /increments/2/from',
    'other-bucket /increments/4/from',
    'window-crosses-bucket /increments/1/to',
    'window-reversed /increments/3/to',
  ]);
});

test('late events count until their period closes', async () => {
  const late = event('G06.dvc', [increment('2026-10-02T01:15:00.000Z', [sent(8)])]);
  expect((await postEvent(culture, late, 'late')).accepted).toMatchObject({ timeliness: 'late' });
  expect(await figures(['G06'], 'sharing.messages-sent', 'etx-daily', '2026-10')).toEqual(['8']);
  const closed = event('G06.dvc', [increment('2026-07-02T01:15:00.000Z', [sent(8)])]);
  const refused = await postEvent(culture, closed, 'closed');
  expect([refused.status, codesOf(refused.problem)]).toEqual([409, ['period-closed']]);
});

test('an event is withdrawn: all totals follow, the ledger keeps it, and asking again gets the same answer', async () => {
  const id = `G06.dvc~etx-daily~${EVENT_DAY}~many`;
  const before = await figures(['G06', 'VN'], 'sharing.messages-sent');
  const first = await withdraw(culture, id);
  expect(first).toEqual({ status: 202, id: `${id}!` });
  expect(await figures(['G06', 'VN'], 'sharing.messages-sent')).toEqual([
    null,
    String(BigInt(before[1] ?? 0) - 1000n),
  ]);
  expect(await withdraw(culture, id)).toEqual(first);
  expect((await culture.state(id)).state).toBe('withdrawn');
  expect((await withdraw(hanoi, id)).status).toBe(403);
  expect(await withdraw(culture, `G06.dvc~etx-daily~${EVENT_DAY}~none`)).toMatchObject({ status: 404 });
  const again = await postEvent(culture, event('G06.dvc', [increment(MORNING, [sent(1)])]), 'other');
  expect(again.status).toBe(202);
  expect(await figures(['G06'], 'sharing.messages-sent')).toEqual(['1']);
});

test('what a system has sent is listed by bucket, each entry with its state, and read back', async () => {
  await untilQuiet(sqs, hub.twin, 15_000);
  const listed = await culture.list('G06.dvc', 'etx-daily', '2026-12');
  const states = Object.fromEntries(listed.map(({ id, state }) => [id.split('~').at(-1), state]));
  expect(states).toMatchObject({ many: 'withdrawn', 'many!': 'counted', other: 'counted' });
  expect((await culture.list('G06.dvc', 'etx-daily', '2026-10')).map(({ state }) => state)).toEqual([
    'counted',
  ]);
  const { text } = await culture.call({
    path: `/submissions/G06.dvc~etx-daily~${EVENT_DAY}~other?content=true`,
  });
  expect(JSON.parse(text).content).toEqual({
    increments: [
      {
        from: MORNING,
        to: expect.any(String),
        cells: [{ indicator: 'sharing.messages-sent', dimensions: {}, value: '1' }],
      },
    ],
  });
});

test('a report is withdrawn: accepted, counted, withdrawn; a corrected one may follow', async () => {
  const first = report(hub.seed, { system: 'G06.dvc', period: '2026-11' });
  await culture.post(first);
  await untilQuiet(sqs, hub.twin, 15_000);
  expect((await culture.state(idOf(first))).state).toBe('counted');
  const withdrawal = idOf({ ...first, revision: 2 });
  const ask = async (...words: string[]) =>
    (await dtm(directory, TODAY, 'withdraw', idOf(first), ...keyWords(directory, key), ...words)).text;
  expect(await ask('--dry-run')).toBe(
    `✓ ${idOf(first)} would be withdrawn by ${withdrawal}; nothing was recorded`,
  );
  expect((await culture.state(idOf(first))).state).toBe('counted');
  expect(await withdraw(culture, idOf(first))).toEqual({ status: 202, id: withdrawal });
  expect(await ask('--dry-run')).toContain('is withdrawn already, by');
  await untilQuiet(sqs, hub.twin, 15_000);
  expect((await culture.state(idOf(first))).state).toBe('withdrawn');
  for (const agency of ['G06', 'VN']) {
    const { total } = await totalsBy(country, { dataset: 'etx-monthly', period: '2026-11', agency });
    expect([total.reporters, total.cells]).toEqual([0, []]);
  }
  const again = await culture.call({ method: 'DELETE', path: `/submissions/${idOf(first)}` });
  expect([again.status, again.headers.get('location')]).toEqual([202, `/v1/submissions/${withdrawal}`]);
  await sentAgainByHand(directory, key, first, withdrawal);
  expect((await culture.post({ ...first, revision: 3 })).status).toBe(202);
  await untilQuiet(sqs, hub.twin, 15_000);
  expect((await country.totals('VN')).total.reporters).toBe(1);
  expect(await withdraw(culture, idOf(first))).toEqual({ status: 409, id: 'revision-superseded' });
});

test('a series has a total for each period, and a quarter is folded from its months', async () => {
  const query = { dataset: 'etx-daily', agency: 'G06' };
  const { series } = await seriesBy(country, { ...query, period: '2026-09..2026-12' });
  expect(series.map((one) => [one.period, one.from, figure(one, 'sharing.messages-sent')])).toEqual([
    ['2026-09', '2026-08-15', null],
    ['2026-10', '2026-09-15', '8'],
    ['2026-11', '2026-10-15', null],
    ['2026-12', '2026-11-15', '1'],
  ]);
  const quarter = await totalsBy(country, { ...query, period: '2026-Q4' });
  expect(quarter).toMatchObject({ foldedFrom: ['2026-10', '2026-11', '2026-12'], to: '2026-12-14' });
  expect(figure(quarter, 'sharing.messages-sent')).toBe('9');
  // The newest stock, not the smallest: 90 days on one system and -1 on another folded within the month.
  const live = await totalsBy(country, { dataset: 'etx-live', agency: 'G06', period: '2026-Q4' });
  expect(figure(live, 'connectivity.certificate-days')).toBe('-1');
});

test('events of every cell, over many keys, shards and minutes at once, are what the replay makes of them', async () => {
  const posts = Array.from({ length: 40 }, (_, index) => {
    const from = `2026-11-20T01:${String(10 + (index % 7)).padStart(2, '0')}:00.000Z`;
    const body = event('G06.dvc', [increment(from, everyCell(hub.seed, 'etx-live', index))], 'etx-live');
    return postEvent(culture, body, `key-${index}`);
  });
  expect(new Set((await Promise.all(posts)).map(({ status }) => status))).toEqual(new Set([202]));
  await untilQuiet(sqs, hub.twin, 20_000);
  for (const dataset of ['etx-live', 'etx-daily'])
    expect(await differing(hub, dataset, '2026-12')).toEqual([]);
});
