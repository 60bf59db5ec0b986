/** Between the bench and the processes that it measures. */

/** Invoke the handler once with each event from `from` on, `count` of them, one after the other. */
export type Round = { readonly from: number; readonly count: number };

/** Microseconds of the whole process, garbage collection included, and of the clock. */
export type RoundResult = { readonly cpu: number; readonly wall: number };
