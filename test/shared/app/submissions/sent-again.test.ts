import { describe, expect, test } from 'vitest';
import { DryRunVerdict } from '../../../../shared/contract/submissions/dry-run.ts';
import { Accepted } from '../../../../shared/contract/submissions/submission.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { events } from '../../../fixtures/events.ts';
import { cellsOf, NOW, PERIOD, report } from '../../../fixtures/reports.ts';

const ID = 'H26.dvc~monthly~2026-10~';
const EVENT = 'H26.dvc~realtime~2026-10-05T10:31~k-1';
const later = { receivedAt: NOW + 60_000, sha256: 'b'.repeat(64) };
const closed = { receivedAt: Date.parse('2027-01-12T17:00:00.000Z') };
const other = (revision: number) => report({ revision, cells: cellsOf('monthly', () => 2) });

/** A number is a report of that revision; `-2` withdraws revision 2. */
async function hubAfter(...steps: number[]) {
  const hub = fakeHub();
  const first = new Map<number, Accepted>();
  for (const step of steps) {
    const answer =
      step > 0 ? await hub.submit(report({ revision: step })) : await hub.withdraw(`${ID}${-step}`);
    if (!answer.ok) throw new Error(answer.problem.kind);
    first.set(step, answer.value);
  }
  await hub.drain();
  return { hub, first };
}

const stateOf = async (hub: FakeHub, id: string) => {
  const answer = await hub.getSubmission(id);
  return answer.ok && { state: answer.value.state, by: answer.value.by };
};

describe('a report that is sent again', () => {
  test.each([
    ['was withdrawn', [1, 2, 3, -3], 3, { state: 'withdrawn', by: `${ID}4`, nextRevision: 5 }],
    ['is below one that was withdrawn', [1, 2, -2], 1, { state: 'withdrawn', by: `${ID}3`, nextRevision: 4 }],
    ['was superseded', [1, 2, 5], 1, { state: 'superseded', by: `${ID}5`, nextRevision: 6 }],
    ['was withdrawn and sent anew', [1, -1, 3], 1, { state: 'withdrawn', by: `${ID}2`, nextRevision: 4 }],
    [
      'was withdrawn when there was no revision left',
      [998, -998],
      998,
      { state: 'withdrawn', by: `${ID}999` },
    ],
  ])('and %s gets the first answer with what has become of it', async (_, steps, revision, fate) => {
    const { hub, first } = await hubAfter(...steps);
    const again = await hub.submit(report({ revision }), later);
    expect(again).toEqual({ ok: true, value: { ...first.get(revision), ...fate } });
    expect(Accepted.safeParse(again.ok && again.value).success).toBe(true);
    expect(await stateOf(hub, `${ID}${revision}`)).toEqual({ state: fate.state, by: fate.by });
  });

  test('and counts gets the first answer and nothing more', async () => {
    const { hub, first } = await hubAfter(1, -1, 3);
    expect(await hub.submit(report({ revision: 3 }), later)).toEqual({ ok: true, value: first.get(3) });
  });

  test.each([{}, closed])('a dry run says the same (%o)', async (at) => {
    const { hub } = await hubAfter(1, 2, 3, -3);
    const verdict = await hub.dryRun(report({ revision: 3 }), { ...later, ...at });
    const fate = { state: 'withdrawn', by: `${ID}4`, nextRevision: 5 };
    expect(verdict).toMatchObject({ ok: true, value: { verdict: 'same-again', ...fate } });
    expect(DryRunVerdict.safeParse(verdict.ok && verdict.value).success).toBe(true);
    expect(await hub.submit(report({ revision: 3 }), { ...later, ...at })).toMatchObject({ value: fate });
  });

  test('the revision that is named brings the report back', async () => {
    const { hub } = await hubAfter(1, -1);
    const again = await hub.submit(report({ revision: 1 }), later);
    await hub.submit(report({ revision: (again.ok && again.value.nextRevision) || 0 }));
    await hub.drain();
    expect((await hub.total())?.reporters).toBe(1);
  });

  test('with other content is told to go above the highest that there is, in the dry run too', async () => {
    const { hub } = await hubAfter(1, 2, 3, -3);
    for (const answer of [await hub.submit(other(1)), await hub.dryRun(other(2))])
      expect(answer).toMatchObject({
        problem: {
          kind: 'revision-conflict',
          details: { highest: 4 },
          findings: [{ allowed: ['≥ 5', '≤ 998'] }],
        },
      });
  });
});

describe('events that are sent again', () => {
  test('and were withdrawn get the first answer with what has become of them', async () => {
    const hub = fakeHub();
    const send = () => hub.submit(events(), { idempotencyKey: 'k-1' });
    const first = await send();
    expect(await send()).toEqual(first);
    await hub.withdraw(EVENT);
    const fate = { state: 'withdrawn', by: `${EVENT}!` };
    expect(await send()).toEqual({ ok: true, value: { ...(first.ok && first.value), ...fate } });
    expect(await hub.dryRun(events(), { idempotencyKey: 'k-1' })).toMatchObject({ value: fate });
    expect(await stateOf(hub, EVENT)).toEqual(fate);
  });
});

describe('reads', () => {
  /** What the ledger is asked for while a submission is judged and recorded. */
  async function readsOf(
    hub: FakeHub,
    body: unknown,
    idempotencyKey: string | null = null,
  ): Promise<string[]> {
    const reads: string[] = [];
    const { findEntry, readHighest } = hub.submitPorts;
    await hub.submit(
      body,
      { ...later, idempotencyKey },
      {
        findEntry: (key) => {
          reads.push('find');
          return findEntry(key);
        },
        readHighest: (report) => {
          reads.push('highest');
          return readHighest(report);
        },
      },
    );
    return reads;
  }

  test('the first time costs none, a retry one of a report that stands, and two at most', async () => {
    const hub = fakeHub();
    expect(await readsOf(hub, report())).toEqual([]);
    expect(await readsOf(hub, events(), 'k-1')).toEqual([]);
    expect(await readsOf(hub, report())).toEqual(['highest']);
    expect(await readsOf(hub, events(), 'k-1')).toEqual(['find']);
    for (let revision = 2; revision <= 40; revision += 1) await hub.submit(report({ revision }));
    expect(await readsOf(hub, report())).toEqual(['highest', 'find']);
  });
});

test('the list says of each what it is; what was withdrawn stays so when a later revision counts', async () => {
  const { hub } = await hubAfter(1, -1, 3);
  const listed = await hub.listSubmissions({ system: 'H26.dvc', dataset: 'monthly', period: PERIOD });
  const told = listed.ok && listed.value.submissions.map(({ kind, state, by = '-' }) => [kind, state, by]);
  expect(told).toEqual([
    ['report', 'withdrawn', `${ID}2`],
    ['withdrawal', 'superseded', `${ID}3`],
    ['report', 'counted', '-'],
  ]);
});
