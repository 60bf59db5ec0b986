/** A wide agency at the running hub: 300 sub-units and 100 systems of its own, folded in buckets, right at all levels. */
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putEntry } from '../../../shared/aws/submissions/ledger-table.ts';
import { sendRefolds } from '../../../shared/aws/submissions/refolds.ts';
import type { Agency, System } from '../../../shared/contract/registry.ts';
import type { CellValues, LedgerEntry } from '../../../shared/contract/submissions/ledger.ts';
import type { TotalsAnswer } from '../../../shared/contract/totals.ts';
import { compileCatalogue, indicatorOfKey } from '../../../shared/domain/registry/cell.ts';
import { refoldsOf } from '../../../shared/domain/registry/refolds.ts';
import type { RegistrySnapshot } from '../../../shared/domain/registry/tree.ts';
import { openPeriods } from '../../../shared/domain/values/period.ts';
import { numberOf } from '../../fixtures/numbers.ts';
import { fewAgencies } from '../few-agencies.ts';
import { STAGE, startHub, type TestHub, TODAY } from '../hub.ts';
import { operatorSqs, SUBMISSIONS, untilQuiet } from '../queues.ts';
import { report } from '../report.ts';
import { idOf, type Sender, senderOf, untilCounted } from '../sender.ts';
import {
  differing,
  event,
  figure,
  forgetRegistry,
  increment,
  postEvent,
  sent,
  storesOf,
  totalsBy,
} from '../stories.ts';

const AGENCY = 'H27';
const names = (text: string) => ({ vi: text, en: text });
const open = { from: '2025-07-01', to: null };

const unit = (index: number): Agency => ({
  code: `${AGENCY}.${String(index).padStart(3, '0')}`,
  legacyCode: `000.00.00.${AGENCY}`,
  kind: 'commune',
  history: [{ ...open, parent: AGENCY, names: names(`Unit ${index}`) }],
  mergedInto: null,
  provenance: 'test',
});
const systemOf = (agency: string, name: string): System => ({
  id: `${agency}.${name}`,
  // Behind those of the seed.
  number: 1000 + numberOf(`${agency}.${name}`),
  names: names(name),
  size: 'small',
  securityLevel: 3,
  channel: 'online',
  stage: 'connected',
  due: '2026-12-31',
  history: [{ ...open, agency }],
});
const units = Array.from({ length: 300 }, (_, index) => unit(index + 1));
const systems = [
  ...units.map(({ code }) => systemOf(code, 'so')),
  ...Array.from({ length: 100 }, (_, index) => systemOf(AGENCY, `s${String(index).padStart(3, '0')}`)),
];

let hub: TestHub;
let sqs: SQSClient;
let country: Sender;

/** What is there at first, not wide yet. */
const early = {
  agencies: units.slice(0, 60),
  systems: [...systems.slice(0, 60), ...systems.slice(300, 320)],
};
const later = { agencies: units.slice(60), systems: [...systems.slice(60, 300), ...systems.slice(320)] };

beforeAll(async () => {
  hub = await startHub(TODAY, { country: fewAgencies });
  sqs = operatorSqs(hub.twin);
  country = senderOf(hub, await hub.issue('VN', { scopes: ['submit', 'read'] }));
  await writeTree(early.agencies, early.systems);
}, 120_000);
afterAll(async () => {
  sqs.destroy();
  await hub.stop();
});

const writeTree = (agencies: readonly Agency[], those: readonly System[]) =>
  hub.write([
    ...agencies.map((body) => ({ kind: 'agency' as const, id: body.code, body })),
    ...those.map((body) => ({ kind: 'system' as const, id: body.id, body })),
  ]);

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

/** As the door would: into the ledger, then into the queue. */
async function accept(entries: readonly LedgerEntry[]): Promise<void> {
  const put = putEntry(hub.client, `dtm-${STAGE}-submissions`);
  for (let start = 0; start < entries.length; start += 10) {
    const some = entries.slice(start, start + 10);
    await Promise.all(some.map(put));
    const Entries = some.map((entry, index) => ({ Id: String(index), MessageBody: JSON.stringify(entry) }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: hub.twin.queueUrls[SUBMISSIONS], Entries }));
  }
  await untilQuiet(sqs, hub.twin, 30_000);
}

const plan = () => compileCatalogue(hub.seed.catalogue).datasets.get('etx-monthly');

/** 1 in every cell, 1 of 2 in every ratio. */
const ones = () =>
  Object.fromEntries(
    (plan()?.keys ?? []).map((key): [string, string | [string, string]] => [
      key,
      plan()?.indicators.get(indicatorOfKey(key))?.indicator.fold === 'ratio' ? ['1', '2'] : '1',
    ]),
  );

const ownerOf = ({ history: [first] }: System): string => first?.agency ?? '';

