/** One invocation of `verify`: goes on with the sweep, or does what an operator asked for, and tells what was found. */
import { type SweepJournalPorts, sweepJournal } from './journal-check/sweep-journal.ts';
import { advanceSweep, type SweepPorts, sweepLanes } from './sweep.ts';
import { inOneRun, type Sweep, sweepOpenPeriods } from './verify-open-periods.ts';

/** `source` is `schedule` when the clock asks. Without a dataset and period it is a sweep, begun at once. */
export type VerifyOrder = { readonly source?: string; readonly dataset?: string; readonly period?: string };

export type VerifyPortsOfRun = {
  readonly ports: SweepPorts;
  /** What a sweep reads by, if not by these. */
  readonly sweepPorts: SweepPorts;
  readonly journalPorts: SweepJournalPorts;
  /** Leaves a line in the log. */
  readonly say: (line: object) => void;
  readonly publish: (metrics: {
    TotalsRepaired?: number;
    PeriodsNotSwept?: number;
    LedgerDamaged?: number;
  }) => void;
};

export type VerifyAnswer = {
  readonly periods: number;
  readonly repaired: number;
  readonly complete: boolean;
};

/**
 * Leaves one `totals-verified` line per dataset and period, with what differed and was folded anew, and names entries whose
 * content does not give their digest; a `journal-checked` line where the ledger is not what the journal says. Throws at its end
 * when a total could not be repaired, or an agency not be compared, which raises the alarm.
 */
export async function runVerification(
  { ports, sweepPorts, journalPorts, say, publish }: VerifyPortsOfRun,
  { source, dataset, period }: VerifyOrder,
  goOn: () => boolean,
): Promise<VerifyAnswer> {
  const wrong: string[] = [];
  let [periods, repaired, damaged] = [0, 0, 0];
  const tell = ({ report, repairs }: Sweep): void => {
    const { national: _, differences, ...figures } = report;
    say({ event: 'totals-verified', ...figures, differences: differences.map(({ node }) => node), repairs });
    for (const one of [...report.stuck, ...report.failed])
      wrong.push(`${report.dataset} ${report.period} ${one}`);
    [periods, repaired] = [periods + 1, repaired + report.differenceCount];
    damaged += report.damagedCount;
  };
  let left = 0;
  if (dataset !== undefined && period !== undefined) {
    const order = { dataset, period };
    for await (const sweep of sweepOpenPeriods(ports, ports.now(), order, inOneRun(goOn))) {
      tell(sweep);
      left = sweep.remaining;
    }
    publish({ TotalsRepaired: repaired, LedgerDamaged: damaged });
  } else {
    let [atWork, busy] = [false, false];
    for (const lane of sweepLanes) {
      const sweeps = advanceSweep(sweepPorts, { lane, goOn, isAsked: source !== 'schedule' });
      let remaining = 0;
      let next = await sweeps.next();
      for (; !next.done; next = await sweeps.next()) {
        tell(next.value);
        remaining = next.value.remaining;
      }
      if (next.value === 'unfinished')
        say({ event: 'totals-verification-stopped', lane, periods, remaining });
      left += remaining;
      busy ||= next.value === 'busy';
      atWork ||= next.value === 'finished' || next.value === 'unfinished';
    }
    // What is left of a sweep that another run is at, that run tells.
    if (atWork) publish({ TotalsRepaired: repaired, ...(!busy && { PeriodsNotSwept: left }) });
    const { faultCount, faults } = await sweepJournal(journalPorts, { goOn, isAsked: source !== 'schedule' });
    if (faultCount > 0) say({ event: 'journal-checked', faultCount, faults });
    publish({ LedgerDamaged: damaged + faultCount });
    if (!atWork) return { periods, repaired, complete: !busy };
    if (busy) left = Math.max(1, left);
  }
  if (wrong.length > 0) throw new Error(`totals that stay wrong or were not compared: ${wrong.join(', ')}`);
  return { periods, repaired, complete: left === 0 };
}
