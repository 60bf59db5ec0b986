/**
 * The hub's own metrics, with their CloudWatch units: namespace `DTM`, dimensions `service` and `stage`. The one list, from which
 * functions, alarms, the dashboard and their tests are made.
 */
export const METRICS_NAMESPACE = 'DTM';
export const METRICS_SERVICE = 'hub';

export const metrics = {
  /** Totals that the hourly verification found to differ from the ledger, and folded anew. */
  TotalsRepaired: 'Count',
} as const satisfies Record<string, 'Count' | 'Seconds' | 'Percent'>;

export type MetricName = keyof typeof metrics;
