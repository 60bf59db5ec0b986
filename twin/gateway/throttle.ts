/** The stage's throttling: a token bucket per method setting, filled by `rate` a second up to `burst`. */
import type { Throttle } from './configuration.ts';

/** `now` is in milliseconds. API Gateway throttles by best effort; here the count is exact. */
export function createThrottle(settings: ReadonlyMap<string, Throttle>, now: () => number) {
  const buckets = new Map<string, { tokens: number; at: number }>();
  /** Whether a request to `resource` by `method` may pass; it takes a token if so. */
  return (resource: string, method: string): boolean => {
    const keys = [`${resource} ${method}`, `${resource} *`, `/* ${method}`, '/* *'];
    const key = keys.find((one) => settings.has(one));
    const setting = key === undefined ? undefined : settings.get(key);
    if (key === undefined || setting === undefined) return true;
    const time = now();
    const bucket = buckets.get(key) ?? { tokens: setting.burst, at: time };
    const filled = bucket.tokens + ((time - bucket.at) / 1000) * setting.rate;
    bucket.tokens = Math.min(setting.burst, filled);
    bucket.at = time;
    buckets.set(key, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  };
}
