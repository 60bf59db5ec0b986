/** Statistics of a noisy machine: order statistics only, since one slow round must not move a figure. */

/** The `share` quantile by nearest rank: a value that was measured, never one between two. Throws for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new Error('no values to take a quantile of');
  return found;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/**
 * The median over rounds of ours ÷ floor. Both of a round were measured one right after the other, so that
 * whatever else the machine did in that second is in both.
 */
export function pairedRatio(ours: readonly number[], floor: readonly number[]): number {
  if (ours.length !== floor.length) throw new Error(`${ours.length} rounds beside ${floor.length}`);
  return median(ours.map((value, round) => value / (floor[round] ?? Number.NaN)));
}
