/**
 * `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10: lists of items by the name of their policy, RFC 9651). What is
 * left is what this container knows, which may be more than there is: the draft gives no guarantee, and so do we.
 */
import type { QuotaStanding } from '../../app/access/quota-gate.ts';
import { DAY, HOUR } from '../../domain/values/duration.ts';

const seconds = { hour: HOUR / 1000, day: DAY / 1000 };

/** As a policy is named: `key-hour`, `agency-day`. */
const policyOf = ({ of, unit }: QuotaStanding): string => `"${of}-${unit}"`;

/** Whole seconds until more may be done, upwards; `now` in milliseconds. */
const reset = ({ until }: QuotaStanding, now: number): number => Math.max(0, Math.ceil((until - now) / 1000));

export const quotaHeaders = (standings: readonly QuotaStanding[], now: number): Record<string, string> =>
  standings.length === 0
    ? {}
    : {
        'RateLimit-Policy': standings
          .map((one) => `${policyOf(one)};q=${one.limit};w=${seconds[one.unit]}`)
          .join(', '),
        RateLimit: standings.map((one) => `${policyOf(one)};r=${one.left};t=${reset(one, now)}`).join(', '),
      };
