/**
 * The hub beside the usual design, in one run. Units are counted by AWS's rules on the real items; time is virtual;
 * dollars are at the list prices of prices.ts.
 */
import Table from 'cli-table3';
import { shown } from '../figures.ts';
import type { Part } from '../parts.ts';
import { prices } from '../prices.ts';
import { crossCheck } from './cross-check.ts';
import { figuresOf, type Result } from './figures.ts';
import { consumerMemory, type Memory, scenes } from './memory.ts';
import { rowsOf } from './rows.ts';
import type { Cost } from './run.ts';

const head = [
  ...['workload', 'design', 'write u.', 'less nodes', 'read u.', 'calls', 'failed', 'CPU µs'],
  ...['wall s', 'fresh p95 / last', '$ per 10⁶'],
];

function cellsOf(cost: Cost): string[] {
  const each = (amount: number): string => shown(amount / cost.submissions);
  const { all, totals, conflicts, fresh } = cost;
  return [
    cost.design,
    each(all.writeUnits),
    // A short stretch of a trickle writes far fewer units than there are nodes.
    all.writeUnits < totals.items ? '' : each(all.writeUnits - totals.items),
    each(all.readUnits),
    each(all.calls),
    `${shown(((all.failedPuts + conflicts) / (all.puts + conflicts)) * 100)} %`,
    shown(cost.cpuMicroseconds),
    shown(cost.wallSeconds),
    `${shown(fresh.p95)} / ${shown(fresh.last)} s`,
    shown(cost.dollarsPerMillion),
  ];
}

function tableOf(results: readonly Result[]): string {
  const table = new Table({ head, style: { head: [], border: [], compact: true } });
  for (const { row, hub, rival } of results) {
    table.push([row.title, ...cellsOf(hub)]);
    if (rival !== null) table.push(['', ...cellsOf(rival)]);
  }
  return `${table.toString()}\nper submission; prices of ${prices.region}, ${prices.asOf}`;
}

/** @param quick leaves out the bursts of 10⁵, and shortens the trickle */
export async function rivalPart(quick: boolean): Promise<Part> {
  const results: Result[] = [];
  for (const row of rowsOf(!quick)) {
    console.error(`  ${row.title} …`);
    results.push({ row, hub: await row.hub(), rival: row.rival === null ? null : await row.rival() });
  }
  const memories: Memory[] = [];
  for (const scene of scenes) {
    console.error(`  memory: ${scene} …`);
    memories.push(await consumerMemory(scene));
  }
  const checked = await crossCheck();
  return {
    figures: figuresOf(results, memories, checked),
    details: {
      prices,
      workloads: results.map(({ row, hub, rival }) => ({ title: row.title, hub, rival })),
      memories,
      crossCheck: checked,
    },
    table: tableOf(results),
  };
}
