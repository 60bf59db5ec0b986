/** Past totals at the running hub: what was answered then is answered again, with what has changed since. */
import type { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { seedRecords } from '../../../shared/app/registry/seed-records.ts';
import { writeRecords } from '../../../shared/aws/registry/write.ts';
import { putEntry } from '../../../shared/aws/submissions/ledger-table.ts';
import { sendEntry } from '../../../shared/aws/submissions/submissions-queue.ts';
import { ProblemDetails } from '../../../shared/contract/problem.ts';
import type { LedgerEntry } from '../../../shared/contract/submissions/ledger.ts';
import type { TotalsAnswer } from '../../../shared/contract/totals.ts';
import { STAGE, startHub, type TestHub, TODAY } from '../hub.ts';
import { operatorSqs, SUBMISSIONS, untilQuiet } from '../queues.ts';
import { report } from '../report.ts';
import { idOf, type Sender, senderOf } from '../sender.ts';
import { codesOf, event, figure, increment, postEvent, sent, totalsBy, withdraw } from '../stories.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

/** Hours before the test's own day: what these tests put into the ledger as if it had been stored then. */
const EARLY = '2026-11-19T08:00:00.000Z';
const NOON = '2026-11-19T12:00:00.000Z';

let hub: TestHub;
let sqs: SQSClient;
let country: Sender;
let hanoi: Sender;

beforeAll(async () => {
  hub = await startHub();
  // As if the registry had been loaded weeks ago: of what was not known then there is no past total.
  await writeRecords(hub.client, `dtm-${STAGE}-registry`, seedRecords(hub.seed), '2026-11-01T00:00:00.000Z');
  sqs = operatorSqs(hub.twin);
  country = senderOf(hub, await hub.issue('VN'));
  hanoi = senderOf(hub, await hub.issue('H26'));
}, 120_000);
afterAll(async () => {
  sqs.destroy();
  await hub.stop();
});

const decided = (system: string, agency: string, storedAt: string) => ({
  system,
  agency,
  digest: 'a'.repeat(64),
  sha256: 'a'.repeat(64),
  receivedAt: storedAt,
  storedAt,
  registryVersion: 1,
  catalogueVersion: 1,
  timeliness: 'on-time' as const,
  credential: 'abcdefghijkl',
});
const entry = (system: string, agency: string, value: string, storedAt: string): LedgerEntry => ({
  ...decided(system, agency, storedAt),
  kind: 'report',
  dataset: 'etx-monthly',
  period: '2026-11',
  revision: 1,
  idempotencyKey: null,
  cells: { 'sharing.messages-sent': value },
});

const asked = (asOf: string | null, agency = 'H26', dataset = 'etx-monthly', period = '2026-11') =>
  totalsBy(country, { dataset, period, agency, ...(asOf === null ? {} : { asOf }) });

const shape = ({ total, children }: TotalsAnswer) => ({ total, children });
test('the total of an instant is what was stored by then, whatever came after, with the ids of that', async () => {
  const put = putEntry(hub.client, `dtm-${STAGE}-submissions`);
  await put(entry('H26.dvc', 'H26', '5', EARLY));
  await put(entry('H26.05.01.001.hatang', 'H26.05.01.001', '7', NOON));
  const correction = report(hub.seed, { system: 'H26.dvc', revision: 2 });
  expect((await hanoi.post(correction)).status).toBe(202);
  await untilQuiet(sqs, hub.twin, 15_000);

  const before = await asked('2026-11-19T07:59:59.999Z');
  expect([before.total.reporters, before.total.cells]).toEqual([0, []]);
  expect(before.changedSince.toSorted()).toEqual(
    ['H26.05.01.001.hatang~etx-monthly~2026-11~1', 'H26.dvc~etx-monthly~2026-11~1', idOf(correction)].sort(),
  );
  const early = await asked(EARLY);
  expect([figure(early, 'sharing.messages-sent'), early.total.reporters, early.asOf]).toEqual([
    '5',
    1,
    EARLY,
  ]);
  const noon = await asked('2026-11-19T20:00:00+07:00');
  expect([figure(noon, 'sharing.messages-sent'), noon.total.reporters]).toEqual(['12', 2]);
  expect(noon.changedSince).toEqual([idOf(correction)]);
  expect(noon.children.map(({ node }) => node)).toEqual(['H26.05', 'H26.dvc']);
  expect(figure(await asked(NOON, 'VN'), 'sharing.messages-sent')).toBe('12');
}, 40_000);

test('an instant younger than the margin of a write is refused, and so is one in the future', async () => {
  for (const asOf of [new Date(Date.parse(TODAY) + 600_000).toISOString(), '2027-01-01T00:00:00Z']) {
    const query = new URLSearchParams({ dataset: 'etx-monthly', period: '2026-11', agency: 'H26', asOf });
    const answer = await country.call({ path: `/totals?${query}` });
    expect(answer.status).toBe(400);
    expect(codesOf(ProblemDetails.parse(JSON.parse(answer.text)))).toEqual(['too-young']);
  }
});

test('what was answered at a moment is answered again for it when all has changed', async () => {
  const day = { dataset: 'etx-daily', period: '2026-12', agency: 'H26' };
  const stored: LedgerEntry = {
    ...decided('H26.dvc', 'H26', EARLY),
    kind: 'event',
    dataset: 'etx-daily',
    period: '2026-12',
    bucket: '2026-11-19',
    shard: 0,
    idempotencyKey: 'one',
    increments: [{ from: EARLY, to: EARLY, cells: { 'sharing.messages-sent': '3' } }],
  };
  await putEntry(hub.client, `dtm-${STAGE}-submissions`)(stored);
  await sendEntry(sqs, hub.twin.queueUrls[SUBMISSIONS] ?? '')(stored);
  await untilQuiet(sqs, hub.twin, 15_000);
  const answered = shape(await totalsBy(country, day));
  expect(figure(await totalsBy(country, day), 'sharing.messages-sent')).toBe('3');

  expect((await withdraw(hanoi, 'H26.dvc~etx-daily~2026-11-19~one')).status).toBe(202);
  const other = event('H26.vanban', [increment('2026-11-19T01:15:00.000Z', [sent(9)])]);
  expect((await postEvent(hanoi, other, 'two')).status).toBe(202);
  await untilQuiet(sqs, hub.twin, 15_000);
  expect(figure(await totalsBy(country, day), 'sharing.messages-sent')).toBe('9');
  const again = await totalsBy(country, { ...day, asOf: NOON });
  expect(shape(again)).toEqual(answered);
  expect(again.changedSince.toSorted()).toEqual(
    ['H26.dvc~etx-daily~2026-11-19~one!', 'H26.vanban~etx-daily~2026-11-19~two'].sort(),
  );
}, 40_000);
