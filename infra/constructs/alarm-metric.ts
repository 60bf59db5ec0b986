/** What an alarm looks at: a metric, or metric math over several, which CloudWatch evaluates period by period. */
import type { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';

export type MetricOf = {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
};

type Statistic = 'Sum' | 'Maximum' | 'Minimum' | 'Average' | 'SampleCount' | 'p99';

/** Ids are `m0`, `m1` and so on, in the order of `metrics`; ten at most. */
type Calculated = {
  readonly calculated: {
    readonly expression: string;
    readonly metrics: readonly (MetricOf & { readonly statistic: Statistic })[];
  };
};

/** `above`: off when the value is greater; where nothing is measured nothing is wrong. */
type Above = (MetricOf | { readonly sumOf: readonly MetricOf[] } | Calculated) & {
  readonly when: { readonly above: number };
  /** While this is above zero, the alarm says nothing; where it is not measured, it does. */
  readonly silentWhile?: MetricOf;
};

/**
 * `below`: off when the value is less, or nothing is measured, in all of the periods. A period in which the witness was not
 * measured either says nothing: before a hub was there it could not be silent. So no period may be longer than what a new hub
 * takes for its first measurement times one less than their number.
 */
type Below = MetricOf & {
  readonly when: { readonly below: number };
  readonly periods: number;
  /** Is measured in every minute as long as there is a hub, whether or not its functions run. */
  readonly witness: MetricOf;
};

export type AlarmMetricProps = (Above | Below) & {
  readonly statistic: Statistic;
  readonly period: Duration;
};

type Measured = Calculated['calculated'];

export function alarmMetric(props: AlarmMetricProps): IMetric {
  const { expression, metrics } = measured(props);
  const { period } = props;
  const using = metrics.map(
    ({ namespace, metricName, dimensions, statistic }) =>
      new Metric({ namespace, metricName, dimensionsMap: { ...dimensions }, statistic, period }),
  );
  const [only] = using;
  if (only !== undefined && using.length === 1 && expression === 'm0') return only;
  const usingMetrics = Object.fromEntries(using.map((metric, index) => [`m${index}`, metric]));
  return new MathExpression({ expression, usingMetrics, period });
}

function measured(props: AlarmMetricProps): Measured {
  if ('witness' in props) return witnessed(props);
  const value = ofTheAbove(props);
  if (props.silentWhile === undefined) return value;
  // FILL: nobody who says that it is silent is not silence. It stands over a whole period of minutes, as the others do.
  return {
    expression: `IF(FILL(m${value.metrics.length}, 0) > 0, 0, ${value.expression})`,
    metrics: [...value.metrics, { ...props.silentWhile, statistic: 'Maximum' }],
  };
}

function ofTheAbove(props: AlarmMetricProps & Above): Measured {
  if ('calculated' in props) return props.calculated;
  if (!('sumOf' in props)) return { expression: 'm0', metrics: [props] };
  // Metrics that are summed are absent while they are zero: FILL keeps one from taking the other away.
  return {
    expression: props.sumOf.map((_, index) => `FILL(m${index}, 0)`).join(' + '),
    metrics: props.sumOf.map((metric) => ({ ...metric, statistic: props.statistic })),
  };
}

/** 1 for a period that is bad, 0 for one that is not. It is compared, and not added, as a sum may take what is missing for zero. */
const witnessed = (props: AlarmMetricProps & Below): Measured => ({
  expression: `IF(m1 > 0 AND FILL(m0, 0) < ${props.when.below}, 1, 0)`,
  metrics: [props, { ...props.witness, statistic: 'SampleCount' }],
});
