/** What CloudWatch would hold: values by namespace, name and dimensions, kept together minute by minute. */

export type MetricName = {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
};

/** The values of one minute. `values` are the first of them only, for percentiles. */
export type MetricMinute = {
  readonly minute: number;
  count: number;
  sum: number;
  minimum: number;
  maximum: number;
  readonly values: number[];
};

export type MetricStore = {
  /** `time` in milliseconds. */
  readonly put: (metric: MetricName, value: number, time: number) => void;
  /** In the order of time, from the minute of `from` until before that of `to`. */
  readonly between: (metric: MetricName, from: number, to: number) => readonly MetricMinute[];
};

export const MINUTE = 60_000;
/** Longest that an alarm looks back; what is older than the newest minute by more is forgotten. */
export const LOOKED_BACK = 26 * 60 * MINUTE;
const MOST_VALUES = 1000;

const keyOf = ({ namespace, name, dimensions }: MetricName): string =>
  JSON.stringify([namespace, name, Object.entries(dimensions).toSorted(([a], [b]) => (a < b ? -1 : 1))]);

export function createMetricStore(): MetricStore {
  const series = new Map<string, Map<number, MetricMinute>>();
  return {
    put: (metric, value, time) => {
      const key = keyOf(metric);
      const minutes = series.get(key) ?? new Map<number, MetricMinute>();
      series.set(key, minutes);
      const minute = Math.floor(time / MINUTE);
      const known = minutes.get(minute);
      if (known === undefined) {
        for (const old of minutes.keys()) if (old < minute - LOOKED_BACK / MINUTE) minutes.delete(old);
        minutes.set(minute, {
          minute,
          count: 1,
          sum: value,
          minimum: value,
          maximum: value,
          values: [value],
        });
        return;
      }
      known.count += 1;
      known.sum += value;
      known.minimum = Math.min(known.minimum, value);
      known.maximum = Math.max(known.maximum, value);
      if (known.values.length < MOST_VALUES) known.values.push(value);
    },
    between: (metric, from, to) =>
      [...(series.get(keyOf(metric))?.values() ?? [])]
        .filter(({ minute }) => minute >= Math.floor(from / MINUTE) && minute < Math.floor(to / MINUTE))
        .toSorted((a, b) => a.minute - b.minute),
  };
}
