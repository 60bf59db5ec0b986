/**
 * Reporting at the running hub: what was accepted is counted once, digit for digit, in every total above it. All
 * tests share one country: what it must be is summed from all that was accepted so far.
 */
import type { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Cell, ReportSubmission } from '../../../shared/contract/submissions/submission.ts';
import type { TotalsAnswer } from '../../../shared/contract/totals.ts';
import { STAGE, startHub, type TestHub } from '../hub.ts';
import { operatorSqs, untilQuiet } from '../queues.ts';
import { report } from '../report.ts';
import { idOf, type Posted, type Sender, senderOf, untilCounted } from '../sender.ts';
import { figuresIn, figuresOf } from '../sums.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

let hub: TestHub;
let sqs: SQSClient;
let country: Sender;
const senders: Record<string, Sender> = {};
const accepted: ReportSubmission[] = [];

beforeAll(async () => {
  hub = await startHub();
  sqs = operatorSqs(hub.twin);
  country = senderOf(hub, await hub.issue('VN'));
  for (const agency of ['H26', 'H29', 'G06']) senders[agency] = senderOf(hub, await hub.issue(agency));
}, 120_000);
afterAll(async () => {
  sqs.destroy();
  await hub.stop();
});

const senderFor = (agency: string): Sender => senders[agency] ?? country;

async function accept(sent: ReportSubmission, sender = senderFor('H26')): Promise<Posted> {
  const posted = await sender.post(sent);
  expect({ status: posted.status, problem: posted.problem }).toEqual({ status: 202, problem: null });
  accepted.push(sent);
  return posted;
}

/** The total is that of the systems named; that of the country is of all that was ever accepted. */
async function expectTotals(agency: string, systems: readonly string[]): Promise<TotalsAnswer> {
  await untilQuiet(sqs, hub.twin);
  const below = accepted.filter(({ system }) => systems.includes(system));
  const totals = await country.totals(agency);
  expect(figuresIn(totals.total)).toEqual(figuresOf(hub.seed, below));
  expect(figuresIn((await country.totals('VN')).total)).toEqual(figuresOf(hub.seed, accepted));
  return totals;
}

/** Systems of Ha Noi that tests have reported for; each test takes one of its own. */
const ofHaNoi = () => [...new Set(accepted.map(({ system }) => system))].filter((id) => id.startsWith('H26'));

test('a report is accepted, then counted and in the totals of its province and the country (the bench says how soon)', async () => {
  const sent = report(hub.seed, { system: 'H26.dvc' });
  const { accepted: receipt } = await accept(sent);
  expect(receipt).toMatchObject({ id: idOf(sent), status: 'accepted', timeliness: 'on-time' });
  expect(['accepted', 'counted']).toContain((await senderFor('H26').state(idOf(sent))).state);
  await untilCounted(senderFor('H26'), sent);
  const { children } = await expectTotals('H26', ofHaNoi());
  const own = children.find(({ node }) => node === 'H26.dvc');
  const { reporters, cells } = figuresOf(hub.seed, [sent]);
  // What is the latest of one system is in no total of many, but in its own.
  const latest = 'connectivity.specification';
  const value = sent.cells.find(({ indicator }) => indicator === latest)?.value;
  expect(own && figuresIn(own)).toEqual({ reporters, cells: { ...cells, [latest]: String(value) } });
});

test('a retry gets the first answer again, also from a process that knows nothing of the first', async () => {
  const sent = report(hub.seed, { system: 'H26.vanban' });
  const first = await accept(sent);
  const retry = await senderFor('H26').post(sent);
  hub.twin.functions.get(`dtm-${STAGE}-submit`)?.killProcesses();
  // Another text of the same content: the digest of the bytes stays that of the first.
  const late = await senderFor('H26').post(JSON.stringify(sent, null, 2));
  expect([retry.status, retry.accepted]).toEqual([202, first.accepted]);
  expect([late.status, late.accepted]).toEqual([202, first.accepted]);
  await expectTotals('H26', ofHaNoi());
});

/** 1.5 → "1.50" where two decimals are allowed, 3 → "3": another notation of the same figures. */
function inOtherNotation(cell: Cell): Cell {
  const { scale = 0 } = hub.seed.catalogue.indicators.find(({ id }) => id === cell.indicator) ?? {};
  const noted = (value: number | string): string => {
    const [whole = '', decimals = ''] = String(value).split('.');
    return scale === 0 ? whole : `${whole}.${decimals.padEnd(scale, '0')}`;
  };
  return {
    ...cell,
    ...Object.fromEntries(
      (['value', 'numerator', 'denominator'] as const).flatMap((part) => {
        const value = cell[part];
        return value === undefined ? [] : [[part, noted(value)]];
      }),
    ),
  };
}

test('the same figures in another order and notation are the same again', async () => {
  const sent = report(hub.seed, { system: 'H26.lgsp' });
  const first = await accept(sent);
  const same = { ...sent, cells: sent.cells.map(inOtherNotation).reverse() };
  expect(JSON.stringify(same)).toMatch(/"\d+\.\d*0"/);
  const again = await senderFor('H26').post(same);
  expect([again.status, again.accepted]).toEqual([202, first.accepted]);
  await expectTotals('H26', ofHaNoi());
});