const reportOf = (one: System, cells: CellValues): LedgerEntry => ({
  ...decided,
  kind: 'report',
  system: one.id,
  agency: ownerOf(one),
  dataset: 'etx-monthly',
  period: '2026-11',
  revision: 1,
  idempotencyKey: null,
  cells,
});
const eventOf = (one: System): LedgerEntry => ({
  ...decided,
  kind: 'event',
  system: one.id,
  agency: ownerOf(one),
  dataset: 'etx-daily',
  period: '2026-12',
  bucket: '2026-11-20',
  shard: 0,
  idempotencyKey: 'e',
  increments: [{ from: decided.receivedAt, to: decided.receivedAt, cells: { 'sharing.messages-sent': '2' } }],
});

const MONTH = { dataset: 'etx-monthly', period: '2026-11' };
const DAYS = { dataset: 'etx-daily', period: '2026-12' };

/** The figure of sharing.messages-sent at a node, and how many systems are in it. */
async function sums(query: typeof MONTH, nodes: readonly string[]) {
  const answers = await Promise.all(nodes.map((agency) => totalsBy(country, { ...query, agency })));
  return answers.map((answer) => [figure(answer, 'sharing.messages-sent'), answer.total.reporters]);
}

async function expectRight(): Promise<void> {
  expect(await differing(hub, 'etx-monthly', '2026-11')).toEqual([]);
  expect(await differing(hub, 'etx-daily', '2026-12')).toEqual([]);
}

test('before it is wide the agency folds its children itself', async () => {
  const ofAll = ones();
  await accept([
    ...early.systems.map((one) => reportOf(one, ofAll)),
    ...early.systems.slice(50).map(eventOf),
  ]);
  expect(await sums(MONTH, ['VN', AGENCY, `${AGENCY}.001`])).toEqual([
    ['80', 80],
    ['80', 80],
    ['1', 1],
  ]);
  expect(await sums(DAYS, ['VN', AGENCY])).toEqual([
    ['60', 30],
    ['60', 30],
  ]);
  await expectRight();
}, 60_000);

test('becoming wide by a load of the registry changes the place of its totals and no figure', async () => {
  const before = await storesOf(hub).readSnapshot();
  await writeTree(later.agencies, later.systems);
  const after: RegistrySnapshot = await storesOf(hub).readSnapshot();
  const refolds = refoldsOf(before, after, hub.seed.catalogue.datasets, ({ periodKind }) =>
    openPeriods(periodKind, hub.seed.calendar, Date.parse(TODAY)).filter(({ id }) =>
      [MONTH.period, DAYS.period].includes(id),
    ),
  );
  // A system's move into its bucket concerns the datasets in which it has a total of its own.
  expect(refolds.length).toBeGreaterThan(300);
  await sendRefolds(sqs, hub.twin.queueUrls[SUBMISSIONS] ?? '')(refolds);
  await untilQuiet(sqs, hub.twin, 60_000);
  forgetRegistry(hub);
  await expectRight();
  expect(await sums(MONTH, ['VN', AGENCY, `${AGENCY}.001`])).toEqual([
    ['80', 80],
    ['80', 80],
    ['1', 1],
  ]);
  expect(await sums(DAYS, ['VN', AGENCY])).toEqual([
    ['60', 30],
    ['60', 30],
  ]);
}, 90_000);

test('reports and events of 400 children are right at all levels, and their state is said', async () => {
  const ofAll = ones();
  await accept([
    ...later.systems.map((one) => reportOf(one, ofAll)),
    ...later.systems.slice(200).map(eventOf),
  ]);
  const deep = `${AGENCY}.200.so`;
  const corrected = report(hub.seed, { system: deep, revision: 2 });
  expect((await country.post(corrected)).status).toBe(202);
  const own = `${AGENCY}.s050`;
  const ofOwn = report(hub.seed, { system: own, revision: 2 });
  expect((await country.post(ofOwn)).status).toBe(202);
  await untilCounted(country, corrected, 15_000);
  await untilCounted(country, ofOwn, 15_000);
  expect((await country.state(idOf({ ...ofOwn, revision: 1 }))).state).toBe('superseded');
  const body = event(own, [increment('2026-11-20T01:15:00.000Z', [sent(5)])]);
  expect((await postEvent(country, body, 'f')).status).toBe(202);
  await untilQuiet(sqs, hub.twin, 15_000);
  expect((await totalsBy(country, { ...MONTH, agency: AGENCY })).total.reporters).toBe(400);
  expect(await sums(DAYS, ['VN', AGENCY])).toEqual([
    ['305', 150],
    ['305', 150],
  ]);
  await expectRight();
}, 90_000);

test('the children of a wide agency are answered page by page, each once', async () => {
  const seen: string[] = [];
  let pages = 0;
  let after: string | null = null;
  do {
    const page: TotalsAnswer = await totalsBy(country, {
      ...MONTH,
      agency: AGENCY,
      ...(after === null ? {} : { after }),
    });
    seen.push(...page.children.map(({ node }) => node));
    after = page.next;
    pages += 1;
  } while (after !== null && pages < 10);
  expect(pages).toBe(2);
  const expected = [...units.map(({ code }) => code), ...systems.slice(300).map(({ id }) => id)];
  expect(seen).toEqual(expected.sort());
}, 60_000);
