/** Stretches of time, in milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** How far the clocks of Vietnam are ahead of UTC; it has no summer time. */
export const OFFSET = 7 * HOUR;
