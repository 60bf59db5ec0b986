/** An object of the journal: gzipped, an entry as JSON in each line. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { checkFormat, formatIn } from '../../contract/recorded.ts';
import { LedgerEntry } from '../../contract/submissions/ledger.ts';

export const journalBytes = (entries: readonly LedgerEntry[]): Uint8Array =>
  gzipSync(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));

/** Throws NewerFormat, and something else where these are not the bytes of a journal. */
export function journalEntries(bytes: Uint8Array): LedgerEntry[] {
  const lines = gunzipSync(bytes).toString().split('\n');
  return lines.flatMap((line) => (line === '' ? [] : entryIn(line)));
}

function entryIn(line: string): LedgerEntry {
  const value: unknown = JSON.parse(line);
  checkFormat(formatIn(value), 'a line of the journal');
  return LedgerEntry.parse(value);
}
