/**
 * The directory of a ZIP archive (PKWARE APPNOTE 6.3.10 §4.3) that lies in memory: one disk, sizes of 64 bits where they are written. What
 * stands in front of each part is not believed but where its bytes begin; names are only compared, never used as paths.
 */
import { broken, oversized, UnreadableWorkbook } from './unreadable.ts';

export type ZipPart = {
  /** With `/` between its parts and in lower case, as names of parts are compared (ECMA-376-2 §7.3.5). */
  readonly name: string;
  readonly method: number;
  readonly crc32: number;
  /** As the archive says; both are held to what is there. */
  readonly packed: number;
  readonly size: number;
  readonly header: number;
};

/** A workbook has some dozens. */
const MOST_PARTS = 10_000;

const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const LOCATOR_BYTES = 20;
const END_64_BYTES = 56;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const IN_EXTRA = 0xffff_ffff;
const COUNT_IN_EXTRA = 0xffff;

const ENCRYPTED = 0x0001;
const STORED = 0;
export const DEFLATED = 8;

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** An offset of 64 bits; above what a number can hold exactly it lies behind any file. */
const offsetAt = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

type Directory = { readonly start: number; readonly count: number };

function findDirectory(view: DataView): Directory {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= 0 && at >= last - LONGEST_COMMENT; at -= 1) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    if (view.getUint16(at + 20, true) !== last - at) continue;
    const count = view.getUint16(at + 10, true);
    const start = view.getUint32(at + 16, true);
    return count === COUNT_IN_EXTRA || start === IN_EXTRA ? findDirectory64(view, at) : { start, count };
  }
  throw broken('end of directory');
}

function findDirectory64(view: DataView, end: number): Directory {
  const locator = end - LOCATOR_BYTES;
  if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50) throw broken('end of directory');
  const at = offsetAt(view, locator + 8);
  if (at > view.byteLength - END_64_BYTES || view.getUint32(at, true) !== 0x06064b50)
    throw broken('end of directory');
  return { start: offsetAt(view, at + 48), count: offsetAt(view, at + 32) };
}

/** By name. Throws `UnreadableWorkbook`. */
export function readDirectory(bytes: Uint8Array): ReadonlyMap<string, ZipPart> {
  const view = viewOf(bytes);
  const { start, count } = findDirectory(view);
  if (count > MOST_PARTS) throw oversized('parts', MOST_PARTS);
  const parts = new Map<string, ZipPart>();
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw broken('directory');
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    ) as [number, number, number];
    const end = at + ENTRY_BYTES + nameBytes + extraBytes + commentBytes;
    if (end > bytes.length) throw broken('directory');
    const nameEnd = at + ENTRY_BYTES + nameBytes;
    const name = nameOf(bytes.subarray(at + ENTRY_BYTES, nameEnd));
    if (view.getUint16(at + 8, true) & ENCRYPTED) throw new UnreadableWorkbook('encrypted-workbook', {});
    // Two of one name are two truths, and each program reads another.
    if (parts.has(name)) throw broken(name);
    const sizes = sizesOf(view, at, nameEnd, nameEnd + extraBytes);
    parts.set(name, {
      name,
      method: view.getUint16(at + 10, true),
      crc32: view.getUint32(at + 16, true),
      ...sizes,
    });
    at = end;
  }
  return parts;
}

/** Some writers on Windows have `\` in names. */
const nameOf = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8').decode(bytes).replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();

/** Those of 32 bits, or where they are full what the extra field has instead, in the order of the standard. */
function sizesOf(
  view: DataView,
  entry: number,
  extra: number,
  extraEnd: number,
): Pick<ZipPart, 'size' | 'packed' | 'header'> {
  const short = { size: 24, packed: 20, header: 42 } as const;
  const found = {
    size: view.getUint32(entry + short.size, true),
    packed: view.getUint32(entry + short.packed, true),
    header: view.getUint32(entry + short.header, true),
  };
  for (let at = extra; at + 4 <= extraEnd; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let field = at + 4;
    for (const name of ['size', 'packed', 'header'] as const) {
      if (found[name] !== IN_EXTRA) continue;
      if (field + 8 > extraEnd) throw broken('directory');
      found[name] = offsetAt(view, field);
      field += 8;
    }
  }
  return found;
}

/** The bytes of a part as they are packed. Throws `UnreadableWorkbook`. */
export function packedBytes(bytes: Uint8Array, { name, header, packed, method }: ZipPart): Uint8Array {
  if (method !== STORED && method !== DEFLATED) throw broken(name);
  const view = viewOf(bytes);
  if (header + LOCAL_BYTES > bytes.length || view.getUint32(header, true) !== 0x04034b50) throw broken(name);
  const start = header + LOCAL_BYTES + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  if (start + packed > bytes.length) throw broken(name);
  return bytes.subarray(start, start + packed);
}
