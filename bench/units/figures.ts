/** What was measured, beside its target. */
import type { Figure } from '../figures.ts';
import type { CrossCheck } from './cross-check.ts';
import type { Memory } from './memory.ts';
import type { Cost } from './run.ts';

export type Result = { readonly title: string; readonly cost: Cost };

const per = (amount: number, { submissions }: Cost): number => amount / submissions;
const lessNodes = (cost: Cost): number => per(cost.all.writeUnits - cost.totals.items, cost);

export function figuresOf(
  results: readonly Result[],
  memories: readonly Memory[],
  checked: CrossCheck,
): Figure[] {
  const of = (start: string): Result | undefined => results.find(({ title }) => title.startsWith(start));
  const figures: Figure[] = [];
  const add = (id: string, title: string, value: number, unit: string, atMost: number, detail: string) =>
    figures.push({ id, title, value, unit, target: { atMost }, detail });
  /** Of all workloads, the one that is worst at it. */
  const worst = (value: (cost: Cost) => number): { most: number; title: string } =>
    results
      .map(({ title, cost }) => ({ most: value(cost), title }))
      .reduce((a, b) => (b.most > a.most ? b : a));

  const ledger = worst((cost) => per(cost.ledger.writeUnits, cost));
  add('units.ledger', 'ledger write units per submission, worst workload', ledger.most, '', 1, ledger.title);
  const failed = worst(({ all }) => (100 * all.failedPuts) / all.puts);
  add('units.failed', 'failed puts, worst workload', failed.most, '%', 5, failed.title);
  for (const agencies of ['56', '1,000', '10,000']) {
    const burst = of(`burst 10,000, ${agencies}`);
    if (burst === undefined) continue;
    const { cost } = burst;
    add(
      `units.burst-${agencies}`,
      `(writes − nodes) per report, 10⁴ in a burst, ${agencies} agencies`,
      lessNodes(cost),
      '',
      1.1,
      `${cost.batches} batches, ${cost.totals.items} nodes`,
    );
  }
  for (const { title, cost } of results.filter((one) => one.title.startsWith('burst 100,000')))
    add(
      `units.large-${title.slice('burst 100,000, '.length).replaceAll(/[ ,]+/g, '-')}`,
      `write units per report in all, ${title}`,
      per(cost.all.writeUnits, cost),
      '',
      1.1,
      `${cost.batches} batches, ${cost.totals.items} nodes: ${per(cost.totals.items, cost).toFixed(2)} of it for the first of each`,
    );
  for (const { title, cost } of results.filter((one) => one.title.startsWith('trickle'))) {
    add(
      'units.trickle-writes',
      `write units per event, ${title}`,
      per(cost.all.writeUnits, cost),
      '',
      4.5,
      `${cost.batches} batches`,
    );
    add(
      'units.trickle-reads',
      `read units per event, ${title}`,
      per(cost.all.readUnits, cost),
      '',
      15,
      `${cost.batches} batches`,
    );
  }
  const busiest = results.map(({ cost }) => cost.busiest).sort((a, b) => b.perSecond - a.perSecond)[0];
  if (busiest !== undefined)
    add(
      'units.partition',
      'write units of the busiest partition key in its busiest second',
      busiest.perSecond,
      '',
      500,
      busiest.key,
    );
  for (const { scene, maxRss, before, messages, eventMegabytes, cpuSeconds } of memories)
    add(
      `units.memory-${scene.replace(' ', '-')}`,
      `memory of the consumer, ${scene}`,
      maxRss,
      'MB',
      256,
      `${messages} messages, ${eventMegabytes} MB of event; ${before} MB before; ${cpuSeconds.toFixed(1)} s of CPU`,
    );
  figures.push({
    id: 'units.cross-check',
    title: 'writes, counting store ÷ twin',
    value: checked.equal ? 1 : checked.counted.writes / checked.twin.writes,
    unit: '×',
    target: { exactly: 1 },
    detail: `${JSON.stringify(checked.counted)} beside ${JSON.stringify(checked.twin)}`,
  });
  return figures;
}
