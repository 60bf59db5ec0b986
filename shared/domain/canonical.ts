/**
 * The canonical form of a report: what makes two submissions "the same again". RFC 8785 (JCS) over the key and
 * the cells as an object from cell key to canonical decimal, so that neither the order of cells nor 1.50 for 1.5
 * makes other content. Senders can compute it: docs/exactness.md shows how.
 */
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { CellValues } from '../contract/ledger.ts';
import type { ReportKey } from './submission-key.ts';

/** SHA-256 of the canonical form, in hexadecimal. */
export function reportDigest(key: ReportKey, cells: CellValues): string {
  const { system, dataset, period, revision } = key;
  return hash('sha256', canonicalize({ cells, dataset, period, revision, system }) ?? '');
}
