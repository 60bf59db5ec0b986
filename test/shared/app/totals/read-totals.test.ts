import { describe, expect, test } from 'vitest';
import { readTotals } from '../../../../shared/app/totals/read-totals.ts';
import { SeriesAnswer, TotalsAnswer } from '../../../../shared/contract/totals.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { agency, credential, snapshotOf } from '../../../fixtures/registry.ts';
import { cellsOf, NOW, PERIOD, report } from '../../../fixtures/reports.ts';

const read = (hub: FakeHub, node = 'VN', as = 'VN', period = PERIOD, dataset = 'monthly') =>
  readTotals(
    hub.readPorts,
    credential({ agency: as }),
    { dataset, period, node, asOf: null, after: null, afterChange: null },
    NOW,
  );

async function counted(): Promise<FakeHub> {
  const hub = fakeHub();
  const of = (system: string, value: number) =>
    hub.submit(report({ system, cells: cellsOf('monthly', () => value) }));
  await of('H26.dvc', 1);
  await of('H26.vanban', 2);
  await of('H26.18.01.so', 3);
  await of('G06.dvc', 4);
  await hub.drain();
  return hub;
}

const answerOf = async (...given: Parameters<typeof read>) => {
  const answer = await read(...given);
  if (!answer.ok) throw new Error(answer.problem.kind);
  return TotalsAnswer.parse(answer.value);
};
const balances = (answer: TotalsAnswer) =>
  [answer.total, ...answer.children].map(({ node, reporters, cells }) => [
    node,
    reporters,
    cells.find(({ indicator }) => indicator === 'cost.balance')?.value,
  ]);

