/** What is read of a file, whatever its format: rows of text below the names of columns. */
import type { RowFinding } from './row-finding.ts';

/**
 * A record of the file, and where it stands: the header is row 1; of NDJSON the line. A line break within quotes begins no row; an
 * empty row is counted, and not handed on. Of NDJSON and sheets there may be fewer fields than names: those behind are empty.
 */
export type FileRow = {
  readonly row: number;
  readonly fields: readonly string[];
  /** What reading it found, such as a number of too many digits. The submission that it is of is refused for them. */
  readonly findings?: readonly RowFinding[];
};

/** The names of the columns, and the row in which they stand; null where a format has no such row. */
export type FileHeader = { readonly row: number | null; readonly names: readonly string[] };

/** How far a file was read: with the bytes from there on, and this, reading goes on as if it had never stopped. */
export type ReadUpTo = {
  /** Behind the last row that was handed on, from the beginning of the (decompressed) file. */
  readonly bytes: number;
  /** The last row that was handed on, or passed over as empty. */
  readonly row: number;
  readonly header: FileHeader | null;
  /** Of CSV. */
  readonly delimiter: string | null;
};

/** Rows of CSV in which nothing is quoted, as they stand in the file: most files have no others, and parting them at once costs more than all that is asked of most of them. */
export type PlainRows = {
  readonly text: string;
  readonly delimiter: string;
  readonly columns: number;
  /** The number of each row. */
  readonly rows: readonly number[];
  /** Of each row where it begins in `text`, and then where each of its cells ends: `columns + 1` numbers. */
  readonly bounds: readonly number[];
};

/** The row at `index`, parted. */
export function plainRow({ text, delimiter, columns, rows, bounds }: PlainRows, index: number): FileRow {
  const at = index * (columns + 1);
  const line = text.slice(bounds[at], bounds[at + columns]);
  return { row: rows[index] ?? 0, fields: line.split(delimiter) };
}

/** A stretch of a file. */
export type RowsRead = {
  /** There before the first row, and again where there are more names than before (NDJSON); they only grow. */
  readonly header: FileHeader | null;
  readonly rows: readonly FileRow[];
  /** More of its rows: what numbers they have says where they stand among the others. */
  readonly plain?: PlainRows;
  /** Rows that cannot be read: they belong to no submission. */
  readonly findings: readonly RowFinding[];
  /** The file cannot be read from here on, and nothing of it may count. It is the last stretch. */
  readonly stop: RowFinding | null;
  /** Null where reading cannot be taken up in the middle (sheets). */
  readonly upTo: ReadUpTo | null;
};

/** The chunks may be cut anywhere, also within a letter. Nothing is thrown but what `bytes` throws. */
export type ReadRows = (bytes: AsyncIterable<Uint8Array>, after?: ReadUpTo) => AsyncIterable<RowsRead>;
