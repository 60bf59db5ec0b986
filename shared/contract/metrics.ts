/**
 * The hub's own metrics, with their CloudWatch units: namespace `DTM`, dimensions `service` and `stage`. The one list, from which
 * functions, alarms, the dashboard and their tests are made.
 */
export const METRICS_NAMESPACE = 'DTM';
export const METRICS_SERVICE = 'hub';

export const metrics = {
  /** Totals that the hourly verification found to differ from the ledger, and folded anew. */
  TotalsRepaired: 'Count',
  /** Datasets' periods that a run of the verification did not come to within its 15 minutes. */
  PeriodsNotSwept: 'Count',
  /**
   * Of each batch behind the submissions queue, when it has been worked on: the age of its oldest message, counted or given
   * back. The watch sends a message every five minutes, so that silence says that nothing is counted at all.
   */
  TotalsAge: 'Seconds',
  /** Keys that end within 30 days with no other key to follow them. */
  KeysExpiring: 'Count',
  /** 1 while the newest recovery drill failed, or the running one is past its deadline. */
  DrillFailed: 'Count',
  /** Days by which the newest drill that passed is older than the interval; published by each run, every five minutes. */
  DrillOverdueDays: 'Count',
} as const satisfies Record<string, 'Count' | 'Seconds' | 'Percent'>;

export type MetricName = keyof typeof metrics;
