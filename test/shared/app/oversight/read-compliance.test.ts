import { describe, expect, test } from 'vitest';
import { type ComplianceQuery, readCompliance } from '../../../../shared/app/oversight/read-compliance.ts';
import { ComplianceAnswer } from '../../../../shared/contract/oversight/duties.ts';
import type { ReportSubmission } from '../../../../shared/contract/submissions/submission.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { duties, owed } from '../../../fixtures/duties.ts';
import { agencies, credential, snapshotOf, system, systems } from '../../../fixtures/registry.ts';
import { NOW } from '../../../fixtures/reports.ts';

async function hubWith(
  reports: readonly ReportSubmission[] = [],
  snapshot = snapshotOf(1),
): Promise<FakeHub> {
  const hub = fakeHub(snapshot);
  await hub.registry.writeRecords([{ kind: 'duties', id: 'current', body: duties }]);
  for (const report of reports) {
    // A second quarter has to come before it closes.
    const receivedAt = report.period === '2026-Q2' ? Date.parse('2026-07-01T02:00:00.000Z') : NOW;
    const answer = await hub.submit(report, { receivedAt });
    if (!answer.ok) throw new Error(JSON.stringify(answer.problem.findings));
  }
  return hub;
}

const ask = (hub: FakeHub, query: Partial<ComplianceQuery> = {}, as = 'VN', now = NOW) =>
  readCompliance(
    hub.readPorts,
    credential({ agency: as }),
    { node: 'H26', all: false, after: null, ...query },
    now,
  );

async function statesOf(...given: Parameters<typeof ask>): Promise<string[]> {
  const answer = await ask(...given);
  if (!answer.ok) throw new Error(answer.problem.kind);
  return ComplianceAnswer.parse(answer.value).duties.map(
    ({ system: id, duty, due, state, last }) => `${id} ${duty} ${due} ${state} ${last?.day ?? '-'}`,
  );
}

