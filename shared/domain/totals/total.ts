/** What a total is. */
import { noReporters, type ReporterSet } from './reporters.ts';

/**
 * The value of a cell in a total, by the fold of its indicator: `sum`, `min`, `max`: one decimal; `ratio`:
 * [numerator, denominator]; `latest`: [value, end of window, id]. Of equal ends the greater id is the latest, of equal
 * ids the greater text. It has a meaning within one system only: no total of more than a system has such a cell.
 */
export type CellTotal = string | readonly [string, string] | readonly [string, string, string];

export type NodeContent = {
  readonly cells: Readonly<Record<string, CellTotal>>;
  /** The systems that are in it; none in time buckets, which are a part of one. */
  readonly reporters: ReporterSet;
  /** Of cells that not all of these have: those that have it. Null: there is no room for them (`whoReported`). */
  readonly cellReporters?: Readonly<Record<string, ReporterSet>> | null;
  readonly newestReceivedAt: string | null;
};

export const emptyNode: NodeContent = { cells: {}, reporters: noReporters, newestReceivedAt: null };

/** The systems that have a cell of a node, where there was room to keep them. */
export const reportersOf = ({ reporters, cellReporters }: NodeContent, key: string): ReporterSet =>
  cellReporters?.[key] ?? reporters;
