/**
 * How long a run of a schedule may keep others from its work, in milliseconds: longer than any invocation can live, so that
 * who holds a lease that is over is dead. test/infra/leases.test.ts holds it against the timeouts of the functions.
 */
export const LEASE_MS = 16 * 60_000;
