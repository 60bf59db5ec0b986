/** The scheduled verification: every dataset, every period that still takes submissions. */
import { foldOfCatalogue } from '../domain/cell.ts';
import { openPeriods } from '../domain/period.ts';
import type { ReadSnapshot } from './aggregate-batch.ts';
import type { ReadCalendar, ReadCatalogue } from './registry-ports.ts';
import { type VerifyPorts, type VerifyReport, verifyTotals } from './verify-totals.ts';

export type VerifyOpenPorts = Omit<VerifyPorts, 'foldOf'> & {
  readonly readSnapshot: ReadSnapshot;
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
};

/** Yields a report as soon as a dataset's period is compared; `now` in milliseconds decides which are open. */
export async function* verifyOpenPeriods(ports: VerifyOpenPorts, now: number): AsyncGenerator<VerifyReport> {
  const [snapshot, catalogue, calendar] = await Promise.all([
    ports.readSnapshot(),
    ports.readCatalogue(),
    ports.readCalendar(),
  ]);
  const foldOf = foldOfCatalogue(catalogue.value);
  for (const { dataset } of catalogue.value.datasets.values()) {
    for (const period of openPeriods(dataset.periodKind, calendar, now)) {
      yield await verifyTotals({ ...ports, foldOf }, snapshot, dataset.id, period);
    }
  }
}
