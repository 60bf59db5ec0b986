/**
 * Keys of the ledger. They are made from what the sender sends alone, never from a resolved tree: two caches of
 * the registry may differ, and the same retry must not land in two places (DESIGN §2).
 */
import type { LedgerEntry } from '../../contract/submissions/ledger.ts';

export type ReportKey = {
  readonly system: string;
  readonly dataset: string;
  readonly period: string;
  readonly revision: number;
};

/** `shard` follows from the idempotency key and the dataset. */
export type EventKey = {
  readonly system: string;
  readonly dataset: string;
  readonly bucket: string;
  readonly shard: number;
  readonly idempotencyKey: string;
  /** The withdrawal of the event and not the event itself. */
  readonly isWithdrawal?: boolean;
};

export const isEvent = <T extends LedgerEntry>(entry: T): entry is Extract<T, { bucket: string }> =>
  entry.kind === 'event' || entry.kind === 'event-withdrawal';

/** A withdrawal of an event has the id of the event with this behind it: no sender's key can hold it. */
const WITHDRAWAL = '!';

export function submissionId(entry: LedgerEntry | ReportKey): string {
  const start = `${entry.system}~${entry.dataset}~`;
  if (!('kind' in entry) || !isEvent(entry)) return `${start}${entry.period}~${entry.revision}`;
  const end = entry.kind === 'event' ? '' : WITHDRAWAL;
  return `${start}${entry.bucket}~${entry.idempotencyKey}${end}`;
}

export type SubmissionAddress =
  | { readonly kind: 'report'; readonly key: ReportKey }
  | { readonly kind: 'event'; readonly key: Omit<EventKey, 'shard'> };

/** Expects an id that fits `SubmissionId`; ids carry their whole key, so no index is needed to find them. */
export function readSubmissionId(id: string): SubmissionAddress {
  const [system = '', dataset = '', when = '', last = ''] = id.split('~');
  if (/^\d{4}-\d\d-\d\d/.test(when)) {
    const isWithdrawal = last.endsWith(WITHDRAWAL);
    const idempotencyKey = isWithdrawal ? last.slice(0, -1) : last;
    return { kind: 'event', key: { system, dataset, bucket: when, idempotencyKey, isWithdrawal } };
  }
  return { kind: 'report', key: { system, dataset, period: when, revision: Number(last) } };
}

/** The agency code that a system id was made from, which is the agency that registered it. */
export const agencyOfSystemId = (system: string): string => system.slice(0, system.lastIndexOf('.'));
