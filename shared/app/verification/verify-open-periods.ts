/**
 * The scheduled verification, which is also the sweep: every dataset, every period that still takes submissions or did
 * until the day before yesterday. What a crash left unfolded, or an entry whose message was never sent, differs here and
 * is folded; were a period left alone as soon as it closes, what came in its last hour never would be.
 */
import type { Calendar, Dataset } from '../../contract/registry.ts';
import { foldOfCatalogue } from '../../domain/registry/cell.ts';
import { HOUR } from '../../domain/values/duration.ts';
import { openPeriods, type Period, readPeriod } from '../../domain/values/period.ts';
import type { ReadCalendar, ReadCatalogue } from '../ports/registry.ts';
import type { Repair } from './repair-totals.ts';
import { type RepairPorts, type RepairReport, verifyAndRepair } from './verify-and-repair.ts';
import { fromTheStart, type Progress } from './verify-totals.ts';

export type VerifyOpenPorts = Omit<RepairPorts, 'foldOf'> & {
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
};

export type Sweep = {
  readonly report: RepairReport;
  readonly repairs: readonly Repair[];
  /** How many datasets and periods are still to come, this one too where it is not done. */
  readonly remaining: number;
};

/** One dataset and period, open or not, or every open one. */
export type SweepOrder = { readonly dataset: string; readonly period: string } | null;

/** What earlier runs of the same sweep have done, and where to note what this one does. */
export type SweepRun = {
  /** Which periods are its business. */
  readonly takes: (period: Period) => boolean;
  /** Datasets and periods: `etx-live#2026-11`. */
  readonly isDone: (place: string) => boolean;
  /** What has killed a run comes last. */
  readonly isLate: (place: string) => boolean;
  readonly progressOf: (place: string) => Progress;
  readonly goOn: () => boolean;
};

const never = () => false;
/** Everything, in one run, as long as there is time for another agency. */
export const inOneRun = (goOn: () => boolean = () => true): SweepRun => ({
  takes: () => true,
  isDone: never,
  isLate: never,
  progressOf: () => fromTheStart,
  goOn,
});

/** So long after its close a period is still swept: long enough for runs that end early to have had their turn. */
const AFTER_CLOSE = 48 * HOUR;

export const sweepPlace = (dataset: string, period: string): string => `${dataset}#${period}`;

/**
 * Yields as soon as a dataset's period is compared and repaired; `now` in milliseconds decides which are open. First
 * comes what ends or ended about now: there most of what is new is.
 */
export async function* sweepOpenPeriods(
  ports: VerifyOpenPorts,
  now: number,
  order: SweepOrder = null,
  run: SweepRun = inOneRun(),
): AsyncGenerator<Sweep> {
  const [catalogue, calendar] = await Promise.all([ports.readCatalogue(), ports.readCalendar()]);
  const all = { ...ports, foldOf: foldOfCatalogue(catalogue.value) };
  const chosen = [...catalogue.value.datasets.values()].flatMap(({ dataset }) => {
    const asked = order?.dataset === dataset.id ? readPeriod(order.period, calendar) : null;
    const periods = order === null ? sweptPeriods(dataset, calendar, now) : asked ? [asked] : [];
    return periods.map((period) => ({ dataset, period, place: sweepPlace(dataset.id, period.id) }));
  });
  if (order !== null && chosen.length === 0)
    throw new Error(`there is no dataset ${order.dataset} with a period ${order.period}`);
  const fromNow = ({ to }: Period): number => Math.abs(Date.parse(to) - now);
  const toDo = chosen
    .filter(({ period, place }) => run.takes(period) && !run.isDone(place))
    .sort(
      (a, b) =>
        Number(run.isLate(a.place)) - Number(run.isLate(b.place)) || fromNow(a.period) - fromNow(b.period),
    );
  let remaining = toDo.length;
  for (const { dataset, period, place } of toDo) {
    const snapshot = await ports.readSnapshot();
    const at = { dataset, period, snapshot };
    const report = await verifyAndRepair(all, at, run.progressOf(place), run.goOn);
    if (report.left === 0) remaining -= 1;
    yield { report, repairs: report.repairs, remaining };
    if (report.left > 0 || !run.goOn()) return;
  }
}

function sweptPeriods({ periodKind }: Dataset, calendar: Calendar, now: number): Period[] {
  const before = openPeriods(periodKind, calendar, now - AFTER_CLOSE);
  const open = openPeriods(periodKind, calendar, now);
  const isOpen = new Set(open.map(({ id }) => id));
  return [...before.filter(({ id }) => !isOpen.has(id)), ...open];
}
