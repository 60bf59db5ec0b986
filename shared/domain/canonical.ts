/**
 * The canonical form of a report: what makes two submissions "the same again". RFC 8785 (JCS) over the key and
 * the cells as an object from cell key to canonical decimal, so that neither the order of cells nor 1.50 for 1.5
 * makes other content. Senders can compute it: docs/exactness.md shows how.
 */
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { CellValues, Increment } from '../contract/ledger.ts';
import type { EventKey, ReportKey } from './submission-key.ts';

/** SHA-256 of the canonical form, in hexadecimal. */
export function reportDigest(key: ReportKey, cells: CellValues): string {
  const { system, dataset, period, revision } = key;
  return hash('sha256', canonicalize({ cells, dataset, period, revision, system }) ?? '');
}

/** The same for events: increments in the order in which they were sent, instants in UTC with milliseconds. */
export function eventDigest(key: Omit<EventKey, 'shard'>, increments: readonly Increment[]): string {
  const { bucket, dataset, idempotencyKey, system } = key;
  return hash('sha256', canonicalize({ bucket, dataset, idempotencyKey, increments, system }) ?? '');
}

/** Of a withdrawal: there is nothing in it but what it withdraws. */
export const withdrawalDigest = (id: string): string => hash('sha256', canonicalize({ withdraws: id }) ?? '');