test('of two contents under one revision at the same time exactly one wins, and the totals show it', async () => {
  const contents = [1, 2].map((variant) => report(hub.seed, { system: 'H26.baocao' }, variant));
  const posts = await Promise.all(
    Array.from({ length: 10 }, (_, at) => senderFor('H26').post(contents[at % 2] ?? {})),
  );
  const won = posts.findIndex(({ status }) => status === 202) % 2;
  expect(posts.map(({ status }) => status)).toEqual(posts.map((_, at) => (at % 2 === won ? 202 : 409)));
  expect(new Set(posts.flatMap(({ problem }) => problem?.code ?? []))).toEqual(
    new Set(['revision-conflict']),
  );
  expect(new Set(posts.flatMap((post) => post.accepted?.receivedAt ?? [])).size).toBe(1);
  accepted.push(...contents.slice(won, won + 1));
  await expectTotals('H26', ofHaNoi());
});

test('a correction counts instead of the first report, and a late first report does not come back', async () => {
  const [first, second, third] = [1, 2, 3].map((revision) =>
    report(hub.seed, { system: 'H26.ioc', revision }, revision),
  );
  if (!first || !second || !third) throw new Error('three revisions');
  await accept(second);
  await expectTotals('H26', ofHaNoi());
  await accept(first);
  await expectTotals('H26', ofHaNoi());
  await accept(third);
  await accept(second);
  await expectTotals('H26', ofHaNoi());
  await untilCounted(senderFor('H26'), third);
  const listed = await senderFor('H26').list('H26.ioc', 'etx-monthly', '2026-11');
  expect(listed.map(({ id, state }) => [id, state])).toEqual([
    [idOf(first), 'superseded'],
    [idOf(second), 'superseded'],
    [idOf(third), 'counted'],
  ]);
});

test('a report of a division reaches the centre, the department, the province and the country', async () => {
  const system = 'H26.05.01.001.hatang';
  await accept(report(hub.seed, { system }));
  for (const agency of ['H26.05.01.001', 'H26.05.01', 'H26.05']) await expectTotals(agency, [system]);
  const { children } = await expectTotals('H26', ofHaNoi());
  expect(children.map(({ node }) => node)).toContain('H26.05');
  expect((await senderFor('H26').list(system, 'etx-monthly', '2026-11'))[0]).toMatchObject({
    agency: 'H26.05.01.001',
  });
});

test.each([
  ['G14.ndxp', 'G06', 'G14'],
  ['H09.dvc', 'H29', 'H09'],
])('%s counts at %s, to which it moved with the merges of 2025', async (system, agency, former) => {
  const sent = report(hub.seed, { system }, 7);
  await accept(sent, senderFor(agency));
  const { children } = await expectTotals(agency, [system]);
  expect(children.map(({ node }) => node)).toEqual([system]);
  await untilCounted(senderFor(agency), sent);
  expect(await senderFor(agency).state(idOf(sent))).toMatchObject({ agency });
  expect((await country.totals(former)).total.reporters).toBe(0);
});

const withoutId = ({ status, problem, text }: Posted) => ({
  status,
  answer: problem === null ? text : { ...problem, requestId: '' },
});

test('a dry run says what the real run then says, and records nothing', async () => {
  const valid = report(hub.seed, { system: 'H26.18.motcua' });
  const other = report(hub.seed, { system: 'H26.18.motcua' }, 2);
  const invalid = { ...valid, period: '2027-01', cells: valid.cells.slice(1) };
  const sender = senderFor('H26');

  const dry = await sender.dryRun(valid);
  expect(await sender.list(valid.system, valid.dataset, valid.period)).toEqual([]);
  const real = await accept(valid);
  const { id, sha256, digest, timeliness } = real.accepted ?? {};
  expect(dry.verdict).toEqual({
    dryRun: true,
    verdict: 'new',
    id,
    sha256,
    digest,
    timeliness,
    cells: valid.cells.length,
  });
  expect((await sender.dryRun(valid)).verdict).toMatchObject({ verdict: 'same-again', id, sha256, digest });
  for (const refused of [invalid, other]) {
    const [said, done] = [await sender.dryRun(refused), await sender.post(refused)];
    expect(withoutId(said)).toEqual(withoutId(done));
  }
  expect((await sender.dryRun(invalid)).status).toBe(422);
  expect((await sender.dryRun(other)).status).toBe(409);
  await expectTotals('H26', ofHaNoi());
});

test('the list of a system is of the dataset and the period that were asked for', async () => {
  const sender = senderFor('H29');
  const monthly = report(hub.seed, { system: 'H29.dvc', period: '2026-10' });
  const quarterly = report(hub.seed, { system: 'H29.dvc', dataset: 'etx-quarterly', period: '2026-Q4' });
  for (const sent of [monthly, quarterly]) expect((await sender.post(sent)).status).toBe(202);
  const ids = async (dataset: string, period: string) =>
    (await sender.list('H29.dvc', dataset, period)).map(({ id }) => id);
  expect(await ids('etx-monthly', '2026-10')).toEqual([idOf(monthly)]);
  expect(await ids('etx-quarterly', '2026-Q4')).toEqual([idOf(quarterly)]);
  expect(await ids('etx-monthly', '2026-11')).toEqual([]);
  await untilCounted(sender, quarterly);
  expect(figuresIn((await sender.totals('H29', 'etx-quarterly', '2026-Q4')).total)).toEqual(
    figuresOf(hub.seed, [quarterly]),
  );
});
