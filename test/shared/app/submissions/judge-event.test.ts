/** Every rule for events, as a sender meets it; what the rules for systems and cells share with reports is tested there. */
import { describe, expect, test } from 'vitest';
import { DryRunVerdict } from '../../../../shared/contract/submissions/dry-run.ts';
import { Accepted } from '../../../../shared/contract/submissions/submission.ts';
import { findings as table } from '../../../../shared/domain/problems/findings.ts';
import { fill } from '../../../../shared/domain/problems/problems.ts';
import { fakeHub } from '../../../fakes/hub.ts';
import { Crash } from '../../../fakes/interpose.ts';
import { events, increment, RECEIVED, WINDOW } from '../../../fixtures/events.ts';
import { eventRows } from '../../../fixtures/refused-events.ts';
import { credential } from '../../../fixtures/registry.ts';
import { NOW, PERIOD } from '../../../fixtures/reports.ts';

const keyed = { idempotencyKey: 'k-1' };

describe('events are refused with exactly these findings', () => {
  test.each(eventRows)('$wrong', async ({ body, request, findings }) => {
    const hub = fakeHub();
    const answer = await hub.submit(body, { ...keyed, ...request });
    if (answer.ok) throw new Error('accepted');
    expect(answer.problem.findings.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(findings);
    const isClosed = findings.join() === 'period-closed /increments';
    expect(answer.problem.kind).toBe(isClosed ? 'period-closed' : 'invalid-submission');
    expect(await hub.dryRun(body, { ...keyed, ...request })).toEqual(answer);
    expect([hub.ledger.entries(), hub.queue.waiting()]).toEqual([[], []]);
    for (const { code, details } of answer.problem.findings) {
      for (const text of Object.values(table[code]))
        expect(fill(text, details)).not.toMatch(/\{\w+\}|undefined/);
    }
  });

  test('a duplicate cell points to the first one in its own increment', async () => {
    const [row] = eventRows.filter(({ wrong }) => wrong === 'a cell twice in one increment');
    const answer = await fakeHub().submit(row?.body, keyed);
    expect(answer).toMatchObject({
      problem: { findings: [{ details: { first: '/increments/1/cells/0' } }] },
    });
  });
});

test('the errors are a verdict on each increment: those that they do not name are right and are taken without the others', async () => {
  const hub = fakeHub();
  const right = Array.from({ length: 8 }, (_, seconds) => increment(1, { seconds }));
  const broken = new Map<number, unknown>([
    [1, 7],
    [3, increment('1,5')],
    [4, increment(1, { seconds: 120 })],
    [6, { ...increment(), to: 'soon' }],
  ]);
  const increments = right.map((one, index) => broken.get(index) ?? one);
  const answer = await hub.submit({ ...events(), increments }, keyed);
  if (answer.ok) throw new Error('accepted');
  expect(hub.ledger.entries()).toEqual([]);
  const named = answer.problem.findings.map(({ pointer }) => Number(pointer?.split('/')[2]));
  expect([...new Set(named)].sort()).toEqual([...broken.keys()]);
  const rest = right.filter((_, index) => !named.includes(index));
  expect((await hub.submit({ ...events(), increments: rest }, keyed)).ok).toBe(true);
});

describe('the Idempotency-Key', () => {
  test.each([
    ['is missing', null, 'missing-parameter'],
    ['is empty', '', 'wrong-form'],
    ['has a space', 'a b', 'wrong-form'],
    ['has what separates the parts of an id', 'a~b', 'wrong-form'],
    ['has what marks a withdrawal', 'a!', 'wrong-form'],
    ['has a hash', 'a#b', 'wrong-form'],
    ['is longer than 64', 'k'.repeat(65), 'wrong-form'],
  ])('%s: 400, and all that is wrong with the body is said with it', async (_, idempotencyKey, code) => {
    const header = { code, parameter: 'Idempotency-Key', pointer: null };
    expect(await fakeHub().submit(events(), { idempotencyKey })).toMatchObject({
      ok: false,
      problem: { kind: 'invalid-request', findings: [header] },
    });
    const wrong = events({ system: 'H99.x', increments: [increment('x')] });
    expect(await fakeHub().submit(wrong, { idempotencyKey })).toMatchObject({
      ok: false,
      problem: {
        kind: 'invalid-request',
        findings: [header, { code: 'unknown-system' }, { code: 'not-a-decimal' }],
      },
    });
  });

  test('is missing in a closed period: 400 too, as a retry without it is none', async () => {
    const late = { receivedAt: Date.parse('2027-06-01T00:00:00Z') };
    expect(await fakeHub().submit(events(), late)).toMatchObject({
      problem: {
        kind: 'invalid-request',
        findings: [{ code: 'missing-parameter' }, { code: 'period-closed' }],
      },
    });
  });

  test.each(['k', '6f1f7f0a-5b0e-4a57-8a63-5a0d3f7c9a10', 'A.b_c:D-9', 'k'.repeat(64)])(
    'may be %s',
    async (key) => {
      expect((await fakeHub().submit(events(), { idempotencyKey: key })).ok).toBe(true);
    },
  );
});

describe('events that keep every rule', () => {
  test('are recorded as one entry, with each increment in UTC and in the order sent, and enqueued', async () => {
    const hub = fakeHub();
    const shifted = { ...increment(2), from: '2026-10-05T10:31:07+07:00', to: '2026-10-05T10:31:08.5+07:00' };
    const answer = await hub.submit(events({ increments: [increment(1, { seconds: 30 }), shifted] }), keyed);
    const [entry] = hub.ledger.events();
    expect(entry).toMatchObject({
      kind: 'event',
      system: 'H26.dvc',
      agency: 'H26',
      dataset: 'realtime',
      period: PERIOD,
      bucket: '2026-10-05T10:31',
      idempotencyKey: 'k-1',
      timeliness: 'on-time',
      increments: [
        { from: '2026-10-05T03:31:30.000Z', cells: { [RECEIVED]: '1', 'software.version': '1.5' } },
        { from: '2026-10-05T03:31:07.000Z', to: '2026-10-05T03:31:08.500Z', cells: { [RECEIVED]: '2' } },
      ],
    });
    expect(answer).toMatchObject({ ok: true, value: { id: 'H26.dvc~realtime~2026-10-05T10:31~k-1' } });
    expect(Accepted.safeParse(answer.ok && answer.value).success).toBe(true);
    expect(hub.queue.receive().map(({ body }) => JSON.parse(body))).toEqual([entry]);
  });

  test.each([
    ['a window of no length', WINDOW, WINDOW],
    ['a window up to the end of its minute', WINDOW, WINDOW + 60_000],
    ['the last millisecond of a minute', WINDOW + 59_999, WINDOW + 60_000],
  ])('%s is taken', async (_, from, to) => {
    const times = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    expect((await fakeHub().submit(events({ increments: [{ ...increment(), ...times }] }), keyed)).ok).toBe(
      true,
    );
  });

  test('a sender’s clock may be a minute ahead, and no more', async () => {
    const ahead = (ms: number) =>
      fakeHub().submit(
        events({
          increments: [
            { ...increment(), from: new Date(NOW).toISOString(), to: new Date(NOW + ms).toISOString() },
          ],
        }),
        keyed,
      );
    expect((await ahead(60_000)).ok).toBe(true);
    expect(await ahead(60_001)).toMatchObject({
      problem: { findings: [{ code: 'window-crosses-bucket' }, { code: 'future-window' }] },
    });
  });

  test('500 increments in one request are one entry and one message', async () => {
    const hub = fakeHub();
    const many = Array.from({ length: 500 }, (_, index) => increment(1, { seconds: index / 10 }));
    expect((await hub.submit(events({ increments: many }), keyed)).ok).toBe(true);
    expect(hub.ledger.entries()).toHaveLength(1);
    await hub.drain();
    expect((await hub.total('H26.dvc', 'realtime'))?.cells[RECEIVED]).toBe('500');
    expect((await hub.verify('realtime')).differences).toEqual([]);
  });

  test('late ones are taken until the period closes, by the day in Vietnam that they happened', async () => {
    const at = (receivedAt: string) =>
      fakeHub().submit(events(), { ...keyed, receivedAt: Date.parse(receivedAt) });
    expect(await at('2026-10-20T16:59:59.999Z')).toMatchObject({ value: { timeliness: 'on-time' } });
    expect(await at('2026-10-20T17:00:00.000Z')).toMatchObject({ value: { timeliness: 'late' } });
    expect(await at('2027-01-12T16:59:59.999Z')).toMatchObject({ value: { timeliness: 'late' } });
    expect(await at('2027-01-12T17:00:00.000Z')).toMatchObject({ problem: { kind: 'period-closed' } });
  });
});

describe('sending again', () => {
  test('the same content under the same key gets the first answer, and is enqueued again', async () => {
    const hub = fakeHub();
    const first = await hub.submit(events(), keyed);
    const again = await hub.submit(events(), { ...keyed, receivedAt: NOW + 1, sha256: 'c'.repeat(64) });
    expect(again).toEqual(first);
    expect([hub.ledger.entries().length, hub.queue.waiting().length]).toEqual([1, 2]);
    expect(await hub.dryRun(events(), keyed)).toMatchObject({ value: { verdict: 'same-again', cells: 2 } });
  });

  test('is answered as the first time, though the period has closed since', async () => {
    const hub = fakeHub();
    const first = await hub.submit(events(), keyed);
    const late = { ...keyed, receivedAt: Date.parse('2027-06-01T00:00:00Z') };
    expect(await hub.submit(events(), late)).toEqual(first);
    expect(await hub.submit(events({ increments: [increment(2)] }), late)).toMatchObject({
      problem: { kind: 'period-closed' },
    });
  });

  test('other content under the same key is refused; under the same key in another minute it is another event', async () => {
    const hub = fakeHub();
    await hub.submit(events(), keyed);
    expect(await hub.submit(events({ increments: [increment(2)] }), keyed)).toMatchObject({
      problem: { kind: 'idempotency-key-reused', details: { key: 'k-1' } },
    });
    const later = events({ increments: [increment(2, { seconds: 60 })] });
    expect((await hub.submit(later, keyed)).ok).toBe(true);
    expect(hub.ledger.entries()).toHaveLength(2);
  });

  test('the same increments in another order are other content: the latest of equal ends goes by it', async () => {
    const hub = fakeHub();
    const [one, other] = [increment(1), increment(2)];
    await hub.submit(events({ increments: [one, other] }), keyed);
    expect(await hub.submit(events({ increments: [other, one] }), keyed)).toMatchObject({ ok: false });
  });

  test('when the queue refused, the retry is accepted with the first time', async () => {
    const hub = fakeHub();
    const away = { sendEntry: () => Promise.reject(new Crash('away')) };
    await expect(hub.submit(events(), keyed, away)).rejects.toThrow('away');
    const answer = await hub.submit(events(), { ...keyed, receivedAt: NOW + 5000 });
    expect(answer).toMatchObject({ value: { receivedAt: new Date(NOW).toISOString() } });
    expect(hub.queue.waiting()).toHaveLength(1);
  });
});

describe('who may send', () => {
  test.each([
    ['its own agency', credential({ agency: 'H26' }), true],
    ['another province', credential({ agency: 'H49' }), false],
    ['a key of just another system', credential({ systems: ['H26.vanban'] }), false],
  ])('%s', async (_, by, may) => {
    const answer = await fakeHub().submit(events(), { ...keyed, credential: by });
    expect(answer.ok).toBe(may);
    if (!answer.ok) expect(answer.problem.kind).toMatch(/^foreign-(agency|system)$/);
  });
});

test('a dry run records nothing', async () => {
  const hub = fakeHub();
  const verdict = await hub.dryRun(events(), keyed);
  expect(DryRunVerdict.safeParse(verdict.ok && verdict.value).success).toBe(true);
  expect(verdict).toMatchObject({ value: { verdict: 'new', cells: 2 } });
  expect([hub.ledger.entries(), hub.queue.waiting()]).toEqual([[], []]);
});
