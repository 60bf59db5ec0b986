/** The beginning of a CSV file: its delimiter, told from the first row that has anything in it. */
import { LONGEST_ROW } from './csv-parser.ts';
import type { Guarded } from './text-guard.ts';

export type Opened = Guarded & { readonly delimiter: string };

const BLANK = 0x20;
const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
/** By the rank in which they are taken where as many of each are there. */
const delimiters = [',', ';', '\t'] as const;
const codes = delimiters.map((one) => one.charCodeAt(0));
const blanks: ReadonlySet<number> = new Set([...codes, QUOTE, LF, CR, 0x20]);

/** The first row whole in the first of what comes, as far as there is an end to it. */
export async function* withDelimiter(guarded: AsyncIterable<Guarded>): AsyncGenerator<Opened, void> {
  const scan = headScanner();
  let delimiter: string | null = null;
  let head: Guarded | null = null;
  for await (const one of guarded) {
    if (delimiter !== null) {
      yield { ...one, delimiter };
      continue;
    }
    head =
      head === null ? one : { ...one, bytes: Buffer.concat([head.bytes, one.bytes]), offset: head.offset };
    const opened = scan(head, head.fault !== null || head.bytes.length > LONGEST_ROW);
    if (opened === null) continue;
    yield opened;
    ({ delimiter } = opened);
    head = null;
  }
  const opened = head && scan(head, true);
  if (opened) yield opened;
}

/** Null where there is none of any. */
const mostOf = (counts: readonly number[]): string | null => {
  const most = Math.max(...counts);
  return most === 0 ? null : (delimiters[counts.indexOf(most)] ?? null);
};

/** `isAll`: nothing more comes. Null while the row is not whole. Each call is given what the last one was, and what came since. */
function headScanner(): (head: Guarded, isAll: boolean) => Opened | null {
  let at = 0;
  let isQuoted = false;
  let hasText = false;
  let counts = codes.map(() => 0);
  /** Of those, the ones with no blank behind: in `Complaints, received;Complaints, settled` commas are of the text. */
  let bare = codes.map(() => 0);
  let before = -1;
  return (head, isAll) => {
    const { bytes } = head;
    const opened = (): Opened => ({
      ...head,
      delimiter: mostOf(bare) ?? mostOf(counts) ?? ',',
    });
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === CR && !isQuoted) {
        if (at + 1 === bytes.length && !isAll) return null;
        if (bytes[at + 1] !== LF) {
          const fault = { code: 'lone-carriage-return', details: {} } as const;
          return { ...opened(), bytes: bytes.subarray(0, at), fault };
        }
      }
      if (byte === QUOTE) isQuoted = !isQuoted;
      if (byte === LF && !isQuoted) {
        if (hasText) return opened();
        counts = codes.map(() => 0);
        bare = codes.map(() => 0);
        before = -1;
        continue;
      }
      hasText ||= !blanks.has(byte);
      if (before >= 0 && byte !== BLANK) bare[before] = (bare[before] ?? 0) + 1;
      before = isQuoted ? -1 : codes.indexOf(byte);
      if (before >= 0) counts[before] = (counts[before] ?? 0) + 1;
    }
    return isAll ? opened() : null;
  };
}
