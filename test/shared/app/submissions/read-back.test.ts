/** A sender reads back the figures that it sent, in the form in which they are sent. */
import { expect, test } from 'vitest';
import { Content, SubmissionState } from '../../../../shared/contract/submissions/submission.ts';
import { contentOf } from '../../../../shared/domain/submissions/recorded-content.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { events, increment } from '../../../fixtures/events.ts';
import { credential } from '../../../fixtures/registry.ts';
import { entry, PERIOD, report } from '../../../fixtures/reports.ts';

const REPORT = 'H26.dvc~monthly~2026-10~1';
const EVENT = 'H26.dvc~realtime~2026-10-05T10:31~k-1';
const contentIn = async (hub: FakeHub, id: string) => {
  const answer = await hub.getSubmission(id, credential({ agency: 'H26' }), true);
  if (!answer.ok) throw new Error(answer.problem.kind);
  return SubmissionState.parse(answer.value).content;
};

test('a report sent again as it is read back is the same again', async () => {
  const hub = fakeHub();
  await hub.submit(report());
  const content = await contentIn(hub, REPORT);
  expect(content && 'cells' in content && content.cells.length).toBe(14);
  const again = { system: 'H26.dvc', dataset: 'monthly', period: PERIOD, revision: 1, ...content };
  expect(await hub.dryRun(again)).toMatchObject({ value: { verdict: 'same-again' } });
});

test('so are events, with the windows of their increments', async () => {
  const hub = fakeHub();
  await hub.submit(events({ increments: [increment(12), increment(2, { seconds: 5 })] }), {
    idempotencyKey: 'k-1',
  });
  const content = await contentIn(hub, EVENT);
  const version = { indicator: 'software.version', dimensions: {}, value: '1.5' };
  const received = { indicator: 'volume.received', dimensions: { channel: 'app', kind: 'citizen' } };
  expect(content).toEqual({
    increments: [
      {
        from: '2026-10-05T03:31:00.000Z',
        to: '2026-10-05T03:31:01.000Z',
        cells: [version, { ...received, value: '12' }],
      },
      {
        from: '2026-10-05T03:31:05.000Z',
        to: '2026-10-05T03:31:06.000Z',
        cells: [version, { ...received, value: '2' }],
      },
    ],
  });
  const again = { system: 'H26.dvc', dataset: 'realtime', ...content };
  expect(await hub.dryRun(again, { idempotencyKey: 'k-1' })).toMatchObject({
    value: { verdict: 'same-again' },
  });
});

test('what was withdrawn can still be read; the withdrawal has nothing in it', async () => {
  const hub = fakeHub();
  await hub.submit(report());
  await hub.submit(events(), { idempotencyKey: 'k-1' });
  const before = await Promise.all([REPORT, EVENT].map((id) => contentIn(hub, id)));
  for (const id of [REPORT, EVENT]) await hub.withdraw(id);
  expect(await Promise.all([REPORT, EVENT].map((id) => contentIn(hub, id)))).toEqual(before);
  expect(await contentIn(hub, 'H26.dvc~monthly~2026-10~2')).toEqual({ cells: [] });
  expect(await contentIn(hub, `${EVENT}!`)).toEqual({ increments: [] });
});

test('nobody else reads it, and who does not ask gets the number of figures only', async () => {
  const hub = fakeHub();
  await hub.submit(report());
  expect(await hub.getSubmission(REPORT, credential({ agency: 'H49' }), true)).toMatchObject({
    problem: { kind: 'foreign-agency' },
  });
  const plain = await hub.getSubmission(REPORT);
  expect(plain.ok && 'content' in plain.value).toBe(false);
});

test('a value of each kind has its own form', () => {
  const sha256 = 'a'.repeat(64);
  const cells = {
    'a|x=1|y=2': '-0.5',
    b: ['1', '3'] as [string, string],
    c: ['2026-09-21', '15/BB-UBND', sha256] as [string, string, string],
    d: [] as [],
  };
  const content = contentOf(entry({ cells }));
  expect(Content.parse(content)).toEqual({
    cells: [
      { indicator: 'a', dimensions: { x: '1', y: '2' }, value: '-0.5' },
      { indicator: 'b', dimensions: {}, numerator: '1', denominator: '3' },
      { indicator: 'c', dimensions: {}, evidence: { day: '2026-09-21', reference: '15/BB-UBND', sha256 } },
      { indicator: 'd', dimensions: {}, evidence: null },
    ],
  });
});
