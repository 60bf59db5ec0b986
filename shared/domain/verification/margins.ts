/** How long what is under way may be missing somewhere before that is a fault. */

/** Entries whose `storedAt` is this near the restore point may be in the copy or not: clocks, and puts under way. */
export const MARGIN_MS = 60_000;

/** So long may an accepted entry take to be journalled and counted before that is a fault. */
export const LAG_MS = 15 * 60_000;

/** So long may one take whose message was never sent: the sweep comes each hour, and runs for some minutes. */
export const SWEPT_MS = 75 * 60_000;
