import { describe, expect, test } from 'vitest';
import { getSubmission, listSubmissions } from '../../../../shared/app/submissions/read-submissions.ts';
import { SubmissionList, SubmissionState } from '../../../../shared/contract/submissions/submission.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { events, increment } from '../../../fixtures/events.ts';
import { agency, credential, snapshotOf, system } from '../../../fixtures/registry.ts';
import { cellsOf, NOW, PERIOD, report } from '../../../fixtures/reports.ts';
import { wideSnapshot } from '../../../fixtures/wide.ts';

const list = (hub: FakeHub, id = 'H26.dvc', as = credential(), period = PERIOD, dataset = 'monthly') =>
  listSubmissions(hub.readPorts, as, { system: id, dataset, period }, NOW);
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

  test('of nothing, the list is empty', async () => {
    expect(await statesOf(fakeHub())).toEqual([]);
  });

  test.each([
    ['monthly', '2026-Q4'],
    ['monthly', '2026'],
    ['monthly', '1999-01'],
    ['daily', '2026-Q4'],
  ])('of %s, %s is no period', async (dataset, period) => {
    const findings = [
      {
        code: 'impossible-period',
        parameter: 'period',
        details: { value: period, dataset },
        allowed: ['2026-10'],
      },
    ];
    expect(await list(fakeHub(), 'H26.dvc', credential(), period, dataset)).toMatchObject({
      problem: { kind: 'invalid-request', findings },
    });
    expect(await list(fakeHub(), 'H49.dvc', credential({ agency: 'H26' }), period, dataset)).toMatchObject({
      problem: { kind: 'foreign-agency' },
    });
  });

  test('revisions are of no bucket and come all at once', async () => {
    const query = { system: 'H26.dvc', dataset: 'monthly', period: PERIOD };
    const more = { bucket: '2026-10-05', after: 'H26.dvc~monthly~2026-10~1' };
    expect(await fakeHub().listSubmissions({ ...query, ...more })).toMatchObject({
      problem: {
        findings: ['bucket', 'after'].map((parameter) => ({ code: 'unknown-parameter', parameter })),
      },
    });
  });

  test('a system that the registry does not have is a mistake, which only those of its agency are told', async () => {
    expect(await list(fakeHub(), 'H26.none')).toMatchObject({
      problem: {
        kind: 'invalid-request',
        findings: [{ code: 'unknown-system', parameter: 'system', details: { value: 'H26.none' } }],
      },
    });
    expect(await list(fakeHub(), 'H26.none', credential(), PERIOD, 'etx-nothing')).toMatchObject({
      problem: { findings: [{ code: 'unknown-system' }, { code: 'unknown-dataset', parameter: 'dataset' }] },
    });
    const of = credential({ agency: 'H26' });
    for (const id of ['H49.none', 'H49.dvc', 'X99.none'])
      expect(await list(fakeHub(), id, of)).toMatchObject({
        problem: {
          kind: 'foreign-agency',
          findings: [{ code: 'foreign-agency', pointer: null, parameter: 'system', details: { value: id } }],
        },
      });
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
    expect(states === 'foreign-agency' || states === 'foreign-system').toBe(!may);
  });

  test('one submission is found by its id, and only by one that was accepted', async () => {
    const hub = fakeHub();
    await hub.submit(report());
    const get = (id: string, as = credential()) => getSubmission(hub.readPorts, as, { id }, NOW);
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

describe('what became of a system’s events', () => {
  const ID = 'H26.dvc~realtime~2026-10-05T10:31~k-1';
  const send = (hub: FakeHub, key: string, body = events()) => hub.submit(body, { idempotencyKey: key });
  const stateIn = async (hub: FakeHub, id = ID) => {
    const answer = await hub.getSubmission(id);
    return answer.ok ? SubmissionState.parse(answer.value).state : answer.problem.kind;
  };

  test('accepted, then counted, then withdrawn', async () => {
    const hub = fakeHub();
    await send(hub, 'k-1');
    expect(await stateIn(hub)).toBe('accepted');
    await hub.drain();
    expect(await stateIn(hub)).toBe('counted');
    await hub.withdraw(ID);
    expect(await stateIn(hub)).toBe('withdrawn');
    expect(await stateIn(hub, `${ID}!`)).toBe('accepted');
    await hub.drain();
    expect([await stateIn(hub), await stateIn(hub, `${ID}!`)]).toEqual(['withdrawn', 'counted']);
  });

  test('is counted once the total of its shard has seen everything of it', async () => {
    const hub = fakeHub();
    for (let key = 0; key < 40; key += 1) await send(hub, `k-${key}`);
    await hub.drain();
    await send(hub, 'k-new');
    const states = await Promise.all(
      Array.from({ length: 40 }, (_, key) => stateIn(hub, `H26.dvc~realtime~2026-10-05T10:31~k-${key}`)),
    );
    // Those of the one shard that has something new are not known to be counted before it is folded again.
    expect(states.filter((state) => state === 'counted').length).toBeGreaterThan(25);
    expect(await stateIn(hub, 'H26.dvc~realtime~2026-10-05T10:31~k-new')).toBe('accepted');
    await hub.drain();
    expect(await stateIn(hub, 'H26.dvc~realtime~2026-10-05T10:31~k-new')).toBe('counted');
  });

  test('in a dataset of days without shards', async () => {
    const hub = fakeHub();
    const day = { ...increment(), cells: increment().cells.slice(0, 1) };
    await send(hub, 'k-1', events({ dataset: 'daily', increments: [day] }));
    await hub.drain();
    expect(await hub.getSubmission('H26.dvc~daily~2026-10-05~k-1')).toMatchObject({
      value: { state: 'counted', bucket: '2026-10-05', period: PERIOD, cells: 1 },
    });
  });

  test.each([
    'H26.dvc~realtime~2026-10-05T10:31~k-2',
    'H26.dvc~realtime~2026-10-05T10:32~k-1',
    'H26.dvc~realtime~2026-10-05T10:31~k-1!',
    'H26.dvc~realtime~2026-99-99~k-1',
    'H26.dvc~realtime~9999-12-31~k-1',
    'H26.dvc~realtime~0000-00-00~k-1',
    'H26.dvc~none~2026-10-05~k-1',
    'H26.none~realtime~2026-10-05T10:31~k-1',
  ])('%s was never accepted', async (id) => {
    const hub = fakeHub();
    await send(hub, 'k-1');
    expect(await stateIn(hub, id)).toBe('submission-not-found');
  });

  test('is nobody else’s to know, not even that it is not there', async () => {
    const hub = fakeHub();
    await send(hub, 'k-1');
    for (const by of [credential({ agency: 'H49' }), credential({ systems: ['H26.vanban'] })]) {
      for (const id of [ID, 'H26.dvc~realtime~2026-10-05T10:31~k-2', 'H26.dvc~none~2026-10-05~k-1'])
        expect(await hub.getSubmission(id, by)).toMatchObject({
          problem: { kind: expect.stringMatching(/^foreign-(agency|system)$/) },
        });
    }
    expect(await hub.getSubmission(ID, credential({ agency: 'H26' }))).toMatchObject({ ok: true });
  });
});

test('in a wide agency, a report is counted where its band has seen it', async () => {
  const hub = fakeHub(wideSnapshot(1));
  for (const id of ['H30.dvc', 'G11.s7', 'H30.007.motcua']) {
    await hub.submit(report({ system: id }));
    expect(await statesOf(hub, id)).toEqual(['1 accepted']);
    await hub.drain();
    expect(await statesOf(hub, id)).toEqual(['1 counted']);
  }
  expect((await hub.verify()).differences).toEqual([]);
});

describe('when an agency becomes wide, or narrow again', () => {
  const codes = Array.from({ length: 257 }, (_, index) => `H31.${String(index).padStart(3, '0')}`);
  const of = (code: string) => [{ from: '2021-01-01', to: null, agency: code }];
  const country = (count: number) =>
    snapshotOf(
      1,
      [agency('H31', 'province'), ...codes.slice(0, count).map((code) => agency(code, 'commune'))],
      [system('H31.dvc', of('H31')), system('H31.000.so', of('H31.000'))],
    );
  /** Writes the change, and folds what lies elsewhere since. */
  const change = async (hub: FakeHub, changed: ReturnType<typeof agency>) => {
    await hub.registry.writeRecords([{ kind: 'agency', id: changed.code, body: changed }]);
    await hub.repair((await hub.verify()).differences.map(({ node }) => node));
  };

  test.each([
    ['wide', 255, agency('H31.255', 'commune')],
    ['narrow again', 256, agency('H31.255', 'commune', { to: '2026-10-01' })],
  ])('%s: a correction is counted where its total is now', async (_, count, changed) => {
    const hub = fakeHub(country(count));
    const ids = ['H31.dvc', 'H31.000.so'];
    for (const id of ids) await hub.submit(report({ system: id }));
    await hub.drain();
    await change(hub, changed);
    for (const id of ids) {
      expect(await statesOf(hub, id)).toEqual(['1 counted']);
      await hub.submit(report({ system: id, revision: 2, cells: cellsOf('monthly', () => 7) }));
      expect(await statesOf(hub, id)).toEqual(['1 superseded', '2 accepted']);
    }
    await hub.drain();
    for (const id of ids) expect(await statesOf(hub, id)).toEqual(['1 superseded', '2 counted']);
  });
});
