/** What a system of an event dataset has sent: listed by time bucket, a page at a time, while more arrives. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_ENTRIES } from '../../../../shared/app/submissions/list-events.ts';
import { listSubmissions } from '../../../../shared/app/submissions/read-submissions.ts';
import { SubmissionList } from '../../../../shared/contract/submissions/submission.ts';
import { MINUTE } from '../../../../shared/domain/values/duration.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { eventEntry, events, increment, WINDOW } from '../../../fixtures/events.ts';
import { credential } from '../../../fixtures/registry.ts';
import { NOW, PERIOD } from '../../../fixtures/reports.ts';

const query = { system: 'H26.dvc', dataset: 'realtime', period: PERIOD };
const send = async (hub: FakeHub, key: string, minute = 0) => {
  const body = events({ increments: [increment(1, { from: WINDOW + minute * MINUTE })] });
  expect((await hub.submit(body, { idempotencyKey: key })).ok).toBe(true);
};
const list = async (hub: FakeHub, changes: object = {}) => {
  const answer = await hub.listSubmissions({ ...query, ...changes });
  if (!answer.ok) throw new Error(answer.problem.findings.map(({ code }) => code).join());
  return SubmissionList.parse(answer.value);
};
const told = ({ submissions }: SubmissionList) =>
  submissions.map(({ id, state }) => `${id.split('~').slice(2).join(' ')} ${state}`);
/** The key of an entry, whichever shard it is in: shards are in no order of keys. */
const sorted = (those: readonly string[]) => [...those].sort();

describe('events that a system has sent', () => {
  test('are listed by bucket, with their states and their withdrawals', async () => {
    const hub = fakeHub();
    await send(hub, 'later', 9);
    await send(hub, 'first');
    await send(hub, 'taken', 1);
    await hub.withdraw('H26.dvc~realtime~2026-10-05T10:32~taken');
    await hub.drain();
    await send(hub, 'new', 20);
    expect(told(await list(hub))).toEqual([
      '2026-10-05T10:31 first counted',
      '2026-10-05T10:32 taken withdrawn',
      '2026-10-05T10:32 taken! counted',
      '2026-10-05T10:40 later counted',
      '2026-10-05T10:51 new accepted',
    ]);
    expect((await list(hub)).next).toBeNull();
  });

  test.each([
    ['2026-10-05', ['b', 'a']],
    ['2026-10-05T10', ['a']],
    ['2026-10-05T09:59', ['b']],
    ['2026-10-06', []],
  ])('of the bucket %s alone', async (bucket, keys) => {
    const hub = fakeHub();
    await send(hub, 'a');
    await send(hub, 'b', -32);
    const { submissions } = await list(hub, { bucket });
    expect(submissions.map(({ id }) => id.split('~').at(-1))).toEqual(keys);
  });

  test.each([
    ['realtime', '2026-10-32'],
    ['realtime', '2026-10-05T24'],
    ['realtime', '2026-10-05T10:60'],
    ['realtime', '2026-11-05'],
    ['daily', '2026-10-05T10'],
  ])('of %s, %s is no bucket of the period', async (dataset, bucket) => {
    const answer = await fakeHub().listSubmissions({ ...query, dataset, bucket });
    expect(answer).toMatchObject({
      problem: {
        kind: 'invalid-request',
        findings: [{ code: 'impossible-bucket', parameter: 'bucket', details: { value: bucket } }],
      },
    });
  });

  test.each([
    ['H26.dvc~realtime~2026-10-05T10:31~nobody', {}],
    ['H26.dvc~realtime~2026-10-05T10:31~k!', {}],
    ['H26.vanban~realtime~2026-10-05T10:31~k', {}],
    ['H26.dvc~daily~2026-10-05~k', {}],
    ['H26.dvc~monthly~2026-10~1', {}],
    ['H26.dvc~realtime~2026-10-05T10:31~k', { bucket: '2026-10-06' }],
    ['H26.dvc~realtime~2026-10-05T10:31~k', { period: '2026-11' }],
  ])('are not behind %s %o', async (after, changes) => {
    const hub = fakeHub();
    await send(hub, 'k');
    expect(await hub.listSubmissions({ ...query, ...changes, after })).toMatchObject({
      problem: { findings: [{ code: 'unknown-cursor', parameter: 'after', details: { value: after } }] },
    });
  });

  test('are those of the period that was said when they were put, not of its days alone', async () => {
    const hub = fakeHub();
    await hub.ledger.putEntry(eventEntry({ idempotencyKey: 'moved', period: '2026-09' }));
    await send(hub, 'k');
    expect(told(await list(hub))).toEqual(['2026-10-05T10:31 k accepted']);
  });

  test('are nobody else’s to know', async () => {
    const hub = fakeHub();
    await send(hub, 'k');
    for (const by of [credential({ agency: 'H49' }), credential({ systems: ['H26.vanban'] })])
      expect(await hub.listSubmissions(query, by)).toMatchObject({
        problem: { kind: expect.stringMatching(/^foreign-(agency|system)$/) },
      });
  });
});

