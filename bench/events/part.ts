/** Bursts of events and reports: what they cost, and what the configured consumers carry of them. */
import Table from 'cli-table3';
import { capacityOfAggregate } from '../../shared/contract/capacity.ts';
import { shown } from '../figures.ts';
import type { Part } from '../parts.ts';
import { type Cost, type Mapping, measure } from '../units/run.ts';
import { stand } from '../units/standing.ts';
import { coreOf, sustained, waitAfter } from './carry.ts';
import { type Batches, batchesOf } from './cpu.ts';
import { arrivalsOf, type Burst, burstsOf, nationOfBurst, titleOf } from './workload.ts';

/** As bench/units/store.ts answers, and as the consumer calls. */
const CALLING = { parallel: 16, latency: 5 };
const TEN_MINUTES = 600;

type Row = {
  readonly burst: Burst;
  readonly batches: Batches;
  readonly usual: Cost;
  readonly threefold: Cost;
};

function costOf(burst: Burst, batches: Batches, seconds: number, times: number): Promise<Cost> {
  const { concurrency, memory, batch, window } = capacityOfAggregate;
  const mapping: Mapping = {
    consumers: concurrency,
    batch,
    window: window * 1000,
    computing: batches.cpu / batches.calls / coreOf(memory),
  };
  const nation = nationOfBurst(burst);
  const arrivals = arrivalsOf(burst, nation, seconds * burst.perSecond * times, times);
  const { standing } = burst;
  const before =
    standing === null
      ? undefined
      : (client: Parameters<typeof stand>[0]) => stand(client, nation, burst.dataset, standing);
  return measure(nation, arrivals, before, mapping);
}

const head = [
  'burst',
  'write u.',
  'read u.',
  'calls',
  'failed',
  'CPU ms',
  'carried/s',
  'fresh p95, 1×',
  '3×',
  '3× for 10 min',
];

function tableOf(rows: readonly Row[]): string {
  const table = new Table({ head, style: { head: [], border: [], compact: true } });
  for (const { burst, batches, usual, threefold } of rows) {
    const each = (amount: number): string => shown(amount / usual.submissions);
    const carried = sustained(capacityOfAggregate, batches, CALLING);
    table.push([
      titleOf(burst),
      each(usual.all.writeUnits),
      each(usual.all.readUnits),
      each(usual.all.calls),
      `${shown((usual.all.failedPuts / usual.all.puts) * 100)} %`,
      shown(batches.cpu),
      shown(Math.floor(carried)),
      `${shown(usual.fresh.p95)} s`,
      `${shown(threefold.fresh.p95)} s`,
      `${shown(waitAfter(carried, 3 * burst.perSecond, TEN_MINUTES))} s`,
    ]);
  }
  return `${table.toString()}\nper submission; freshness in virtual time, CPU of the configured consumers in it`;
}

/** @param quick two seconds of each burst, of today's systems alone */
export async function eventsPart(quick: boolean): Promise<Part> {
  const seconds = quick ? 2 : 10;
  const rows: Row[] = [];
  for (const burst of burstsOf(!quick)) {
    console.error(`  ${titleOf(burst)} …`);
    const batches = await batchesOf(burst, quick ? 2 : 5);
    const usual = await costOf(burst, batches, seconds, 1);
    rows.push({ burst, batches, usual, threefold: await costOf(burst, batches, seconds, 3) });
  }
  const figures = rows.map(({ burst, batches, usual }) => ({
    id: `events.carried-${burst.dataset}-${burst.systems}`,
    title: `asked ÷ carried, ${titleOf(burst)}`,
    value: burst.perSecond / sustained(capacityOfAggregate, batches, CALLING),
    unit: '',
    target: { atMost: 0.5 },
    detail: `${shown(batches.cpu)} ms of CPU, ${shown(usual.all.calls / usual.submissions)} calls`,
  }));
  return { figures, details: rows, table: tableOf(rows) };
}
