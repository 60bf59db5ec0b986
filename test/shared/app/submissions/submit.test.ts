import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DryRunVerdict } from '../../../../shared/contract/submissions/dry-run.ts';
import { Accepted } from '../../../../shared/contract/submissions/submission.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { Crash } from '../../../fakes/interpose.ts';
import { rows } from '../../../fixtures/refused-reports.ts';
import { cellsOf, NOW, report } from '../../../fixtures/reports.ts';

const twos = report({ cells: cellsOf('monthly', () => 2) });
const later = { receivedAt: NOW + 60_000, sha256: 'b'.repeat(64) };

describe('a report that keeps every rule', () => {
  test('is recorded, enqueued and answered with what was recorded', async () => {
    const hub = fakeHub();
    const answer = await hub.submit(report(), { idempotencyKey: 'k-1' });
    const [entry] = hub.ledger.entries();
    expect(entry).toMatchObject({
      kind: 'report',
      system: 'H26.dvc',
      agency: 'H26',
      revision: 1,
      registryVersion: 1,
      catalogueVersion: 1,
      timeliness: 'on-time',
      credential: 'abcdefghijkl',
      idempotencyKey: 'k-1',
      receivedAt: '2026-10-15T02:00:00.000Z',
      storedAt: '2026-10-15T02:00:00.007Z',
    });
    expect(answer).toEqual({
      ok: true,
      value: {
        id: 'H26.dvc~monthly~2026-10~1',
        status: 'accepted',
        receivedAt: entry?.receivedAt,
        sha256: 'a'.repeat(64),
        digest: entry?.digest,
        timeliness: 'on-time',
        receipt: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]{86}$/),
      },
    });
    expect(Accepted.safeParse(answer.ok && answer.value).success).toBe(true);
    expect(hub.queue.receive().map(({ body }) => JSON.parse(body))).toEqual([entry]);
  });

  test('is of the agency that had the system on the last day of the period', async () => {
    const hub = fakeHub();
    await hub.submit(report({ system: 'H49.lgsp' }));
    await hub.submit(report({ system: 'H26.05.kho', agency: 'H26.18' }));
    await hub.submit(report({ system: 'H26.dvc', agency: '000.00.00.H26' }));
    expect(hub.ledger.entries().map(({ agency }) => agency)).toEqual(['G06', 'H26.18', 'H26']);
  });

  test.each([
    ['a commune on its last day', 'H26.18.dvc', '2026-10-16T16:59:59.999Z', 'on-time'],
    ['a commune after it', 'H26.18.dvc', '2026-10-16T17:00:00.000Z', 'late'],
    ['a department on its last day', 'H26.05.x', '2026-10-18T16:59:59.999Z', 'on-time'],
    ['a department after it', 'H26.05.x', '2026-10-18T17:00:00.000Z', 'late'],
    ['a province on its last day', 'H26.dvc', '2026-10-20T16:59:59.999Z', 'on-time'],
    ['a province after it', 'H26.dvc', '2026-10-20T17:00:00.000Z', 'late'],
    ['a ministry', 'G06.dvc', '2026-10-25T16:59:59.999Z', 'on-time'],
    ['a ministry after its last day', 'G06.dvc', '2026-10-25T17:00:00.000Z', 'late'],
    ['the last millisecond before the period closes', 'G06.dvc', '2027-01-12T16:59:59.999Z', 'late'],
    ['the first instant of the period', 'G06.dvc', '2026-09-14T17:00:00.000Z', 'on-time'],
  ])('deadlines are those of the level: %s', async (_, system, at, timeliness) => {
    const answer = await fakeHub().submit(report({ system }), { receivedAt: Date.parse(at) });
    expect(answer.ok && answer.value.timeliness).toBe(timeliness);
  });
});

