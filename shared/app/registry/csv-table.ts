/** Reads a CSV file with a header into rows of named cells; what is wrong is said by row and column. */
import { CsvError, parse } from 'csv-parse/sync';
import { cut } from '../../domain/values/cut.ts';
import type { SeedFault } from './seed-fault.ts';

/** What is shown of a first line, and of the name of a column: either can be a whole file. */
const LONGEST_LINE = 200;
const LONGEST_NAME = 60;
/** Several times the agencies and systems of the country: of more nothing is said row by row. */
const MOST_ROWS = 50_000;

/** `row` counts as a spreadsheet does: the header is row 1. */
export type Row = { readonly row: number; readonly cells: Readonly<Record<string, string>> };
export type Table = {
  readonly rows: readonly Row[];
  /** Of another number of cells than the header has, or the header again: they are there, but what stands in which column is a guess. */
  readonly uneven: readonly Row[];
  readonly faults: readonly SeedFault[];
};

/** Every one of `columns` has to be there, in any order, and no other. */
export function readTable(file: string, text: string, columns: readonly string[]): Table {
  const [firstLine = ''] = text.split(/\r\n|\n|\r/, 1);
  if (!firstLine.includes(',') && /[;\t]/.test(firstLine)) {
    const what = `no comma in ${JSON.stringify(cut(firstLine, LONGEST_LINE))}: columns are parted by commas`;
    return unread(file, 1, what, columns.join(', '));
  }
  if (text.trim() === '') return unread(file, null, 'the file is empty', `the columns ${columns.join(', ')}`);
  const parsed = readRecords(text);
  if (typeof parsed === 'string') return unread(file, null, parsed, null);
  const [header = [], ...records] = parsed;
  if (records.length > MOST_ROWS) return unread(file, null, 'too many rows', `up to ${MOST_ROWS}`);
  const faults = headerFaults(file, header, columns);
  // Of rows under a wrong header nothing sure can be said.
  if (faults.length > 0) return { rows: [], uneven: [], faults };
  const rows: Row[] = [];
  const uneven: Row[] = [];
  for (const [index, record] of records.entries()) {
    const row = index + 2;
    const cells = Object.fromEntries(header.map((column, at) => [column, record[at] ?? '']));
    const isHeader = record.length === header.length && record.every((cell, at) => cell === header[at]);
    if (record.length === header.length && !isHeader) rows.push({ row, cells });
    else {
      uneven.push({ row, cells });
      const isEmpty = record.length === 1 && record[0] === '';
      const what = isEmpty
        ? 'the row is empty; remove it'
        : isHeader
          ? 'the header stands again; remove it'
          : `${record.length} cells`;
      const allowed =
        isEmpty || isHeader
          ? null
          : `${header.length}, as the header has (quote a cell that has a comma in it)`;
      faults.push({ file, row, column: null, pointer: null, code: 'import-row', what, allowed });
    }
  }
  return { rows, uneven, faults };
}

/** Nothing of the file was read. */
const unread = (file: string, row: number | null, what: string, allowed: string | null): Table => ({
  rows: [],
  uneven: [],
  faults: [{ file, row, column: null, pointer: null, code: 'import-file', what, allowed }],
});

function readRecords(text: string): string[][] | string {
  try {
    return parse(text, {
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      to: MOST_ROWS + 2,
    });
  } catch (error) {
    if (error instanceof CsvError) return `not CSV (RFC 4180): ${error.message}`;
    throw error;
  }
}

function headerFaults(file: string, header: readonly string[], columns: readonly string[]): SeedFault[] {
  const at = (column: string, what: string, allowed: string | null = null): SeedFault => ({
    file,
    row: 1,
    column: cut(column, LONGEST_NAME),
    pointer: null,
    code: 'import-file',
    what,
    allowed,
  });
  const seen = new Set<string>();
  const twice = new Set(header.filter((column) => seen.size === seen.add(column).size));
  return [
    ...columns
      .filter((column) => !header.includes(column))
      .map((column) => at(column, 'the column is missing')),
    ...header
      .filter((column) => !columns.includes(column))
      .map((column) =>
        at(column, `unknown column: ${JSON.stringify(cut(column, LONGEST_NAME))}`, columns.join(', ')),
      ),
    ...[...twice].map((column) => at(column, 'the column stands twice')),
  ];
}
