/** All rows of one submission, put together. */
import type { FindingValue } from '../problems/problems.ts';
import type { RowFinding } from './row-finding.ts';

export type FileSubmission = {
  /** The group of its rows. */
  readonly submission: string;
  /** The body that the real-time call would have, in its canonical order: cells by key, increments by time. */
  readonly body: object;
  /** RFC 8785 of `body`: what `sha256` is made of. */
  readonly canonical: string;
  /** Of events: their `key`. */
  readonly idempotencyKey: string | null;
  /** What placing the rows found; it is refused for them. */
  readonly findings: readonly RowFinding[];
  /** From a finding of the judge to its row, column and key; a duplicate is one on each of its rows. */
  readonly locate: (finding: FindingValue) => readonly RowFinding[];
};
