/** One invocation of `verify`: goes on with the sweep, or does what an operator asked for, and tells what was found. */
import { advanceSweep, type SweepPorts } from './sweep.ts';
import { inOneRun, type Sweep, sweepOpenPeriods } from './verify-open-periods.ts';

/** `source` is `schedule` when the clock asks. Without a dataset and period it is a sweep, begun at once. */
export type VerifyOrder = { readonly source?: string; readonly dataset?: string; readonly period?: string };

export type VerifyPortsOfRun = {
  readonly ports: SweepPorts;
  /** What a sweep reads by, if not by these. */
  readonly sweepPorts: SweepPorts;
  /** Leaves a line in the log. */
  readonly say: (line: object) => void;
  readonly publish: (metrics: { TotalsRepaired: number; PeriodsNotSwept?: number }) => void;
};

export type VerifyAnswer = {
  readonly periods: number;
  readonly repaired: number;
  readonly complete: boolean;
};

/**
 * Leaves one `totals-verified` line per dataset and period, with what differed and was folded anew. Throws at its end
 * when a total could not be repaired, or an agency not be compared, which raises the alarm.
 */
export async function runVerification(
  { ports, sweepPorts, say, publish }: VerifyPortsOfRun,
  { source, dataset, period }: VerifyOrder,
  goOn: () => boolean,
): Promise<VerifyAnswer> {
  const wrong: string[] = [];
  let [periods, repaired, left] = [0, 0, 0];
  const tell = ({ report, repairs, remaining }: Sweep): void => {
    const { national: _, differences, ...figures } = report;
    say({ event: 'totals-verified', ...figures, differences: differences.map(({ node }) => node), repairs });
    for (const one of [...report.stuck, ...report.failed])
      wrong.push(`${report.dataset} ${report.period} ${one}`);
    [periods, repaired, left] = [periods + 1, repaired + report.differenceCount, remaining];
  };
  const isOrder = dataset !== undefined && period !== undefined;
  if (isOrder) {
    const order = { dataset, period };
    for await (const sweep of sweepOpenPeriods(ports, ports.now(), order, inOneRun(goOn))) tell(sweep);
  } else {
    const sweeps = advanceSweep(sweepPorts, { goOn, isAsked: source !== 'schedule' });
    let next = await sweeps.next();
    for (; !next.done; next = await sweeps.next()) tell(next.value);
    if (next.value === 'busy') return { periods, repaired, complete: false };
    if (next.value === 'not due') return { periods, repaired, complete: true };
    if (next.value === 'unfinished') say({ event: 'totals-verification-stopped', periods, remaining: left });
  }
  publish({ TotalsRepaired: repaired, ...(!isOrder && { PeriodsNotSwept: left }) });
  if (wrong.length > 0) throw new Error(`totals that stay wrong or were not compared: ${wrong.join(', ')}`);
  return { periods, repaired, complete: left === 0 };
}
