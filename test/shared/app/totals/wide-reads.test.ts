/** Totals of an agency with 3,000 sub-units: what an answer costs is that of its page, not of the agency's width. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { TotalsQuery } from '../../../../shared/app/totals/read/question.ts';
import { readTotals } from '../../../../shared/app/totals/read-totals.ts';
import { type TotalNode, TotalsAnswer } from '../../../../shared/contract/totals.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { inRounds } from '../../../fakes/rounds.ts';
import { credential } from '../../../fixtures/registry.ts';
import { NOW, PERIOD } from '../../../fixtures/reports.ts';
import { reportVeryWide, veryWide, veryWideSnapshot } from '../../../fixtures/wide.ts';

/** All that reported, by the name of the child of H30 that they are under. */
const children = [...veryWide.communes, ...veryWide.own].sort();
const figures = new Map(
  veryWide.systems.map((id, index) => [
    id.startsWith('H30.s') ? id : id.slice(0, id.lastIndexOf('.')),
    index,
  ]),
);
const balanceOf = ({ cells }: TotalNode) =>
  cells.find(({ indicator }) => indicator === 'cost.balance')?.value;
let hub: FakeHub;

beforeAll(async () => {
  hub = fakeHub(veryWideSnapshot(1));
  await reportVeryWide(hub);
}, 60_000);

async function counted(asked: Partial<TotalsQuery>) {
  const { ports, counts } = inRounds(hub.readPorts);
  const query = {
    dataset: 'monthly',
    period: PERIOD,
    node: 'H30',
    asOf: null,
    after: null,
    afterChange: null,
    ...asked,
  };
  const answer = await readTotals(ports, credential(), query, NOW + 600_000);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return { answer: TotalsAnswer.parse(answer.value), ...counts() };
}

async function everyPage(asked: Partial<TotalsQuery>) {
  const pages: Awaited<ReturnType<typeof counted>>[] = [];
  for (let after: string | null = null, next = true; next; next = after !== null) {
    const page: Awaited<ReturnType<typeof counted>> = await counted({ ...asked, after });
    pages.push(page);
    after = page.answer.next;
  }
  return pages;
}

/** A stock: of the year there is none before its last month is reported. */
describe.each([
  ['stored', {}],
  ['of a coarser period, folded from finer ones', { period: '2026' }],
  ['as of an instant', { asOf: NOW + 60_000 }],
])('totals of an agency with 3,000 children, %s', (_, asked) => {
  const balance = (of?: number) => ('period' in asked ? undefined : String(of));
  test('come page by page, every child once, at the cost of a page', async () => {
    const pages = await everyPage(asked);
    expect(pages.length).toBeGreaterThan(1);
    const found = pages.flatMap(({ answer }) => answer.children);
    expect(found.map((one) => [one.node, one.reporters, balanceOf(one)])).toEqual(
      children.map((node) => [node, 1, balance(figures.get(node))]),
    );
    const sum = (veryWide.systems.length * (veryWide.systems.length - 1)) / 2;
    for (const { answer, all, rounds, most } of pages) {
      expect([answer.total.reporters, balanceOf(answer.total)]).toEqual([
        veryWide.systems.length,
        balance(sum),
      ]);
      expect(rounds).toBeLessThanOrEqual(20);
      expect(all).toBeLessThanOrEqual(250);
      expect(most).toBeLessThanOrEqual(32);
    }
  }, 60_000);
});

test('what has changed a total since an instant is counted, and read page by page in the order of the tree', async () => {
  const ids: string[] = [];
  let pages = 0;
  for (let afterChange: string | null = null, next = true; next; next = afterChange !== null) {
    const { answer } = await counted({ asOf: NOW, afterChange });
    expect([answer.total.reporters, answer.changes]).toEqual([0, veryWide.systems.length]);
    expect(answer.changedSince.length).toBeLessThanOrEqual(1000);
    ids.push(...answer.changedSince);
    afterChange = answer.nextChange;
    pages += 1;
  }
  expect(pages).toBe(4);
  const inOrder = [...veryWide.own, ...veryWide.communes.map((code) => `${code}.motcua`)];
  expect(ids).toEqual(inOrder.map((system) => `${system}~monthly~${PERIOD}~1`));
}, 60_000);
