import { METRICS_NAMESPACE, METRICS_SERVICE, type MetricName } from '../../shared/contract/metrics.ts';
import type { Settings } from '../settings.ts';
import type { MetricOf } from './alarm-metric.ts';

/** One of the hub's own metrics, as `shared/aws/metrics.ts` publishes it. */
export const hubMetric = ({ stage }: Settings, metricName: MetricName): MetricOf => ({
  namespace: METRICS_NAMESPACE,
  metricName,
  dimensions: { service: METRICS_SERVICE, stage },
});
