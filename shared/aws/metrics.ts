/** Metrics as lines of the log, from which CloudWatch makes them (embedded metric format): no call, no right. */
import { Metrics } from '@aws-lambda-powertools/metrics';
import { METRICS_NAMESPACE, METRICS_SERVICE, type MetricName, metrics } from '../contract/metrics.ts';

export type PublishMetrics = (values: Partial<Record<MetricName, number>>) => void;

/** One line for all of `values`. */
export function publishMetrics(stage: string): PublishMetrics {
  const sink = new Metrics({
    namespace: METRICS_NAMESPACE,
    serviceName: METRICS_SERVICE,
    defaultDimensions: { stage },
  });
  return (values) => {
    for (const [name, value] of Object.entries(values))
      sink.addMetric(name, metrics[name as MetricName], value);
    sink.publishStoredMetrics();
  };
}
