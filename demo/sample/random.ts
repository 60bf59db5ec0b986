/** Chance that repeats: the same seed gives the same story. Not for secrets. */

export type Random = {
  /** A whole number from `low` to `high`, both included. */
  readonly int: (low: number, high: number) => number;
  /** Whole, spread evenly over orders of magnitude, as the sizes of agencies are. */
  readonly magnitude: (low: number, high: number) => bigint;
  /** True with probability `p`. */
  readonly chance: (p: number) => boolean;
  readonly shuffled: <T>(things: readonly T[]) => T[];
};

/** mulberry32: 32 bits of state, plenty for a sample. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    int,
    magnitude: (low, high) => {
      const ends = [Math.log10(low), Math.log10(high)] as const;
      const [whole = '0', fraction = ''] = (ends[0] + next() * (ends[1] - ends[0])).toFixed(6).split('.');
      const head = Math.floor(10 ** Number(`0.${fraction}`) * 1e5).toString();
      const digits = Number(whole) + 1;
      let text = head;
      while (text.length < digits) text += int(0, 9);
      return BigInt(text.slice(0, digits));
    },
    chance: (p) => next() < p,
    shuffled: (things) => {
      const left = [...things];
      return things.flatMap(() => left.splice(int(0, left.length - 1), 1));
    },
  };
}
