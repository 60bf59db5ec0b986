import * as z from 'zod';
import { wildcard } from './iam/wildcard.ts';
import type { Service } from './wire.ts';

const where = {
  service: z.enum(['dynamodb', 'sqs', 's3', 'secretsmanager']),
  operation: z.string().describe('the API operation, e.g. PutItem; `*` and `?` are wildcards'),
  principal: z.string().optional().describe('session name of the caller, that is, the function'),
  resource: z.string().optional().describe('name of the table, queue, bucket or secret; wildcards'),
  probability: z.number().min(0).max(1).optional().describe('of each matching call; 1 if absent'),
  next: z.int().positive().optional().describe('the rule ends after this many hits'),
};

/**
 * What goes wrong, where and how often. A rule is tried for each allowed call, before the call is carried out. `silence`: the
 * connection stays, and nothing is carried out or said.
 */
export const FaultRule = z.discriminatedUnion('kind', [
  z.strictObject({ ...where, kind: z.literal('throttle') }),
  z.strictObject({ ...where, kind: z.literal('unavailable') }),
  z.strictObject({ ...where, kind: z.literal('silence') }),
  z.strictObject({
    ...where,
    kind: z.literal('lost-answer'),
    answer: z.enum(['cut', 'error']).optional().describe('the connection is cut (default), or a 5xx is sent'),
  }),
  z.strictObject({ ...where, kind: z.literal('delay'), milliseconds: z.number().nonnegative() }),
  z.strictObject({ ...where, kind: z.literal('duplicate') }),
]);
export type FaultRule = z.infer<typeof FaultRule>;

export type Faults = {
  set(rules: readonly FaultRule[]): void;
  /** The rules that hit this call, in their order; their `next` is used up by it. */
  hitting(service: Service, operation: string, principal: string, resource: string): readonly FaultRule[];
};

type Armed = { rule: FaultRule; left: number; operation: RegExp; resource: RegExp };

export function createFaults(random: () => number): Faults {
  let armed: Armed[] = [];
  return {
    set: (rules) => {
      armed = rules.map((rule) => ({
        rule,
        left: rule.next ?? Number.POSITIVE_INFINITY,
        operation: wildcard(rule.operation),
        resource: wildcard(rule.resource ?? '*'),
      }));
    },
    hitting: (service, operation, principal, resource) => {
      if (armed.length === 0) return [];
      const hits: FaultRule[] = [];
      for (const each of armed) {
        const { rule } = each;
        if (rule.service !== service || each.left <= 0) continue;
        if (rule.principal !== undefined && rule.principal !== principal) continue;
        if (!each.operation.test(operation) || !each.resource.test(resource)) continue;
        if (rule.probability !== undefined && random() >= rule.probability) continue;
        each.left -= 1;
        hits.push(rule);
      }
      return hits;
    },
  };
}