describe('reading totals', () => {
  test('the country, with those of its children that have reported', async () => {
    const answer = await answerOf(await counted());
    expect(answer).toMatchObject({
      dataset: 'monthly',
      period: PERIOD,
      from: '2026-09-15',
      to: '2026-10-14',
    });
    expect(balances(answer)).toEqual([
      ['VN', 4, '10'],
      ['G06', 1, '4'],
      ['H26', 3, '6'],
    ]);
  });

  test('an agency, with its sub-units and each of its own systems', async () => {
    const answer = await answerOf(await counted(), 'H26', 'H26');
    expect(balances(answer)).toEqual([
      ['H26', 3, '6'],
      ['H26.18', 1, '3'],
      ['H26.dvc', 1, '1'],
      ['H26.vanban', 1, '2'],
    ]);
    expect(answer.total.names).toEqual({ vi: 'H26', en: 'H26' });
    expect(answer.children.at(-1)?.names).toEqual({ vi: 'H26.vanban', en: 'H26.vanban' });
  });

  test('a withdrawn system is no child any more, and a corrected one is what it says now', async () => {
    const hub = await counted();
    await hub.submit(report({ revision: 2, cells: cellsOf('monthly', () => 7) }));
    await hub.drain();
    expect(balances(await answerOf(hub, 'H26'))[2]).toEqual(['H26.dvc', 1, '7']);
    const [entry] = await hub.ledger.readRevisions('H26.vanban', 'monthly', PERIOD);
    if (entry === undefined) throw new Error('nothing was recorded');
    const withdrawal = { ...entry, revision: 2, kind: 'withdrawal' as const, cells: {} };
    await hub.ledger.putEntry(withdrawal);
    await hub.queue.sendEntry(withdrawal);
    await hub.drain();
    expect(balances(await answerOf(hub, 'H26')).map(([node]) => node)).toEqual(['H26', 'H26.18', 'H26.dvc']);
  });

  test('ratios come as a quotient of six digits beside their exact parts; the latest of a system without its window, and of many none', async () => {
    const hub = fakeHub();
    const cells = cellsOf('monthly', () => 1).map((cell) =>
      cell.indicator === 'share.on-time'
        ? { ...cell, numerator: 2, denominator: 3 }
        : cell.indicator === 'cost.average'
          ? { ...cell, numerator: '1.5', denominator: 0 }
          : cell,
    );
    await hub.submit(report({ cells }));
    await hub.drain();
    const { total } = await answerOf(hub);
    const [own] = (await answerOf(hub, 'H26')).children;
    const cell = (id: string) => total.cells.find(({ indicator }) => indicator === id);
    expect(cell('share.on-time')).toMatchObject({ value: '0.666667', numerator: '2', denominator: '3' });
    expect(cell('cost.average')).toMatchObject({ value: null, numerator: '1.5', denominator: '0' });
    expect(cell('software.version')).toBeUndefined();
    expect(own?.cells).toContainEqual({ indicator: 'software.version', dimensions: {}, value: '1' });
    expect(total.cells.find(({ indicator }) => indicator === 'volume.received')?.dimensions).toEqual({
      channel: 'app',
      kind: 'citizen',
    });
  });

  test('of which nobody has reported are empty', async () => {
    expect(balances(await answerOf(fakeHub(), 'H49'))).toEqual([['H49', 0, undefined]]);
  });

  test.each([
    ['an agency of itself', 'H26', 'H26', true],
    ['an agency of a sub-unit two levels down', 'H26.18.01', 'H26', true],
    ['the country of anybody', 'H26.18', 'VN', true],
    ['an agency of the country', 'VN', 'H26', false],
    ['a sub-unit of its parent', 'H26', 'H26.18', false],
    ['a sister', 'H26.05', 'H26.18', false],
  ])('%s may be asked for or not', async (_, node, as, may) => {
    const answer = await read(await counted(), node, as);
    expect(answer.ok).toBe(may);
    if (!answer.ok) {
      const named = { code: 'foreign-agency', parameter: 'agency', details: { value: node, agency: as } };
      expect(answer.problem).toMatchObject({ kind: 'foreign-agency', findings: [named] });
    }
  });

  test.each([
    ['unknown-dataset', 'dataset', 'VN', PERIOD, 'none'],
    ['impossible-period', 'period', 'VN', '2026-10', 'yearly'],
    ['impossible-period', 'period', 'VN', '2026-10..2026-Q4', 'monthly'],
    ['period-reversed', 'period', 'VN', '2026-10..2026-09', 'monthly'],
    ['impossible-period', 'period', 'VN', '1999-01', 'monthly'],
    ['unknown-agency', 'agency', 'H99', PERIOD, 'monthly'],
  ])('%s is said of the parameter %s', async (code, parameter, node, period, dataset) => {
    expect(await read(fakeHub(), node, 'VN', period, dataset)).toMatchObject({
      ok: false,
      problem: { kind: 'invalid-request', findings: [{ code, parameter, pointer: null }] },
    });
  });

  test('of a node that was moved a key reads the periods in which it was its own, and no series beyond them', async () => {
    const moved = agency('H26.18', 'commune');
    const [stretch] = moved.history;
    if (stretch === undefined) throw new Error('an agency without a history');
    const history = [
      { ...stretch, to: '2026-08-14' },
      { ...stretch, from: '2026-08-15', parent: 'H49' },
    ];
    const agencies = [agency('H26', 'province'), agency('H49', 'province'), { ...moved, history }];
    const hub = fakeHub(snapshotOf(1, agencies, []));
    const may = async (as: string, period: string) => (await read(hub, 'H26.18', as, period)).ok;
    expect(await may('H26', '2026-07')).toBe(true);
    expect(await may('H26', '2026-09')).toBe(false);
    expect(await may('H26', '2026-06..2026-07')).toBe(true);
    const beyond = await read(hub, 'H26.18', 'H26', '2026-06..2026-10');
    expect(beyond.ok ? beyond.value : beyond.problem).toMatchObject({
      kind: 'foreign-agency',
      details: { what: 'H26.18 2026-09..2026-10' },
    });
    expect(await may('H49', '2026-06..2026-10')).toBe(true);
  });

  test('a series has sixty periods at the most', async () => {
    const five = await read(fakeHub(), 'VN', 'VN', '2022-01..2026-12');
    expect(five.ok && SeriesAnswer.parse(five.value).series).toHaveLength(60);
    expect(await read(fakeHub(), 'VN', 'VN', '2022-01..2027-01')).toMatchObject({
      problem: {
        findings: [
          {
            code: 'too-many-periods',
            parameter: 'period',
            details: { value: '2022-01..2027-01', count: 61, limit: 60 },
          },
        ],
      },
    });
  });

  test('periods in the wrong order are told the right one', async () => {
    expect(await read(fakeHub(), 'VN', 'VN', '2026-11..2026-09')).toMatchObject({
      problem: {
        findings: [
          {
            details: { value: '2026-11..2026-09', from: '2026-11', to: '2026-09' },
            allowed: ['2026-09..2026-11'],
          },
        ],
      },
    });
  });

  test.each([
    [
      'a series',
      { period: '2026-08..2026-10' },
      'as-of-one-period',
      'period',
      ['2026-08', '2026-09', '2026-10'],
    ],
    [
      'a coarser period',
      { period: '2026-Q4' },
      'as-of-one-period',
      'period',
      ['2026-10', '2026-11', '2026-12'],
    ],
    ['an instant younger than a minute', { asOf: NOW - 59_999 }, 'too-young', 'asOf', undefined],
    [
      'changes behind one that is none',
      { afterChange: 'H26.dvc~monthly~2026-10~1' },
      'unknown-change',
      'afterChange',
      undefined,
    ],
    [
      'changes behind one of elsewhere',
      { afterChange: 'H99.dvc~monthly~2026-10~1' },
      'unknown-change',
      'afterChange',
      undefined,
    ],
    [
      'changes without an instant',
      { asOf: null, afterChange: 'H26.dvc~monthly~2026-10~1' },
      'missing-parameter',
      'asOf',
      undefined,
    ],
  ])('as of an instant: %s is refused, with what is allowed', async (_, asked, code, parameter, allowed) => {
    const query = { dataset: 'monthly', period: PERIOD, node: 'VN', after: null, afterChange: null };
    const answer = await readTotals(
      fakeHub().readPorts,
      credential(),
      { ...query, asOf: NOW - 60_000, ...asked },
      NOW,
    );
    if (answer.ok) throw new Error('it was answered');
    expect(answer.problem.findings).toMatchObject([{ code, parameter, pointer: null }]);
    expect(answer.problem.findings[0]?.allowed).toEqual(allowed);
  });
});
