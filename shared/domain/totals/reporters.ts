/**
 * Sets of systems, by the numbers that the registry gave them: whose figures a total has. As text a set is the number of
 * zero bytes that its bitmap begins with, a point, and the rest in base64; the empty one is the empty text. Equal sets
 * are equal texts, and a set of N systems that stand together takes N/8 bytes, wherever they stand.
 */
import { hash } from 'node:crypto';

export type ReporterSet = string;

export const noReporters: ReporterSet = '';

export const reporter = (number: number): ReporterSet => textOf(number >> 3, Buffer.of(1 << (number & 7)));

const textOf = (skipped: number, bytes: Buffer): ReporterSet => `${skipped}.${bytes.toString('base64')}`;

function read(set: ReporterSet): { skipped: number; bytes: Buffer } {
  const point = set.indexOf('.');
  return { skipped: Number(set.slice(0, point)), bytes: Buffer.from(set.slice(point + 1), 'base64') };
}

const bitsOf = (byte: number): number => {
  let count = 0;
  for (let left = byte; left > 0; left &= left - 1) count += 1;
  return count;
};
const BITS = Uint8Array.from({ length: 256 }, (_, byte) => bitsOf(byte));

/** How many systems are in a set. */
export function countOf(set: ReporterSet): number {
  if (set === noReporters) return 0;
  let count = 0;
  for (const byte of read(set).bytes) count += BITS[byte] ?? 0;
  return count;
}

export const unionOf = (sets: Iterable<ReporterSet>): ReporterSet => {
  const union = startUnion();
  for (const set of sets) union.add(set);
  return union.set();
};

/** How many, and of which numbers they are: two sets of one size may differ. */
export const reportersText = (set: ReporterSet): string =>
  set === noReporters ? '0' : `${countOf(set)} (${set.length > 24 ? hash('sha256', set).slice(0, 12) : set})`;

export type Union = {
  readonly add: (set: ReporterSet) => void;
  readonly set: () => ReporterSet;
  /** Another one that begins with what this one has now. */
  readonly copy: () => Union;
};

/** A union that grows; adding a set costs what is in it, not what is in the union. */
export function startUnion(from: Buffer = Buffer.alloc(0)): Union {
  let union = from;
  const reserve = (length: number): void => {
    if (length <= union.length) return;
    const grown = Buffer.alloc(Math.max(length, 2 * union.length));
    union.copy(grown);
    union = grown;
  };
  return {
    add: (set) => {
      if (set === noReporters) return;
      const { skipped, bytes } = read(set);
      reserve(skipped + bytes.length);
      for (const [index, byte] of bytes.entries())
        union[skipped + index] = (union[skipped + index] ?? 0) | byte;
    },
    set: () => {
      const first = union.findIndex((byte) => byte !== 0);
      if (first < 0) return noReporters;
      const last = union.findLastIndex((byte) => byte !== 0);
      return textOf(first, union.subarray(first, last + 1));
    },
    copy: () => startUnion(Buffer.from(union)),
  };
}
