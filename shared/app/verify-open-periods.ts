/**
 * The scheduled verification, which is also the sweep: every dataset, every period that still takes submissions. What
 * a crash left unfolded, or an entry whose message was never sent, differs here and is folded.
 */
import { foldOfCatalogue } from '../domain/cell.ts';
import { openPeriods } from '../domain/period.ts';
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

export type Sweep = { readonly report: VerifyReport; readonly repairs: readonly Repair[] };

/** Yields as soon as a dataset's period is compared and repaired; `now` in milliseconds decides which are open. */
export async function* sweepOpenPeriods(ports: VerifyOpenPorts, now: number): AsyncGenerator<Sweep> {
  const [snapshot, catalogue, calendar] = await Promise.all([
    ports.readSnapshot(),
    ports.readCatalogue(),
    ports.readCalendar(),
  ]);
  const all = { ...ports, foldOf: foldOfCatalogue(catalogue.value) };
  for (const { dataset } of catalogue.value.datasets.values()) {
    for (const period of openPeriods(dataset.periodKind, calendar, now)) {
      const report = await verifyTotals(all, snapshot, dataset, period);
      const wrong = report.differences.map(({ node }) => node);
      yield { report, repairs: await repairTotals(all, snapshot, dataset, period, wrong) };
    }
  }
}
