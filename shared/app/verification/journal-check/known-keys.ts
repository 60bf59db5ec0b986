/**
 * The keys that a walk through the journal came by, as eight bytes each: of the SHA-256 of a key behind the walk's own
 * random salt, so that nobody can choose a key that is taken for another one. That two of 34 million are taken for one
 * by chance has a probability of 0.00003; then one extra entry is not named in this walk, and the next has another salt.
 */
import { createHash } from 'node:crypto';

/** Where the keys are kept between the pieces of a walk, each piece under its number; again under the same one overwrites. */
export type KeyStore = {
  readonly keepKeys: (piece: number, keys: Uint8Array) => Promise<void>;
  readonly readKeys: (piece: number) => Promise<Uint8Array>;
};

const BYTES = 8;

const hashOf = (salt: string, place: string): bigint =>
  createHash('sha256').update(salt).update(place).digest().readBigUInt64LE();

export const packKeys = (salt: string, places: readonly string[]): Uint8Array =>
  new Uint8Array(BigUint64Array.from(places, (place) => hashOf(salt, place)).buffer);

/** So many keys are in memory at a time: 32 MB, and as much again while they are sorted. */
export const SLICE_KEYS = 4_000_000;

/** In how many slices the keys of so many lines are gone through; each is a walk of its own through the ledger. */
export const slicesOf = (lines: number): number => Math.max(1, Math.ceil(lines / SLICE_KEYS));

export type KeySlice = {
  /** Distinct ones. */
  readonly size: number;
  /** Null for a key that is of another slice. */
  readonly has: (place: string) => boolean | null;
};

/** Those of all pieces that belong to one of the slices. */
export async function openSlice(
  { readKeys }: Pick<KeyStore, 'readKeys'>,
  { salt, pieces, lines, slice }: { salt: string; pieces: number; lines: number; slice: number },
): Promise<KeySlice> {
  const slices = BigInt(slicesOf(lines));
  const isMine = (key: bigint): boolean => key % slices === BigInt(slice);
  let all = new BigUint64Array(0);
  let size = 0;
  for (let piece = 0; piece < pieces; piece += 1) {
    const bytes = Uint8Array.from(await readKeys(piece));
    const keys = new BigUint64Array(bytes.buffer, 0, bytes.length / BYTES);
    const mine = slices === 1n ? keys : keys.filter(isMine);
    if (size + mine.length > all.length) {
      const larger = new BigUint64Array(2 * (size + mine.length));
      larger.set(all.subarray(0, size));
      all = larger;
    }
    all.set(mine, size);
    size += mine.length;
  }
  const sorted = all.subarray(0, size).sort();
  return {
    size: sorted.reduce((count, key, at) => count + (at > 0 && sorted[at - 1] === key ? 0 : 1), 0),
    has: (place) => {
      const key = hashOf(salt, place);
      return isMine(key) ? isIn(sorted, key) : null;
    },
  };
}

function isIn(sorted: BigUint64Array, key: bigint): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0n) < key) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === key;
}
