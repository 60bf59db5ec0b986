/** The texts that cells of a workbook name by their number: as bytes, end to end, so that a million of them are bounded and small. */
import type { Archive } from './archive.ts';
import { unescaped } from './cell-text.ts';
import { oversized } from './unreadable.ts';
import { readXml } from './xml-events.ts';

const MOST_BYTES = 32_000_000;
const MOST_TEXTS = 2_000_000;
const LONGEST_TEXT = 1_000_000;
/** Of the part, with its tags. */
const MOST_OF_THE_PART = 256_000_000;

/** Null for a number that has none. */
export type SharedStrings = (number: number) => string | null;

type Kept = { bytes: Uint8Array; ends: Uint32Array; count: number };

const grown = <T extends Uint8Array | Uint32Array>(old: T, larger: T): T => {
  larger.set(old);
  return larger;
};

function keep(kept: Kept, text: string, encoder: InstanceType<typeof TextEncoder>, part: string): void {
  if (kept.count === MOST_TEXTS) throw oversized(part, MOST_TEXTS);
  if (kept.count === kept.ends.length) kept.ends = grown(kept.ends, new Uint32Array(kept.ends.length * 2));
  const start = kept.ends[kept.count - 1] ?? 0;
  // UTF-8 has at most three bytes for a unit of UTF-16.
  const needed = start + text.length * 3;
  if (needed > kept.bytes.length)
    kept.bytes = grown(kept.bytes, new Uint8Array(Math.max(kept.bytes.length * 2, needed)));
  const end = start + encoder.encodeInto(text, kept.bytes.subarray(start)).written;
  if (end > MOST_BYTES) throw oversized(part, MOST_BYTES);
  kept.ends[kept.count] = end;
  kept.count += 1;
}

/** `part` null: the workbook has none. Throws `UnreadableWorkbook`. */
export async function readSharedStrings(archive: Archive, part: string | null): Promise<SharedStrings> {
  const kept: Kept = { bytes: new Uint8Array(65_536), ends: new Uint32Array(1024), count: 0 };
  const encoder = new TextEncoder();
  let text = '';
  let isText = false;
  let phonetic = 0;
  if (part !== null)
    await readXml(part, archive.open(part, MOST_OF_THE_PART), {
      open(element) {
        if (element === 'si') text = '';
        if (element === 'rPh') phonetic += 1;
        isText = element === 't' && phonetic === 0;
      },
      text(found) {
        if (isText) text += found;
        if (text.length > LONGEST_TEXT) throw oversized(part, LONGEST_TEXT);
      },
      close(element) {
        if (element === 'rPh') phonetic -= 1;
        if (element === 't') isText = false;
        if (element === 'si') keep(kept, unescaped(text), encoder, part);
      },
    });
  const decoder = new TextDecoder();
  return (number) =>
    Number.isInteger(number) && number >= 0 && number < kept.count
      ? decoder.decode(kept.bytes.subarray(kept.ends[number - 1] ?? 0, kept.ends[number]))
      : null;
}
