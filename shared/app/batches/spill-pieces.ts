/** Rows on their way into the pieces of a file: held up to a bound for all of them, then put as objects, the longest first. */
import { partitionOf, spillLine } from '../../domain/batches/place-row.ts';
import type { PlacedRow } from '../../domain/batches/placed-row.ts';
import type { PutLines } from '../ports/batches.ts';

/** UTF-16 units that are held in all: with what V8 adds, some 64 MB. */
const MOST_HELD = 24 * 1024 * 1024;
/** Objects that are put at the same time. */
const AT_ONCE = 8;

export type PieceSizes = { readonly pieces: number; readonly seed: number; readonly mostHeld?: number };

export function pieceSpiller(
  putLines: PutLines,
  { pieces, seed, mostHeld = MOST_HELD }: PieceSizes,
  nameOf: (piece: number, number: number) => string,
) {
  const held = Array.from({ length: pieces }, () => ({ lines: [] as string[], length: 0, objects: 0 }));
  const underWay = new Set<Promise<void>>();
  let failure: unknown;
  let all = 0;
  // Rows of one submission mostly follow each other.
  let [lastGroup, lastPiece] = ['', partitionOf('', seed, pieces)];
  const put = async (piece: number): Promise<void> => {
    const own = held[piece];
    if (own === undefined || own.length === 0) return;
    const { lines } = own;
    const name = nameOf(piece, own.objects);
    own.objects += 1;
    all -= own.length;
    own.lines = [];
    own.length = 0;
    while (underWay.size >= AT_ONCE) await Promise.race(underWay);
    const done: Promise<void> = putLines(name, lines)
      .then(() => undefined)
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => underWay.delete(done));
    underWay.add(done);
  };
  const longest = (): number =>
    held.reduce((most, own, piece) => (own.length > (held[most]?.length ?? 0) ? piece : most), 0);
  return {
    add: (row: PlacedRow): void => {
      if (row.group !== lastGroup) [lastGroup, lastPiece] = [row.group, partitionOf(row.group, seed, pieces)];
      const own = held[lastPiece];
      if (own === undefined) throw new Error(`there is no piece ${lastPiece}`);
      const line = spillLine(row);
      own.lines.push(line);
      own.length += line.length;
      all += line.length;
    },
    /** To be called between rows: puts objects until no more is held than may be. */
    ease: async (): Promise<void> => {
      while (all > mostHeld) await put(longest());
      if (failure !== undefined) throw failure;
    },
    /** Everything is there when it answers. */
    finish: async (): Promise<void> => {
      for (let piece = 0; piece < pieces; piece += 1) await put(piece);
      await Promise.all(underWay);
      if (failure !== undefined) throw failure;
    },
  };
}
