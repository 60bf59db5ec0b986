/** The units that workloads take, counted by AWS's rules on the real items, in virtual time. */
import Table from 'cli-table3';
import { shown } from '../figures.ts';
import type { Part } from '../parts.ts';
import { crossCheck } from './cross-check.ts';
import { figuresOf, type Result } from './figures.ts';
import { consumerMemory, type Memory, scenes } from './memory.ts';
import { rowsOf } from './rows.ts';

const head = ['workload', 'write u.', 'less nodes', 'read u.', 'calls', 'failed', 'fresh p95 / last'];

function tableOf(results: readonly Result[]): string {
  const table = new Table({ head, style: { head: [], border: [], compact: true } });
  for (const { title, cost } of results) {
    const each = (amount: number): string => shown(amount / cost.submissions);
    const { all, totals, fresh } = cost;
    table.push([
      title,
      each(all.writeUnits),
      // A short stretch of a trickle writes far fewer units than there are nodes.
      all.writeUnits < totals.items ? '' : each(all.writeUnits - totals.items),
      each(all.readUnits),
      each(all.calls),
      `${shown((all.failedPuts / all.puts) * 100)} %`,
      `${shown(fresh.p95)} / ${shown(fresh.last)} s`,
    ]);
  }
  return `${table.toString()}\nper submission`;
}

/** @param quick leaves out the bursts of 10⁵, and shortens the trickle */
export async function unitsPart(quick: boolean): Promise<Part> {
  const results: Result[] = [];
  for (const { title, run } of rowsOf(!quick)) {
    console.error(`  ${title} …`);
    results.push({ title, cost: await run() });
  }
  const memories: Memory[] = [];
  for (const scene of scenes) {
    console.error(`  memory: ${scene} …`);
    memories.push(await consumerMemory(scene));
  }
  const checked = await crossCheck();
  return {
    figures: figuresOf(results, memories, checked),
    details: { workloads: results, memories, crossCheck: checked },
    table: tableOf(results),
  };
}
