/** How many of a function may run at once where that is fixed: the template takes it from here, and `dtm preflight`. */

/**
 * What `reserveConcurrency` sets aside. `aggregate` never has more from its queue (`maxConcurrency`); a late run of the prober may meet
 * the next minute's.
 */
export const reservedConcurrency = { aggregate: 2, prober: 2 } as const;
