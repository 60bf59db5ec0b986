/** How many batches an agency may have under way: its quota, by its level of agency or its own (ADR 44). */
import { type InForcePorts, limitsInForce, quotasInForce } from '../access/quotas-in-force.ts';
import type { FindAgency } from '../ports/registry.ts';

/** `now` in milliseconds. */
export type MostBatches = (agency: string, now: number) => Promise<number>;

export function mostBatches(ports: InForcePorts & { readonly findAgency: FindAgency }): MostBatches {
  const inForce = quotasInForce(ports);
  return async (agency, now) =>
    (await limitsInForce(ports.findAgency, await inForce(now), agency)).batchesAtOnce;
}