describe('sending again', () => {
  test('the same content gets the first answer, word for word, and is enqueued again', async () => {
    const hub = fakeHub();
    const first = await hub.submit(report());
    const again = await hub.submit({ ...report(), cells: [...report().cells].reverse() }, later);
    expect(again).toEqual(first);
    expect(hub.ledger.entries()).toHaveLength(1);
    expect(hub.queue.receive().map(({ body }) => body)).toEqual(
      Array(2).fill(JSON.stringify(hub.ledger.entries()[0])),
    );
  });

  test.each([
    ['a conflict', null, 'revision-conflict'],
    ['a reused key, when it came with the same key', 'k-1', 'idempotency-key-reused'],
  ])(
    'other content under the same revision is %s, and nothing is enqueued',
    async (_, idempotencyKey, kind) => {
      const hub = fakeHub();
      await hub.submit(report(), { idempotencyKey: 'k-1' });
      expect(await hub.submit(twos, { ...later, idempotencyKey })).toMatchObject({
        ok: false,
        problem: { kind },
      });
      expect(hub.queue.waiting()).toHaveLength(1);
    },
  );

  test('of two contents that race for one revision, one is accepted and the other told so', async () => {
    const hub = fakeHub();
    const answers = await Promise.all([hub.submit(report()), hub.submit(twos)]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  test('when the queue refuses, nothing is said to be accepted; the retry is, with the first time', async () => {
    const hub = fakeHub();
    const away = { sendEntry: () => Promise.reject(new Crash('the queue is away')) };
    await expect(hub.submit(report(), {}, away)).rejects.toThrow('the queue is away');
    expect(hub.queue.waiting()).toEqual([]);
    const answer = await hub.submit(report(), later);
    expect(answer.ok && answer.value.receivedAt).toBe(new Date(NOW).toISOString());
    expect(hub.queue.waiting()).toHaveLength(1);
  });

  test('when the ledger refuses, nothing is enqueued', async () => {
    const hub = fakeHub();
    const away = { putEntry: () => Promise.reject(new Crash('the table is away')) };
    await expect(hub.submit(report(), {}, away)).rejects.toThrow('the table is away');
    expect(hub.queue.waiting()).toEqual([]);
  });
});

describe('a dry run', () => {
  test('records nothing', async () => {
    const hub = fakeHub();
    const verdict = await hub.dryRun(report());
    expect([hub.ledger.entries(), hub.queue.waiting()]).toEqual([[], []]);
    expect(DryRunVerdict.safeParse(verdict.ok && verdict.value).success).toBe(true);
    expect(verdict).toMatchObject({ value: { dryRun: true, verdict: 'new', cells: report().cells.length } });
  });

  test('gives the verdict of the real run, whatever was recorded before it (R26)', async () => {
    const body = fc.oneof(
      fc.constantFrom(...rows.map((row) => row.body)),
      fc
        .record({ revision: fc.integer({ min: 1, max: 2 }), value: fc.integer({ min: 0, max: 1 }) })
        .map(({ revision, value }) => report({ revision, cells: cellsOf('monthly', () => value) })),
    );
    const key = fc.constantFrom(null, 'k-1', 'k-2');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(body, key), { minLength: 1, maxLength: 5 }), async (story) => {
        const hub = fakeHub();
        for (const [index, [sent, idempotencyKey]] of story.entries()) {
          const request = { idempotencyKey, receivedAt: NOW + index };
          const held = hub.ledger.entries().length;
          const dry = await hub.dryRun(sent, request);
          expect(hub.ledger.entries()).toHaveLength(held);
          const real = await hub.submit(sent, request);
          expect(dry.ok).toBe(real.ok);
          if (!dry.ok || !real.ok) {
            expect(dry).toEqual(real);
            continue;
          }
          const { id, sha256, digest, timeliness } = real.value;
          expect(dry.value).toMatchObject({ id, sha256, digest, timeliness });
          expect(dry.value.verdict === 'new').toBe(hub.ledger.entries().length > held);
        }
      }),
    );
  });
});
