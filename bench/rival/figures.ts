/** The targets of issue 3, and what was measured of each. */
import type { Figure } from '../figures.ts';
import type { CrossCheck } from './cross-check.ts';
import type { Memory } from './memory.ts';
import type { Row } from './rows.ts';
import type { Cost } from './run.ts';

type Result = { readonly row: Row; readonly hub: Cost; readonly rival: Cost | null };

const per = (amount: number, { submissions }: Cost): number => amount / submissions;
const lessNodes = (cost: Cost): number => per(cost.all.writeUnits - cost.totals.items, cost);

export function figuresOf(
  results: readonly Result[],
  memories: readonly Memory[],
  checked: CrossCheck | null,
): Figure[] {
  const of = (start: string): Result | undefined => results.find(({ row }) => row.title.startsWith(start));
  const figures: Figure[] = [];
  const add = (
    id: string,
    title: string,
    value: number,
    unit: string,
    atMost: number | null,
    detail: string,
  ) => figures.push({ id, title, value, unit, target: atMost === null ? null : { atMost }, detail });

  for (const { row, hub } of results) {
    const ledger = per(hub.ledger.writeUnits, hub);
    if (ledger !== 1)
      add('rival.ledger', `ledger writes, ${row.title}`, ledger, '', 1, 'one each is the target');
    const failed = hub.all.failedPuts / hub.all.puts;
    if (failed >= 0.05)
      add(
        'rival.failed',
        `failed puts, ${row.title}`,
        failed * 100,
        '%',
        5,
        `${hub.all.failedPuts} of ${hub.all.puts}`,
      );
  }
  const worst = Math.max(...results.map(({ hub }) => hub.all.failedPuts / hub.all.puts));
  add('rival.failed-most', 'failed puts, worst workload', worst * 100, '%', 5, 'of all conditional puts');
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
  const large = of('burst 100,000, 56 agencies, 7,200');
  if (large !== undefined)
    add(
      'rival.large',
      'write units per report in all, 10⁵',
      per(large.hub.all.writeUnits, large.hub),
      '',
      1.1,
      large.row.title,
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
      'write units a second of the busiest partition key',
      busiest.perSecond,
      '/s',
      500,
      busiest.key,
    );
  for (const { scene, maxRss, before, messages, eventMegabytes } of memories)
    add(
      `rival.memory-${scene}`,
      `memory of the consumer, ${scene}`,
      maxRss,
      'MB',
      256,
      `${messages} messages, ${eventMegabytes} MB of event; ${before} MB before`,
    );
  if (checked !== null)
    figures.push({
      ...{
        id: 'rival.cross-check',
        title: 'writes, counting store ÷ twin',
        unit: '×',
        target: { exactly: 1 },
      },
      value: checked.equal ? 1 : checked.counted.writes / checked.twin.writes,
      detail: `${JSON.stringify(checked.counted)} beside ${JSON.stringify(checked.twin)}`,
    });
  return figures;
}
