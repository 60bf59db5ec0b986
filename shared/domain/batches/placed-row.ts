/** A row, read: of which submission it is. */
import type { RowFinding } from './row-finding.ts';

export type PlacedRow = {
  /**
   * `system~dataset~period` of a report, `system~dataset~key` of events: rows of one group are one submission, or wrong
   * together. What stands in the file, and not checked: of any length up to that of a row, with any letter.
   */
  readonly group: string;
  readonly row: number;
  readonly fields: readonly string[];
  /** What is wrong with the row. The others of its group are judged all the same, and the submission is refused. */
  readonly findings?: readonly RowFinding[];
};
