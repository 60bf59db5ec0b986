/**
 * The scheduled verification, which is also the sweep: every dataset, every period that still takes submissions or did
 * until the day before yesterday. What a crash left unfolded, or an entry whose message was never sent, differs here and
 * is folded; were a period left alone as soon as it closes, what came in its last hour never would be.
 */
import type { Calendar, Dataset } from '../contract/registry.ts';
import { foldOfCatalogue } from '../domain/cell.ts';
import { openPeriods, type Period, readPeriod } from '../domain/period.ts';
import type { ReadSnapshot } from './aggregate-batch.ts';
import type { FoldPorts } from './fold-node.ts';
import type { ReadCalendar, ReadCatalogue } from './registry-ports.ts';
import { type Repair, repairTotals } from './repair-totals.ts';
import { type VerifyPorts, type VerifyReport, verifyTotals } from './verify-totals.ts';

export type VerifyOpenPorts = Omit<VerifyPorts & FoldPorts, 'foldOf'> & {
  readonly readSnapshot: ReadSnapshot;
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
};

export type Sweep = {
  readonly report: VerifyReport;
  readonly repairs: readonly Repair[];
  /** How many datasets and periods are still to come. */
  readonly remaining: number;
};

/** One dataset and period, open or not, or every open one. */
export type SweepOrder = { readonly dataset: string; readonly period: string } | null;

const HOUR = 3_600_000;
/** So long after its close a period is still swept: long enough for runs that end early to have had their turn. */
const AFTER_CLOSE = 48 * HOUR;

/**
 * Yields as soon as a dataset's period is compared and repaired; `now` in milliseconds decides which are open. Each hour
 * begins with another one, so that a run that has to end early has its turn at all of them within a day.
 */
export async function* sweepOpenPeriods(
  ports: VerifyOpenPorts,
  now: number,
  order: SweepOrder = null,
): AsyncGenerator<Sweep> {
  const [snapshot, catalogue, calendar] = await Promise.all([
    ports.readSnapshot(),
    ports.readCatalogue(),
    ports.readCalendar(),
  ]);
  const all = { ...ports, foldOf: foldOfCatalogue(catalogue.value) };
  const chosen = [...catalogue.value.datasets.values()].flatMap(({ dataset }) => {
    const asked = order?.dataset === dataset.id ? readPeriod(order.period, calendar) : null;
    const periods = order === null ? sweptPeriods(dataset, calendar, now) : asked ? [asked] : [];
    return periods.map((period) => ({ dataset, period }));
  });
  if (order !== null && chosen.length === 0)
    throw new Error(`there is no dataset ${order.dataset} with a period ${order.period}`);
  const first = Math.floor(now / HOUR) % Math.max(1, chosen.length);
  let remaining = chosen.length;
  for (const { dataset, period } of [...chosen.slice(first), ...chosen.slice(0, first)]) {
    remaining -= 1;
    const report = await verifyTotals(all, snapshot, dataset, period);
    const wrong = report.differences.map(({ node }) => node);
    const repairs = await repairTotals(all, snapshot, dataset, period, wrong);
    yield { report, repairs, remaining };
  }
}

function sweptPeriods({ periodKind }: Dataset, calendar: Calendar, now: number): Period[] {
  const before = openPeriods(periodKind, calendar, now - AFTER_CLOSE);
  const open = openPeriods(periodKind, calendar, now);
  const isOpen = new Set(open.map(({ id }) => id));
  return [...before.filter(({ id }) => !isOpen.has(id)), ...open];
}
