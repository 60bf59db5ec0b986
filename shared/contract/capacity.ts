/** How many of a function may run at once where that is fixed: the template takes it from here, and `dtm preflight`. */

/**
 * The consumers of the submissions queue: `window` in seconds, `memory` in MB, of which 1,769 buy a whole core: they compute more than
 * they wait (ADR 45). Few and large batches keep the roll-up cheap (DESIGN §2).
 */
export const capacityOfAggregate = { concurrency: 2, memory: 1769, batch: 1000, window: 2 } as const;

/**
 * What `reserveConcurrency` sets aside. `aggregate` never has more from its queue (`maxConcurrency`); a late run of the prober may meet
 * the next minute's.
 */
export const reservedConcurrency = { aggregate: capacityOfAggregate.concurrency, prober: 2 } as const;
