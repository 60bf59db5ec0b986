/** The targets of issue 3, and what was measured of each. */
import type { Figure } from '../figures.ts';
import type { CrossCheck } from './cross-check.ts';
import type { Memory } from './memory.ts';
import type { Row } from './rows.ts';
import type { Cost } from './run.ts';

export type Result = { readonly row: Row; readonly hub: Cost; readonly rival: Cost | null };

const per = (amount: number, { submissions }: Cost): number => amount / submissions;
const lessNodes = (cost: Cost): number => per(cost.all.writeUnits - cost.totals.items, cost);

export function figuresOf(
  results: readonly Result[],
  memories: readonly Memory[],
  checked: CrossCheck,
): Figure[] {
  const of = (start: string): Result | undefined => results.find(({ row }) => row.title.startsWith(start));
  const figures: Figure[] = [];
  const add = (id: string, title: string, value: number, unit: string, atMost: number, detail: string) =>
    figures.push({ id, title, value, unit, target: { atMost }, detail });
  /** Of all workloads, the one that is worst at it. */
  const worst = (value: (cost: Cost) => number): { most: number; title: string } =>
    results
      .map(({ row, hub }) => ({ most: value(hub), title: row.title }))
      .reduce((a, b) => (b.most > a.most ? b : a));

  const ledger = worst((cost) => per(cost.ledger.writeUnits, cost));
  add('rival.ledger', 'ledger write units per submission, worst workload', ledger.most, '', 1, ledger.title);
  const failed = worst(({ all }) => (100 * all.failedPuts) / all.puts);
  add('rival.failed', 'failed puts, worst workload', failed.most, '%', 5, failed.title);
  for (const agencies of ['56', '1,000', '10,000']) {
    const burst = of(`burst 10,000, ${agencies}`);
    if (burst === undefined) continue;
    const { hub, rival } = burst;
    add(
      `rival.burst-${agencies}`,
      `(writes − nodes) per report, 10⁴ in a burst, ${agencies} agencies`,
      ...([lessNodes(hub), '', 1.1, `${hub.batches} batches, ${hub.totals.items} nodes`] as const),
    );
    if (rival !== null)
      add(
        `rival.advantage-${agencies}`,
        `hub ÷ rival, write units, 10⁴, ${agencies} agencies`,
        hub.all.writeUnits / rival.all.writeUnits,
        '×',
        0.1,
        `${per(hub.all.writeUnits, hub).toFixed(2)} beside ${per(rival.all.writeUnits, rival).toFixed(1)}`,
      );
  }
  for (const { row, hub } of results.filter((one) => one.row.title.startsWith('burst 100,000')))
    add(
      `rival.large-${row.title.slice('burst 100,000, '.length).replaceAll(/[ ,]+/g, '-')}`,
      `write units per report in all, ${row.title}`,
      per(hub.all.writeUnits, hub),
      '',
      1.1,
      `${hub.batches} batches, ${hub.totals.items} nodes: ${per(hub.totals.items, hub).toFixed(2)} of it for the first of each`,
    );
  for (const { row, hub } of results.filter((one) => one.row.title.startsWith('trickle'))) {
    add(
      'rival.trickle-writes',
      `write units per event, ${row.title}`,
      per(hub.all.writeUnits, hub),
      '',
      4.5,
      `${hub.batches} batches`,
    );
    add(
      'rival.trickle-reads',
      `read units per event, ${row.title}`,
      per(hub.all.readUnits, hub),
      '',
      15,
      `$${hub.dollarsPerMillion.toFixed(2)} per million`,
    );
  }
  const busiest = results.map(({ hub }) => hub.busiest).sort((a, b) => b.perSecond - a.perSecond)[0];
  if (busiest !== undefined)
    add(
      'rival.partition',
      'write units of the busiest partition key in its busiest second',
      busiest.perSecond,
      '',
      500,
      busiest.key,
    );
  for (const { scene, maxRss, before, messages, eventMegabytes, cpuSeconds } of memories)
    add(
      `rival.memory-${scene.replace(' ', '-')}`,
      `memory of the consumer, ${scene}`,
      maxRss,
      'MB',
      256,
      `${messages} messages, ${eventMegabytes} MB of event; ${before} MB before; ${cpuSeconds.toFixed(1)} s of CPU`,
    );
  figures.push({
    id: 'rival.cross-check',
    title: 'writes, counting store ÷ twin',
    value: checked.equal ? 1 : checked.counted.writes / checked.twin.writes,
    unit: '×',
    target: { exactly: 1 },
    detail: `${JSON.stringify(checked.counted)} beside ${JSON.stringify(checked.twin)}`,
  });
  return figures;
}
