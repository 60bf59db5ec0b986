/** A ZIP archive of a few parts, the same bytes for the same parts: no time stands in it. */

/** What zlib does, as an argument. */
export type Packing = {
  /** To raw deflate (RFC 1951). */
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
  readonly crc32: (bytes: Uint8Array) => number;
};

const VERSION = 20;
const DEFLATED = 8;
const NAMES_IN_UTF_8 = 0x0800;
/** 1980-01-01, the first day that the format knows. */
const NO_DAY = 0x0021;

/** Parts by name, below 4 GB in all. */
export function writeArchive(parts: ReadonlyMap<string, string>, { deflate, crc32 }: Packing): Uint8Array {
  const files: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [name, text] of parts) {
    const bytes = Buffer.from(text, 'utf8');
    const packed = deflate(bytes);
    const named = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    [VERSION, NAMES_IN_UTF_8, DEFLATED, 0, NO_DAY].forEach((value, index) => {
      common.writeUInt16LE(value, index * 2);
    });
    [crc32(bytes), packed.length, bytes.length].forEach((value, index) => {
      common.writeUInt32LE(value, 10 + index * 4);
    });
    common.writeUInt16LE(named.length, 22);
    files.push(word(0x04034b50), common, named, packed);
    const behind = Buffer.alloc(14);
    behind.writeUInt32LE(offset, 10);
    directory.push(word(0x02014b50), half(VERSION), common, behind, named);
    offset += 4 + common.length + named.length + packed.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.size, 4);
  end.writeUInt16LE(parts.size, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, ...directory, word(0x06054b50), end]);
}

function word(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function half(value: number): Uint8Array {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
