/** Rows on their way into the pieces of a file: held up to a bound for all of them, then put as objects, the longest first. */
import { partitionOf } from '../../domain/batches/place-row.ts';
import type { RowRun } from '../../domain/batches/row-runs.ts';
import type { PutLines } from '../ports/batches.ts';
import { heldText } from './held-text.ts';

/** Bytes that are held in all; they lie in at most twice as many. */
const MOST_HELD = 24 * 1024 * 1024;
/** Objects that are put at the same time. */
const AT_ONCE = 8;
/**
 * UTF-16 units of one piece: what judges it holds it whole, in the 160 MB that its function has for it. Measured at this size with rows of
 * short figures, with one event a row, and with a fault in each cell.
 */
export const MOST_IN_PIECE = 8 * 1024 * 1024;

export type PieceSizes = {
  readonly pieces: number;
  readonly seed: number;
  /** What calls before this one have put into each piece; nothing when left out. */
  readonly before?: readonly number[];
  readonly mostHeld?: number;
  readonly mostInPiece?: number;
};

export function pieceSpiller(
  putLines: PutLines,
  { pieces, seed, before = [], mostHeld = MOST_HELD, mostInPiece = MOST_IN_PIECE }: PieceSizes,
  nameOf: (piece: number, number: number) => string,
) {
  const held = Array.from({ length: pieces }, (_, piece) => ({
    ...{ text: heldText(), objects: 0 },
    letters: before[piece] ?? 0,
  }));
  const underWay = new Set<Promise<void>>();
  let failure: unknown;
  let all = 0;
  let fullBy: string | null = null;
  const put = async (piece: number): Promise<void> => {
    const own = held[piece];
    if (own === undefined || own.text.size() === 0) return;
    const name = nameOf(piece, own.objects);
    own.objects += 1;
    all -= own.text.size();
    const lines = own.text.take();
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
    held.reduce((most, own, piece) => (own.text.size() > (held[most]?.text.size() ?? 0) ? piece : most), 0);
  return {
    add: ({ group, text }: RowRun): void => {
      const piece = partitionOf(group, seed, pieces);
      const own = held[piece];
      if (own === undefined) throw new Error(`there is no piece ${piece}`);
      all -= own.text.size();
      own.text.add(text);
      all += own.text.size();
      own.letters += text.length;
      if (own.letters > mostInPiece) fullBy ??= group;
    },
    /** The submission by whose row a piece has become larger than it may be; null while none is. */
    fullBy: (): string | null => fullBy,
    /** What each piece has by now. */
    letters: (): number[] => held.map(({ letters }) => letters),
    /** To be called between rows: puts objects until no more is held than may be. */
    ease: async (): Promise<void> => {
      while (all > mostHeld) await put(longest());
      if (failure !== undefined) throw failure;
    },
    /** For who stops for good: nothing is under way any more when it answers. */
    abandon: async (): Promise<void> => {
      await Promise.all(underWay);
    },
    /** Everything is there when it answers. */
    finish: async (): Promise<void> => {
      for (let piece = 0; piece < pieces; piece += 1) await put(piece);
      await Promise.all(underWay);
      if (failure !== undefined) throw failure;
    },
  };
}
