/**
 * The hub's own metrics, with their CloudWatch units: namespace `DTM`, dimensions `service` and `stage`. The one list, from which
 * functions, alarms, the dashboard and their tests are made.
 */
export const METRICS_NAMESPACE = 'DTM';
export const METRICS_SERVICE = 'hub';

export const metrics = {
  /** Totals that the sweep found to differ from the ledger, and folded anew. */
  TotalsRepaired: 'Count',
  /** Entries of the ledger that are missing, extra or altered, by their own digest or by the journal, as far as is known. */
  LedgerDamaged: 'Count',
  /** Datasets' periods that a run of the verification did not come to within its 15 minutes. */
  PeriodsNotSwept: 'Count',
  /** 1 where the verification that an operator asked for could not be finished; published by each minute's run that looks for one. */
  VerificationFailed: 'Count',
  /**
   * Of each batch behind the submissions queue, when it has been worked on: the age of its oldest message, counted or given
   * back. The watch sends a message every five minutes, so that silence says that nothing is counted at all.
   */
  TotalsAge: 'Seconds',
  /** 1 when the watch has sent its message: it has another task, whose runs do not hide that this one stopped. */
  HeartbeatsSent: 'Count',
  /** 1 while the registry does not know the prober's key, though there is something to measure. */
  ProberUnregistered: 'Count',
  /** Of the three probes of a minute, how many were not answered as they should be. */
  ProbesFailed: 'Count',
  /**
   * How fast the 1 % of R6 burns: 1 uses it up exactly in time, 100 is a hub that is down. The lesser of an hour's and five
   * minutes' rate, so that it rises within minutes and falls within minutes; planned maintenance does not burn.
   */
  BurnRateFast: 'Count',
  /** The lesser of three days' and six hours' rate. */
  BurnRateSlow: 'Count',
  /** 1 in planned maintenance, 0 outside of it: what maintenance explains does not ring while it is 1. Measured each minute. */
  MaintenanceUnderWay: 'Count',
  /** Planned maintenance past its end that nobody ended. */
  MaintenanceOverdue: 'Count',
  /** Batches that are past the deadline of their state. */
  BatchesOverdue: 'Count',
  /** Quotas of a key or an agency that were used up, once for each container and window. */
  QuotasUsedUp: 'Count',
  /** Calls that a container let in without the store of counts, or limits that it could not read: once in five seconds. */
  QuotasNotCounted: 'Count',
  /** Keys that end within 30 days with no other key to follow them. */
  KeysExpiring: 'Count',
  /** 1 while the newest recovery drill failed, or the running one is past its deadline. */
  DrillFailed: 'Count',
  /** Days by which the newest drill that passed is older than the interval; published by each run, every five minutes. */
  DrillOverdueDays: 'Count',
} as const satisfies Record<string, 'Count' | 'Seconds' | 'Percent'>;

export type MetricName = keyof typeof metrics;
