import { describe, expect, test } from 'vitest';
import { Accepted } from '../../../../shared/contract/submissions/submission.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { events, increment, RECEIVED } from '../../../fixtures/events.ts';
import { credential, system } from '../../../fixtures/registry.ts';
import { NOW, PERIOD, report } from '../../../fixtures/reports.ts';

const REPORT = 'H26.dvc~monthly~2026-10~1';
const EVENT = 'H26.dvc~realtime~2026-10-05T10:31~k-1';
const closed = { receivedAt: Date.parse('2027-01-12T17:00:00.000Z') };

async function withReports(...revisions: number[]): Promise<FakeHub> {
  const hub = fakeHub();
  for (const revision of revisions) expect((await hub.submit(report({ revision }))).ok).toBe(true);
  await hub.drain();
  return hub;
}
async function withEvents(...values: number[]): Promise<FakeHub> {
  const hub = fakeHub();
  for (const [index, value] of values.entries()) {
    const body = events({ increments: [increment(value)] });
    expect((await hub.submit(body, { idempotencyKey: `k-${index + 1}` })).ok).toBe(true);
  }
  await hub.drain();
  return hub;
}
const statesOf = async (hub: FakeHub) => {
  const listed = await hub.listSubmissions({ system: 'H26.dvc', dataset: 'monthly', period: PERIOD });
  return listed.ok && listed.value.submissions.map(({ id, state }) => `${id.split('~').at(-1)} ${state}`);
};

describe('a report that is withdrawn', () => {
  test('disappears from all totals; the ledger keeps it', async () => {
    const hub = await withReports(1);
    const answer = await hub.withdraw(REPORT);
    expect(Accepted.safeParse(answer.ok && answer.value).success).toBe(true);
    expect(answer).toMatchObject({ value: { id: 'H26.dvc~monthly~2026-10~2', status: 'accepted' } });
    await hub.drain();
    expect(await hub.total()).toEqual({ cells: {}, reporters: 0, newestReceivedAt: null });
    expect(hub.ledger.reports().map(({ kind, revision }) => `${revision} ${kind}`)).toEqual([
      '1 report',
      '2 withdrawal',
    ]);
    expect(await statesOf(hub)).toEqual(['1 withdrawn', '2 counted']);
    expect((await hub.verify()).differences).toEqual([]);
  });

  test('takes the older revisions with it: they do not count again', async () => {
    const hub = await withReports(1, 2);
    await hub.withdraw('H26.dvc~monthly~2026-10~2');
    await hub.drain();
    expect((await hub.total())?.reporters).toBe(0);
    expect(await statesOf(hub)).toEqual(['1 withdrawn', '2 withdrawn', '3 counted']);
  });

  test('again is answered as the first time, and enqueued again', async () => {
    const hub = await withReports(1);
    const first = await hub.withdraw(REPORT);
    expect(await hub.withdraw(REPORT, { receivedAt: NOW + 9999 })).toEqual(first);
    expect(await hub.withdraw(REPORT, closed)).toEqual(first);
    expect(hub.ledger.entries()).toHaveLength(2);
    expect(hub.queue.waiting()).toHaveLength(3);
  });

  test('may be followed by a new revision, which counts and can be withdrawn in its turn', async () => {
    const hub = await withReports(1);
    await hub.withdraw(REPORT);
    expect(await hub.submit(report({ revision: 2 }))).toMatchObject({
      problem: { kind: 'revision-conflict', details: { revision: 2 } },
    });
    await hub.submit(report({ revision: 3 }));
    await hub.drain();
    expect((await hub.total())?.reporters).toBe(1);
    expect(await hub.withdraw(REPORT)).toMatchObject({ problem: { kind: 'revision-superseded' } });
    expect((await hub.withdraw('H26.dvc~monthly~2026-10~3')).ok).toBe(true);
    await hub.drain();
    expect((await hub.total())?.reporters).toBe(0);
    expect((await hub.verify()).differences).toEqual([]);
  });

  test.each([
    ['an older revision', [1, 2], REPORT, { revision: 1, highest: 2 }],
    ['a revision far below', [1, 998], REPORT, { revision: 1, highest: 998 }],
  ])('%s is superseded, and the answer says by which', async (_, revisions, id, details) => {
    const hub = await withReports(...revisions);
    const allowed = [id.replace(/\d+$/, String(details.highest))];
    const findings = [{ code: 'revision-superseded', parameter: 'id', details: { value: id }, allowed }];
    expect(await hub.withdraw(id)).toMatchObject({
      problem: { kind: 'revision-superseded', details, findings },
    });
    expect(hub.ledger.entries()).toHaveLength(revisions.length);
  });

  test('of the highest revision that there can be has its place behind it', async () => {
    const hub = await withReports(998);
    expect(await hub.withdraw('H26.dvc~monthly~2026-10~998')).toMatchObject({
      value: { id: 'H26.dvc~monthly~2026-10~999' },
    });
  });

  test('beside a correction that comes at the same instant: the correction stands, and the caller is told', async () => {
    const hub = await withReports(1);
    const [withdrawn, corrected] = await Promise.all([
      hub.withdraw(REPORT),
      hub.submit(report({ revision: 2 })),
    ]);
    expect([withdrawn.ok, corrected.ok].filter(Boolean)).toHaveLength(1);
    expect(hub.ledger.entries()).toHaveLength(2);
  });
});

