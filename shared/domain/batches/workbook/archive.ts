/** The parts of an archive, unpacked as they are asked for and held to what the archive says of them. */
import { broken, oversized, UnreadableWorkbook } from './unreadable.ts';
import { DEFLATED, packedBytes, readDirectory, type ZipPart } from './zip-directory.ts';

/** What zlib does, as an argument: the core does no I/O and has no threads. */
export type Unpacking = {
  /** Of raw deflate (RFC 1951), piece by piece as they are asked for; throws where it is none. */
  readonly inflate: (packed: Uint8Array) => AsyncIterable<Uint8Array>;
  /** Of `bytes`, going on from the one of what came before them; 0 to begin with. */
  readonly crc32: (bytes: Uint8Array, before: number) => number;
};

/** Of all parts together, however often each is read: what an archive may cost. */
const MOST_UNPACKED = 2_000_000_000;

export type Archive = {
  readonly has: (name: string) => boolean;
  readonly names: Iterable<string>;
  /** The bytes of a part in pieces. Ends with `UnreadableWorkbook` where there is none, more than `most` or not what was said. */
  readonly open: (name: string, most: number) => AsyncGenerator<Uint8Array>;
};

async function* inflated(part: ZipPart, packed: Uint8Array, { inflate }: Unpacking) {
  try {
    yield* inflate(packed);
  } catch (thrown) {
    if (thrown instanceof UnreadableWorkbook) throw thrown;
    throw broken(part.name);
  }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Throws `UnreadableWorkbook`. */
export function openArchive(bytes: Uint8Array, unpacking: Unpacking): Archive {
  const parts = readDirectory(bytes);
  let unpacked = 0;
  return {
    has: (name) => parts.has(name.toLowerCase()),
    names: parts.keys(),
    async *open(name, most) {
      const part = parts.get(name.toLowerCase());
      if (part === undefined) throw broken(name);
      if (part.size > most) throw oversized(name, most);
      const packed = packedBytes(bytes, part);
      let size = 0;
      let crc32 = 0;
      for await (const piece of part.method === DEFLATED ? inflated(part, packed, unpacking) : one(packed)) {
        size += piece.length;
        unpacked += piece.length;
        if (unpacked > MOST_UNPACKED) throw oversized('parts', MOST_UNPACKED);
        if (size > part.size) throw broken(name);
        crc32 = unpacking.crc32(piece, crc32);
        yield piece;
      }
      if (size !== part.size || crc32 !== part.crc32) throw broken(name);
    },
  };
}
