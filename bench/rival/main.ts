/**
 * `node bench/rival/main.ts [--full] [--json]`: the hub beside the usual design, in one run; writes reports/rival.json.
 * Units are counted by AWS's rules on the real items; time is virtual; dollars are at the list prices of prices.ts.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { projectDirectory } from '../bundles.ts';
import { type Figure, figureTable, isMet, shown } from '../figures.ts';
import { machine } from '../machine.ts';
import { prices } from '../prices.ts';
import { crossCheck } from './cross-check.ts';
import { figuresOf } from './figures.ts';
import { consumerMemory, type Memory } from './memory.ts';
import { type Row, rowsOf } from './rows.ts';
import type { Cost } from './run.ts';

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});

const results: { row: Row; hub: Cost; rival: Cost | null }[] = [];
for (const row of rowsOf(values.full)) {
  if (values.only !== undefined && !row.title.includes(values.only)) continue;
  console.error(`${row.title} …`);
  results.push({ row, hub: await row.hub(), rival: row.rival === null ? null : await row.rival() });
}
const memories: Memory[] = [];
for (const scene of values.only === undefined ? (['usual', 'cells', 'children'] as const) : []) {
  console.error(`memory: ${scene} …`);
  memories.push(await consumerMemory(scene));
}
const checked = values.only === undefined ? await crossCheck() : null;
const figures: Figure[] = figuresOf(results, memories, checked);

const table = new Table({
  head: [
    'workload',
    'design',
    'write u.',
    'less nodes',
    'read u.',
    'calls',
    'failed',
    'CPU µs',
    'wall s',
    'fresh p95 / last',
    '$ per 10⁶',
  ],
  style: { head: [], border: [] },
});
const lines = (cost: Cost) => {
  const each = (amount: number): string => shown(amount / cost.submissions);
  const { all, totals, conflicts, fresh } = cost;
  return [
    ...[
      cost.design,
      each(all.writeUnits),
      each(all.writeUnits - totals.items),
      each(all.readUnits),
      each(all.calls),
    ],
    ...[
      `${shown(((all.failedPuts + conflicts) / (all.puts + conflicts)) * 100)} %`,
      shown(cost.cpuMicroseconds),
    ],
    ...[
      shown(cost.wallSeconds),
      `${shown(fresh.p95)} / ${shown(fresh.last)} s`,
      shown(cost.dollarsPerMillion),
    ],
  ];
};
for (const { row, hub, rival } of results) {
  table.push([row.title, ...lines(hub)]);
  if (rival !== null) table.push(['', ...lines(rival)]);
}
const result = {
  date: new Date().toISOString(),
  machine: machine(),
  prices,
  figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })),
  workloads: results.map(({ row, hub, rival }) => ({ title: row.title, hub, rival })),
  memories,
  crossCheck: checked,
};
const reports = join(projectDirectory, 'reports');
mkdirSync(reports, { recursive: true });
writeFileSync(join(reports, 'rival.json'), `${JSON.stringify(result, null, 2)}\n`);
if (values.json) console.log(JSON.stringify(result, null, 2));
else {
  console.log(table.toString());
  console.log(figureTable(figures));
  console.log(`prices of ${prices.region}, ${prices.asOf}; all of it in reports/rival.json`);
}
