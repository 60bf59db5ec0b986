/** A key for some systems reads what these reported, and nothing from which the others' figures could be reckoned (R20, ADR 35). */
import { beforeAll, describe, expect, test } from 'vitest';
import { readTotals } from '../../../../shared/app/totals/read-totals.ts';
import { SeriesAnswer, TotalsAnswer } from '../../../../shared/contract/totals.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { events } from '../../../fixtures/events.ts';
import { connected, credential, system } from '../../../fixtures/registry.ts';
import { cellsOf, NOW, PERIOD, report } from '../../../fixtures/reports.ts';
import { wideSnapshot } from '../../../fixtures/wide.ts';

const WIDE = ['H30.dvc', 'H30.007.motcua', 'H30.299.motcua', 'G11.s1', 'G11.s300'];
const ALL = [...connected, ...WIDE];
const NODES = ['VN', 'H26', 'H26.05', 'H26.18', 'H26.18.01', 'H49', 'G06', 'H30', 'H30.007', 'G11'];

type Asked = { node: string; dataset?: string; period?: string; asOf?: number | null; after?: string | null };

async function read(hub: FakeHub, systems: string[] | null, asked: Asked) {
  const query = { dataset: 'monthly', period: PERIOD, asOf: null, after: null, afterChange: null, ...asked };
  const answer = await readTotals(hub.readPorts, credential({ systems }), query, NOW + 600_000);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}
const totalsOf = async (...given: Parameters<typeof read>) => TotalsAnswer.parse(await read(...given));
const nodesOf = ({ total, children }: TotalsAnswer) =>
  [total, ...children].map(({ node, reporters }) => `${node} ${reporters}`);

let hub: FakeHub;
beforeAll(async () => {
  let time = NOW;
  hub = fakeHub(wideSnapshot(1), () => time);
  for (const [index, id] of ALL.entries()) {
    const cells = cellsOf('monthly', () => index + 1);
    expect((await hub.submit(report({ system: id, cells }))).ok).toBe(true);
    expect((await hub.submit(events({ system: id }), { idempotencyKey: 'k-1' })).ok).toBe(true);
  }
  time = NOW + 60_000;
  await hub.submit(report({ system: 'H26.vanban', revision: 2 }));
  await hub.submit(report({ system: 'H26.dvc', revision: 2 }));
  await hub.drain();
});

const questions: [string, Omit<Asked, 'node'>][] = [
  ['reports', {}],
  ['events', { dataset: 'realtime' }],
  ['a quarter of reports', { period: '2026-Q4' }],
  ['a quarter of events', { dataset: 'realtime', period: '2026-Q4' }],
  ['a series', { period: '2026-09..2026-11' }],
  ['reports as of an instant', { asOf: NOW + 1000 }],
  ['events as of an instant', { dataset: 'realtime', asOf: NOW + 1000 }],
];

describe('a key for some systems', () => {
  test.each(questions)('that are all there are reads what a key for all reads: %s', async (_, question) => {
    for (const node of NODES) {
      const { ofSystems, ...own } = await read(hub, ALL, { node, ...question });
      expect(own).toEqual(await read(hub, null, { node, ...question }));
      expect(ofSystems).toEqual(ALL);
    }
  });

  test.each(questions)('reads of their agency what they reported themselves: %s', async (_, question) => {
    const systems = ['H26.dvc', 'H26.18.01.so'];
    const answer = await read(hub, systems, { node: 'H26', ...question });
    expect(answer.ofSystems).toEqual(systems);
    expect(JSON.stringify(answer)).not.toContain('vanban');
    if ('series' in answer)
      return expect(SeriesAnswer.parse(answer).series.map(({ total }) => total.reporters)).toEqual([0, 2, 0]);
    expect(nodesOf(answer)).toEqual(['H26 2', 'H26.18 1', 'H26.dvc 1']);
  });

  test('its figures are those of its systems, to the digit, and so are the changes', async () => {
    const then = await totalsOf(hub, ['H26.vanban'], { node: 'H26', asOf: NOW + 1000 });
    const [child] = then.children;
    const balance = ({ cells }: { cells: TotalsAnswer['total']['cells'] }) =>
      cells.find(({ indicator }) => indicator === 'cost.balance')?.value;
    expect([balance(then.total), child && balance(child)]).toEqual(
      Array(2).fill(String(ALL.indexOf('H26.vanban') + 1)),
    );
    expect([then.changes, then.changedSince]).toEqual([1, ['H26.vanban~monthly~2026-10~2']]);
  });

  test('of an agency without any of them there is nothing, and a page goes on behind its cursor', async () => {
    expect(nodesOf(await totalsOf(hub, ['H26.dvc'], { node: 'H26.05' }))).toEqual(['H26.05 0']);
    const behind = await totalsOf(hub, ['H26.dvc', 'H26.18.dvc'], { node: 'H26', after: 'H26.18' });
    expect(nodesOf(behind)).toEqual(['H26 2', 'H26.dvc 1']);
  });

  test('a system that moved is read where it was in the period', async () => {
    const moved = fakeHub();
    await moved.submit(report({ system: 'H49.lgsp' }));
    await moved.drain();
    expect(nodesOf(await totalsOf(moved, ['H49.lgsp'], { node: 'G06' }))).toEqual(['G06 1', 'H49.lgsp 1']);
    expect(nodesOf(await totalsOf(moved, ['H49.lgsp'], { node: 'H49' }))).toEqual(['H49 0']);
    const later = system('H49.lgsp', [{ from: '2021-01-01', to: null, agency: 'H49' }]);
    await moved.registry.writeRecords(
      [{ kind: 'system', id: later.id, body: later }],
      new Date(NOW).toISOString(),
    );
    expect(nodesOf(await totalsOf(moved, ['H49.lgsp'], { node: 'H49' }))).toEqual(['H49 1', 'H49.lgsp 1']);
  });
});

test('more periods than such a key reads in the time of a call are refused, with how many it may ask for', async () => {
  const many = Array.from({ length: 200 }, (_, at) => `H26.s${at}`);
  const asked = { dataset: 'monthly', asOf: null, after: null, afterChange: null, node: 'H26' };
  const answerTo = async (period: string, systems: string[]) =>
    readTotals(hub.readPorts, credential({ systems }), { ...asked, period }, NOW + 600_000);
  expect((await answerTo('2025-09..2026-11', many)).ok).toBe(true);
  expect(await answerTo('2025-08..2026-11', many)).toMatchObject({
    problem: {
      findings: [{ code: 'too-many-for-systems', details: { count: 16, limit: 15, systems: 200 } }],
    },
  });
  // Years are as many of the dataset's own periods.
  expect((await answerTo('2025..2026', many)).ok).toBe(false);
  expect((await answerTo('2022-01..2026-11', many.slice(0, 50))).ok).toBe(true);
});