describe('more events than a page takes', () => {
  test('come once each, with the states that each has by itself, whatever arrives between pages', async () => {
    const entry = fc.record({ minute: fc.integer({ min: 0, max: 2 }), taken: fc.boolean() });
    const hub = fakeHub();
    let count = 0;
    const arrive = async ({ minute, taken }: { minute: number; taken: boolean }) => {
      count += 1;
      const key = `k-${count}`;
      await send(hub, key, minute);
      const id = `H26.dvc~realtime~2026-10-05T10:${31 + minute}~${key}`;
      if (taken) await hub.withdraw(id);
      return taken ? [id, `${id}!`] : [id];
    };
    const before: string[] = [];
    for (const one of fc.sample(entry, { numRuns: 2 * MOST_ENTRIES, seed: 7 }))
      before.push(...(await arrive(one)));
    await hub.drain();
    const listed: string[] = [];
    for (let after: string | null = null, more = true; more; more = after !== null) {
      const page: SubmissionList = await list(hub, after === null ? {} : { after });
      expect(page.submissions.length).toBeLessThanOrEqual(MOST_ENTRIES);
      for (const { id, state } of page.submissions) {
        const alone = await hub.getSubmission(id);
        expect(alone).toMatchObject({ ok: true, value: { id, state } });
        listed.push(id);
      }
      after = page.next;
      for (const one of fc.sample(entry, { numRuns: 5, seed: count })) await arrive(one);
    }
    expect(new Set(listed).size).toBe(listed.length);
    expect(sorted(before.filter((id) => !listed.includes(id)))).toEqual([]);
    expect(listed.length).toBeGreaterThan(2 * MOST_ENTRIES);
  });

  test('cost no more per page than they may', async () => {
    const hub = fakeHub();
    for (let minute = 0; minute < MOST_ENTRIES + 20; minute += 1) await send(hub, 'k', minute);
    await hub.drain();
    const calls = { entries: 0, shards: 0, nodes: 0 };
    const { readEventsBehind, readEvents, readNodes } = hub.readPorts;
    const ports = {
      ...hub.readPorts,
      readEventsBehind: async (range: Parameters<typeof readEventsBehind>[0]) => {
        calls.entries += range.most;
        return readEventsBehind(range);
      },
      readEvents: (...given: Parameters<typeof readEvents>) => {
        calls.shards += 1;
        return readEvents(...given);
      },
      readNodes: async (keys: Parameters<typeof readNodes>[0]) => {
        calls.nodes += keys.length;
        return readNodes(keys);
      },
    };
    const first = await listSubmissions(ports, credential(), query, NOW);
    expect(first.ok && first.value.submissions.every(({ state }) => state === 'counted')).toBe(true);
    expect(calls).toEqual({ entries: MOST_ENTRIES + 1, shards: 1, nodes: MOST_ENTRIES });
  });
});
