/**
 * The canonical form of a submission: what makes two submissions "the same again". RFC 8785 (JCS) over the key and
 * the cells as an object from cell key to canonical decimal, so that neither the order of cells nor 1.50 for 1.5
 * makes other content. Senders can compute it: docs/exactness.md shows how.
 */
import { hash } from 'node:crypto';
import type { CellValues, Increment, LedgerEntry } from '../../contract/submissions/ledger.ts';
import { type EventKey, isEvent, type ReportKey, submissionId } from './submission-key.ts';

/** Cells come in the order of their keys from the rules; from elsewhere they may not. */
function inOrder(cells: CellValues): CellValues {
  let last = '';
  for (const key in cells) {
    if (key < last) return Object.fromEntries(Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1)));
    last = key;
  }
  return cells;
}

/** SHA-256 of the canonical form, in hexadecimal. */
export function reportDigest(key: ReportKey, cells: CellValues): string {
  const { system, dataset, period, revision } = key;
  // RFC 8785 of this object: its names and those of `cells` are in order, and neither they nor the decimals hold a
  // character that JSON escapes. A property test holds it equal to the library's form, which takes three times as long.
  const head = `"dataset":"${dataset}","period":"${period}","revision":${revision},"system":"${system}"`;
  return hash('sha256', `{"cells":${JSON.stringify(inOrder(cells))},${head}}`);
}

/** The same for events: increments in the order in which they were sent, instants in UTC with milliseconds. */
export function eventDigest(key: Omit<EventKey, 'shard'>, increments: readonly Increment[]): string {
  const { bucket, dataset, idempotencyKey, system } = key;
  const list = increments.map(
    ({ cells, from, to }) => `{"cells":${JSON.stringify(inOrder(cells))},"from":"${from}","to":"${to}"}`,
  );
  const head = `"bucket":"${bucket}","dataset":"${dataset}","idempotencyKey":${JSON.stringify(idempotencyKey)}`;
  return hash('sha256', `{${head},"increments":[${list}],"system":"${system}"}`);
}

/** Of a withdrawal: there is nothing in it but what it withdraws. */
export const withdrawalDigest = (id: string): string => hash('sha256', `{"withdraws":${JSON.stringify(id)}}`);

/**
 * The digest that an entry of any kind has to have, made from its key and its content. What was decided about it (agency,
 * times, versions; of an event its period) is not in it.
 */
export function digestOfEntry(entry: LedgerEntry): string {
  if (entry.kind === 'report') return reportDigest(entry, entry.cells);
  if (entry.kind === 'event') return eventDigest(entry, entry.increments);
  const content = isEvent(entry) ? entry.increments : entry.cells;
  const { system, dataset } = entry;
  const withdrawn = isEvent(entry)
    ? submissionId({ ...entry, kind: 'event', increments: [] })
    : submissionId({ system, dataset, period: entry.period, revision: entry.revision - 1 });
  if (Object.keys(content).length === 0) return withdrawalDigest(withdrawn);
  // No withdrawal has content: one that was put into it changes what its digest should be.
  return hash('sha256', JSON.stringify({ content, withdraws: withdrawn }));
}

/** An entry whose content does not give its stored digest, and the one that it gives. */
export type DamagedEntry = { readonly id: string; readonly stored: string; readonly right: string };

/** Null where the content gives the stored digest. What cannot even be read as content gives `none`. */
export function damageOf(entry: LedgerEntry): DamagedEntry | null {
  let right = 'none';
  try {
    right = digestOfEntry(entry);
  } catch {}
  return right === entry.digest ? null : { id: submissionId(entry), stored: entry.digest, right };
}