describe('an event that is withdrawn', () => {
  test('disappears from all totals; its neighbours stay', async () => {
    const hub = await withEvents(1, 10);
    expect(await hub.withdraw(EVENT)).toMatchObject({ value: { id: `${EVENT}!`, status: 'accepted' } });
    await hub.drain();
    expect((await hub.total('VN', 'realtime'))?.cells[RECEIVED]).toBe('10');
    expect(await hub.getSubmission(EVENT)).toMatchObject({ value: { state: 'withdrawn' } });
    expect(await hub.getSubmission(`${EVENT}!`)).toMatchObject({ value: { state: 'counted', cells: 0 } });
    expect(hub.ledger.events()).toHaveLength(3);
    expect((await hub.verify('realtime')).differences).toEqual([]);
  });

  test('the last one: the system counts no more', async () => {
    const hub = await withEvents(1);
    await hub.withdraw(EVENT);
    await hub.drain();
    for (const node of ['H26.dvc', 'H26', 'VN'])
      expect(await hub.total(node, 'realtime')).toEqual({ cells: {}, reporters: 0, newestReceivedAt: null });
    expect((await hub.verify('realtime')).differences).toEqual([]);
  });

  test('again is answered as the first time, also after the period closed', async () => {
    const hub = await withEvents(1);
    const first = await hub.withdraw(EVENT);
    expect(await hub.withdraw(EVENT, closed)).toEqual(first);
    expect(await Promise.all([hub.withdraw(EVENT), hub.withdraw(EVENT)])).toEqual([first, first]);
    expect(hub.ledger.events()).toHaveLength(2);
  });

  test('before its own message was counted does not come back', async () => {
    const hub = fakeHub();
    await hub.submit(events(), { idempotencyKey: 'k-1' });
    await hub.withdraw(EVENT);
    const [event, withdrawal] = hub.queue.waiting();
    await hub.aggregate([withdrawal ?? '']);
    await hub.aggregate([event ?? '']);
    expect((await hub.total('VN', 'realtime'))?.reporters).toBe(0);
    expect(await hub.submit(events(), { idempotencyKey: 'k-1' })).toMatchObject({ ok: true });
    await hub.drain();
    expect((await hub.total('VN', 'realtime'))?.reporters).toBe(0);
  });

  test('a withdrawal cannot be withdrawn', async () => {
    const hub = await withEvents(1);
    await hub.withdraw(EVENT);
    expect(await hub.withdraw(`${EVENT}!`)).toMatchObject({ problem: { kind: 'submission-not-found' } });
    expect(await hub.withdraw('H26.dvc~monthly~2026-10~2')).toMatchObject({
      problem: { kind: 'submission-not-found' },
    });
  });
});

describe('is refused', () => {
  test.each([
    'H26.dvc~monthly~2026-10~7',
    'H26.dvc~monthly~2026-09~1',
    'H26.none~monthly~2026-10~1',
    'H26.dvc~none~2026-10~1',
    'H26.dvc~realtime~2026-10-05T10:31~k-9',
    'H26.dvc~realtime~2026-10-05T10:32~k-1',
    'H26.dvc~realtime~2026-99-99~k-1',
    'H26.dvc~none~2026-10-05~k-1',
  ])('%s was never accepted', async (id) => {
    const hub = await withEvents(1);
    await hub.submit(report());
    expect(await hub.withdraw(id)).toMatchObject({ problem: { kind: 'submission-not-found' } });
  });

  test.each([REPORT, EVENT])('%s after the period closed', async (id) => {
    const hub = await withEvents(1);
    await hub.submit(report());
    expect(await hub.withdraw(id, closed)).toMatchObject({
      problem: {
        kind: 'period-closed',
        details: { period: PERIOD, closedAt: '2027-01-12T17:00:00.000Z' },
        findings: [{ code: 'period-closed', parameter: 'id', details: { value: PERIOD } }],
      },
    });
    expect((await hub.withdraw(id, { receivedAt: closed.receivedAt - 1 })).ok).toBe(true);
  });

  test.each([
    ['another province', credential({ agency: 'H49' })],
    ['a sub-unit', credential({ agency: 'H26.18' })],
    ['a key of just another system', credential({ systems: ['H26.vanban'] })],
  ])('%s, whether there is such a submission or not, and whatever became of it', async (_, by) => {
    const hub = await withEvents(1);
    await hub.submit(report());
    await hub.submit(report({ revision: 2 }));
    for (const id of [REPORT, EVENT, 'H26.dvc~monthly~2026-10~9', 'H26.dvc~realtime~2026-10-05T10:31~no']) {
      expect(await hub.withdraw(id, { credential: by })).toMatchObject({
        problem: { kind: expect.stringMatching(/^foreign-(agency|system)$/) },
      });
    }
    expect(hub.ledger.entries()).toHaveLength(3);
  });

  test('not to the agency that has the system now, nor to the one above it', async () => {
    const hub = fakeHub();
    await hub.submit(report({ system: 'H26.18.dvc' }));
    const moved = system('H26.18.dvc', [{ from: '2021-01-01', to: null, agency: 'H26.05' }]);
    await hub.registry.writeRecords([{ kind: 'system', id: moved.id, body: moved }]);
    const id = 'H26.18.dvc~monthly~2026-10~1';
    expect(await hub.withdraw(id, { credential: credential({ agency: 'H26.18' }) })).toMatchObject({
      ok: false,
    });
    expect((await hub.withdraw(id, { credential: credential({ agency: 'H26.05' }) })).ok).toBe(true);
    expect((await hub.withdraw(id, { credential: credential({ agency: 'H26' }) })).ok).toBe(true);
  });
});
