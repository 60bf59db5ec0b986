/** Reads a CSV file with a header into rows of named cells; what is wrong is said by row and column. */
import { CsvError, parse } from 'csv-parse/sync';
import type { SeedFault } from './seed-fault.ts';

/** `row` counts as a spreadsheet does: the header is row 1. */
export type Row = { readonly row: number; readonly cells: Readonly<Record<string, string>> };
export type Table = {
  readonly rows: readonly Row[];
  /** Of another number of cells than the header has: they are there, but what stands in which column is a guess. */
  readonly uneven: readonly Row[];
  readonly faults: readonly SeedFault[];
};

/** Every one of `columns` has to be there, in any order, and no other. */
export function readTable(file: string, text: string, columns: readonly string[]): Table {
  const [firstLine = ''] = text.split(/\r\n|\n|\r/, 1);
  if (!firstLine.includes(',') && /[;\t]/.test(firstLine)) {
    const message = `no comma in ${JSON.stringify(firstLine)}: columns are parted by commas; allowed: ${columns.join(', ')}`;
    return { rows: [], uneven: [], faults: [{ file, row: 1, column: null, pointer: null, message }] };
  }
  const parsed = readRecords(text);
  if (typeof parsed === 'string') {
    return {
      rows: [],
      uneven: [],
      faults: [{ file, row: null, column: null, pointer: null, message: parsed }],
    };
  }
  const [header = [], ...records] = parsed;
  const faults = headerFaults(file, header, columns);
  // Of rows under a wrong header nothing sure can be said.
  if (faults.length > 0) return { rows: [], uneven: [], faults };
  const rows: Row[] = [];
  const uneven: Row[] = [];
  for (const [index, record] of records.entries()) {
    const row = index + 2;
    const cells = Object.fromEntries(header.map((column, at) => [column, record[at] ?? '']));
    if (record.length === header.length) rows.push({ row, cells });
    else {
      uneven.push({ row, cells });
      const message =
        record.length === 1 && record[0] === ''
          ? 'the row is empty; remove it'
          : `${record.length} cells; allowed: ${header.length}, as the header has (quote a cell that has a comma in it)`;
      faults.push({ file, row, column: null, pointer: null, message });
    }
  }
  return { rows, uneven, faults };
}

function readRecords(text: string): string[][] | string {
  try {
    return parse(text, { relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] });
  } catch (error) {
    if (error instanceof CsvError) return `not CSV (RFC 4180): ${error.message}`;
    throw error;
  }
}

function headerFaults(file: string, header: readonly string[], columns: readonly string[]): SeedFault[] {
  const at = (column: string, message: string): SeedFault => ({
    file,
    row: 1,
    column,
    pointer: null,
    message,
  });
  const allowed = `allowed: ${columns.join(', ')}`;
  const seen = new Set<string>();
  return [
    ...columns
      .filter((column) => !header.includes(column))
      .map((column) => at(column, 'the column is missing')),
    ...header
      .filter((column) => !columns.includes(column))
      .map((column) => at(column, `unknown column: ${JSON.stringify(column)}; ${allowed}`)),
    ...header
      .filter((column) => seen.size === seen.add(column).size)
      .map((column) => at(column, 'the column stands twice')),
  ];
}
