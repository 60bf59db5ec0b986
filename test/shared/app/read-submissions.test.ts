import { describe, expect, test } from 'vitest';
import { getSubmission, listSubmissions } from '../../../shared/app/read-submissions.ts';
import { SubmissionList } from '../../../shared/contract/submission.ts';
import { type FakeHub, fakeHub } from '../../fakes/hub.ts';
import { credential, system } from '../../fixtures/registry.ts';
import { NOW, PERIOD, report } from '../../fixtures/reports.ts';

const list = (hub: FakeHub, id = 'H26.dvc', as = credential(), period = PERIOD) =>
  listSubmissions(hub.readPorts, as, { system: id, dataset: 'monthly', period }, NOW);
const statesOf = async (...given: Parameters<typeof list>) => {
  const answer = await list(...given);
  if (!answer.ok) return answer.problem.kind;
  return SubmissionList.parse(answer.value).submissions.map(({ revision, state }) => `${revision} ${state}`);
};

describe('what became of a system’s reports', () => {
  test('accepted, then counted; a correction supersedes; all revisions are listed, oldest first', async () => {
    const hub = fakeHub();
    await hub.submit(report({ revision: 2 }));
    expect(await statesOf(hub)).toEqual(['2 accepted']);
    await hub.drain();
    expect(await statesOf(hub)).toEqual(['2 counted']);
    await hub.submit(report({ revision: 1 }));
    await hub.submit(report({ revision: 3 }));
    expect(await statesOf(hub)).toEqual(['1 superseded', '2 superseded', '3 accepted']);
    await hub.drain();
    expect(await statesOf(hub)).toEqual(['1 superseded', '2 superseded', '3 counted']);
  });

  test('a report is counted where its system is now, though it was elsewhere when it was accepted', async () => {
    const hub = fakeHub();
    await hub.submit(report({ system: 'H26.18.dvc' }));
    const moved = system('H26.18.dvc', [{ from: '2021-01-01', to: null, agency: 'H26.05' }]);
    await hub.registry.writeRecords([{ kind: 'system', id: moved.id, body: moved }]);
    await hub.drain();
    expect(await statesOf(hub, 'H26.18.dvc')).toEqual(['1 counted']);
  });

  test('of nothing, the list is empty; nor is there anything in a period that is none', async () => {
    expect(await statesOf(fakeHub())).toEqual([]);
    expect(await statesOf(fakeHub(), 'H26.dvc', credential(), '1999-01')).toEqual([]);
    expect(await statesOf(fakeHub(), 'H26.none')).toEqual([]);
  });

  test.each([
    ['its own', 'H26.dvc', credential({ agency: 'H26' }), true],
    ['a sub-unit’s', 'H26.18.01.so', credential({ agency: 'H26' }), true],
    ['with a key of just this system', 'H26.dvc', credential({ systems: ['H26.dvc'] }), true],
    ['with a key of just another system', 'H26.dvc', credential({ systems: ['H26.vanban'] }), false],
    ['its parent’s', 'H26.dvc', credential({ agency: 'H26.18' }), false],
    ['another province’s', 'H49.dvc', credential({ agency: 'H26' }), false],
    ['another province’s that is none', 'H49.none', credential({ agency: 'H26' }), false],
  ])('an agency may read %s or not', async (_, id, as, may) => {
    const hub = fakeHub();
    await hub.submit(report({ system: 'H26.dvc' }));
    const states = await statesOf(hub, id, as);
    expect(states === 'foreign-agency').toBe(!may);
  });

  test('one submission is found by its id, and only by one that was accepted', async () => {
    const hub = fakeHub();
    await hub.submit(report());
    const get = (id: string, as = credential()) => getSubmission(hub.readPorts, as, id, NOW);
    expect(await get('H26.dvc~monthly~2026-10~1')).toMatchObject({
      ok: true,
      value: { state: 'accepted', cells: 14 },
    });
    expect(await get('H26.dvc~monthly~2026-10~2')).toMatchObject({
      problem: { kind: 'submission-not-found' },
    });
    expect(await get('H26.dvc~monthly~2026-10~1', credential({ agency: 'H49' }))).toMatchObject({
      problem: { kind: 'foreign-agency' },
    });
  });
});
