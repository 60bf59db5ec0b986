/** What is wrong with a file: a finding whose place is a row and a column. Plain JSON, as it is kept until all is judged. */
import type { FindingCode } from '../problems/findings.ts';
import type { Details } from '../problems/problems.ts';

/** So much of what stands somewhere is shown, in UTF-16 units. */
export const LONGEST_SHOWN = 60;

export type RowFinding = {
  /** The header is row 1; of NDJSON the line. Null: the file as a whole. */
  readonly row: number | null;
  /** The heading, as the file has it, shortened; null: the row as a whole. */
  readonly column: string | null;
  /** What stands in the column `key` of the row. */
  readonly key: string | null;
  readonly code: FindingCode;
  readonly details: Details;
  /** What stands there, its first `LONGEST_SHOWN`. */
  readonly value: string | null;
  /** At most 50. */
  readonly allowed?: readonly string[];
  /** The group of the row; null where it cannot be told, or the file as a whole is meant. */
  readonly submission: string | null;
};
