/** What a coarser period says at each node, by the example of which it was found to be wrong. */
import { expect, test } from 'vitest';
import { readTotals } from '../../../../shared/app/totals/read-totals.ts';
import { SeriesAnswer, TotalsAnswer } from '../../../../shared/contract/totals.ts';
import { type FakeHub, fakeHub } from '../../../fakes/hub.ts';
import { credential } from '../../../fixtures/registry.ts';
import { entry } from '../../../fixtures/reports.ts';

async function read(hub: FakeHub, node: string, period: string) {
  const query = { dataset: 'monthly', period, node, asOf: null, after: null, afterChange: null };
  const answer = await readTotals(hub.readPorts, credential(), query, Date.parse('2027-01-02T00:00:00.000Z'));
  if (!answer.ok) throw new Error(answer.problem.kind);
  return answer.value;
}
const totals = async (hub: FakeHub, node: string, period: string) =>
  TotalsAnswer.parse(await read(hub, node, period));

/** Three systems of H26: the first reports in October alone, the second in November, the third in December and before. */
async function reported(): Promise<FakeHub> {
  const hub = fakeHub();
  const all: [string, string, string][] = [
    ['2026-10', 'H26.dvc', '7'],
    ['2026-11', 'H26.vanban', '100'],
    ['2026-10', 'H26.05.x', '1'],
    ['2026-12', 'H26.05.x', '20'],
  ];
  for (const [period, system, value] of all) {
    const cells = { 'cost.balance': value, 'load.peak': value, 'software.version': '1' };
    const one = entry({ period, system, cells });
    await hub.ledger.putEntry(one);
    await hub.queue.sendEntry(one);
  }
  await hub.drain();
  return hub;
}

const figuresOf = ({ total, children }: TotalsAnswer) =>
  [total, ...children].map(({ node, reporters, cells }) => [
    node,
    reporters,
    Object.fromEntries(cells.map((cell) => [cell.indicator, [cell.value, cell.reporters ?? reporters]])),
  ]);

test('a stock of a quarter is that of its last month for everybody, and reporters are those of all three', async () => {
  const hub = await reported();
  const answer = await totals(hub, 'H26', '2026-Q4');
  expect([answer.foldedFrom, answer.stocksFrom]).toEqual([['2026-10', '2026-11', '2026-12'], '2026-12']);
  expect(figuresOf(answer)).toEqual([
    ['H26', 3, { 'cost.balance': ['20', 1], 'load.peak': ['100', 3] }],
    ['H26.05', 1, { 'cost.balance': ['20', 1], 'load.peak': ['20', 1] }],
    ['H26.dvc', 1, { 'load.peak': ['7', 1] }],
    ['H26.vanban', 1, { 'load.peak': ['100', 1] }],
  ]);
  expect(figuresOf(await totals(hub, 'VN', '2026-Q4'))[0]).toEqual([
    'VN',
    3,
    { 'cost.balance': ['20', 1], 'load.peak': ['100', 3] },
  ]);
});

test('a month has its own figures, and the latest of each system at the system alone', async () => {
  const answer = await totals(await reported(), 'H26', '2026-10');
  expect([answer.foldedFrom, answer.stocksFrom]).toEqual([[], null]);
  expect(figuresOf(answer)).toEqual([
    ['H26', 2, { 'cost.balance': ['8', 2], 'load.peak': ['7', 2] }],
    ['H26.05', 1, { 'cost.balance': ['1', 1], 'load.peak': ['1', 1] }],
    ['H26.dvc', 1, { 'cost.balance': ['7', 1], 'load.peak': ['7', 1], 'software.version': ['1', 1] }],
  ]);
});

test('a quarter that has not come to its last month has no stock yet, and a series says of each where its stocks are from', async () => {
  const hub = await reported();
  const { series } = SeriesAnswer.parse(await read(hub, 'H26', '2026-Q4..2027-Q1'));
  expect(series.map((one) => [one.period, one.stocksFrom, one.total.reporters])).toEqual([
    ['2026-Q4', '2026-12', 3],
    ['2027-Q1', '2027-03', 0],
  ]);
});