describe('who is overdue with what', () => {
  test('each duty of each connected system below the node, as its newest report says', async () => {
    const hub = await hubWith([owed('2026-08-01', '2024-01-31')]);
    expect(await statesOf(hub, { node: 'H26', all: true }).then((all) => all.slice(-6))).toEqual([
      'H26.dvc drill 2028-08-01 met 2026-08-01',
      'H26.dvc assessment 2025-01-31 overdue 2024-01-31',
      'H26.dvc availability 2027-01-14 met 2026-09-14',
      'H26.vanban drill 2028-12-31 met -',
      'H26.vanban assessment 2027-12-31 met -',
      'H26.vanban availability 2027-04-30 met -',
    ]);
  });

  test('only what is overdue unless all is asked for, with days counted in Vietnam', async () => {
    const hub = await hubWith([owed('2026-08-01', '2024-01-31')]);
    const answer = await ask(hub, {}, 'VN', Date.parse('2026-10-15T17:00:00.000Z'));
    expect(answer).toMatchObject({
      value: {
        node: 'H26',
        today: '2026-10-16',
        systems: 7,
        overdue: 1,
        duties: [
          {
            system: 'H26.dvc',
            duty: 'assessment',
            overdueDays: 623,
            last: {
              reference: '15/BB-UBND',
              sha256: 'e'.repeat(64),
              submission: 'H26.dvc~owed~2026-Q3~1',
            },
          },
        ],
      },
    });
  });

  test('a correction changes it, and a withdrawal brings the period before back', async () => {
    const hub = await hubWith([
      owed('2026-01-05', '2026-01-06', { period: '2026-Q2' }),
      owed('2026-08-01', '2026-08-02'),
      owed(null, '2026-08-03', { revision: 2 }),
    ]);
    const dvc = async () => (await statesOf(hub, { all: true })).filter((line) => line.startsWith('H26.dvc'));
    expect((await dvc()).slice(0, 2)).toEqual([
      'H26.dvc drill 2028-12-31 met -',
      'H26.dvc assessment 2027-08-03 met 2026-08-03',
    ]);
    await hub.withdraw('H26.dvc~owed~2026-Q3~2');
    expect(await dvc()).toEqual([
      'H26.dvc drill 2028-01-05 met 2026-01-05',
      'H26.dvc assessment 2027-01-06 met 2026-01-06',
      'H26.dvc availability 2026-10-14 overdue 2026-06-14',
    ]);
  });

  test('a system that is not connected owes nothing; one that moved is its new agency’s', async () => {
    const hub = await hubWith();
    const systemsOf = async (node: string) => [
      ...new Set((await statesOf(hub, { node, all: true })).map((line) => line.split(' ')[0])),
    ];
    expect(await systemsOf('H26')).not.toContain('H26.thu');
    expect(await systemsOf('G06')).toEqual(['G06.dvc', 'H49.lgsp']);
  });

  test('a page of 200 systems, and the rest behind it', async () => {
    const many = Array.from({ length: 230 }, (_, index) =>
      system(`H49.s${String(index).padStart(3, '0')}`, [{ from: '2021-01-01', to: null, agency: 'H49' }]),
    );
    const hub = await hubWith([], snapshotOf(1, agencies, [...systems, ...many]));
    const first = await ask(hub, { node: 'H49' });
    expect(first).toMatchObject({ value: { systems: 200, next: 'H49.s198' } });
    expect(await ask(hub, { node: 'H49', after: 'H49.s198' })).toMatchObject({
      value: { systems: 31, next: null },
    });
  });

  test('goes on only behind a system of the agency, or one that was', async () => {
    const hub = await hubWith();
    for (const after of ['H49.none', 'H26.dvc'])
      expect(await ask(hub, { node: 'H49', after })).toMatchObject({
        problem: {
          kind: 'invalid-request',
          findings: [{ code: 'unknown-cursor', parameter: 'after', details: { value: after } }],
        },
      });
    // It is under G06 now.
    expect(await ask(hub, { node: 'H49', after: 'H49.lgsp' })).toMatchObject({ ok: true });
  });

  test('an agency reads itself and what is below it, no other', async () => {
    const hub = await hubWith();
    expect(await ask(hub, { node: 'H26' }, 'H26')).toMatchObject({ ok: true });
    expect(await ask(hub, { node: 'H26.18' }, 'H26')).toMatchObject({ ok: true });
    expect(await ask(hub, { node: 'H49' }, 'H26')).toMatchObject({ problem: { kind: 'foreign-agency' } });
    expect(await ask(hub, { node: 'VN' }, 'H26')).toMatchObject({ problem: { kind: 'foreign-agency' } });
  });

  test('a closed code keeps its history: it owes nothing any more, and says when it closed and into what', async () => {
    const hub = await hubWith();
    const answer = { node: 'H40', systems: 0, duties: [], closed: { on: '2025-06-30', mergedInto: 'H49' } };
    for (const as of ['VN', 'H49', 'H40'])
      expect(await ask(hub, { node: 'H40', all: true }, as)).toMatchObject({ value: answer });
    expect(await ask(hub, { node: 'H40' }, 'H26')).toMatchObject({ problem: { kind: 'foreign-agency' } });
    const before = await ask(hub, { node: 'H40' }, 'VN', Date.parse('2025-06-30T03:00:00.000Z'));
    expect(before).toMatchObject({ ok: true });
    expect(before).not.toHaveProperty('value.closed');
  });

  test('an agency that is none is a bad request, whoever asks', async () => {
    const hub = await hubWith();
    for (const as of ['VN', 'H26'])
      expect(await ask(hub, { node: 'H99' }, as)).toMatchObject({ problem: { kind: 'invalid-request' } });
  });

  test('a key for some systems is told of these alone: others’ size and security level are not its own', async () => {
    const hub = await hubWith();
    const key = credential({ agency: 'H26', systems: ['H26.vanban'] });
    const answer = await readCompliance(hub.readPorts, key, { node: 'H26', all: true, after: null }, NOW);
    if (!answer.ok) throw new Error(answer.problem.kind);
    expect(answer.value.systems).toBe(1);
    expect([...new Set(answer.value.duties.map((duty) => duty.system))]).toEqual(['H26.vanban']);
  });
});
