/** Reads a CSV file with a header into rows of named cells; what is wrong is said by row and column. */
import { CsvError, parse } from 'csv-parse/sync';
import type { Localized } from '../../contract/text.ts';
import { localized, unworded } from '../../domain/language/localized.ts';
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
    const line = JSON.stringify(cut(firstLine, LONGEST_LINE));
    const what = localized(
      `no comma in ${line}: columns are parted by commas`,
      `không có dấu phẩy trong ${line}: các cột ngăn cách bằng dấu phẩy`,
    );
    return unread(file, 1, what, unworded(columns.join(', ')));
  }
  if (text.trim() === '') {
    const names = columns.join(', ');
    const allowed = localized(`the columns ${names}`, `các cột ${names}`);
    return unread(file, null, localized('the file is empty', 'tệp rỗng'), allowed);
  }
  const parsed = readRecords(text);
  if (!Array.isArray(parsed)) return unread(file, null, parsed, null);
  const [header = [], ...records] = parsed;
  if (records.length > MOST_ROWS)
    return unread(
      file,
      null,
      localized('too many rows', 'quá nhiều dòng'),
      localized(`up to ${MOST_ROWS}`, `tối đa ${MOST_ROWS}`),
    );
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
      const what = isEmpty ? emptyRow : isHeader ? headerAgain : cellCount(record.length);
      const allowed = isEmpty || isHeader ? null : asManyAs(header.length);
      faults.push({ file, row, column: null, pointer: null, code: 'import-row', what, allowed });
    }
  }
  return { rows, uneven, faults };
}

const emptyRow = /* @__PURE__ */ localized('the row is empty; remove it', 'dòng trống; hãy xóa');
const headerAgain = /* @__PURE__ */ localized(
  'the header stands again; remove it',
  'dòng tiêu đề lặp lại; hãy xóa',
);
const cellCount = (count: number): Localized => localized(`${count} cells`, `${count} ô`);
const asManyAs = (count: number): Localized =>
  localized(
    `${count}, as the header has (quote a cell that has a comma in it)`,
    `${count}, như dòng tiêu đề (đặt trong ngoặc kép ô có dấu phẩy)`,
  );

/** Nothing of the file was read. */
const unread = (file: string, row: number | null, what: Localized, allowed: Localized | null): Table => ({
  rows: [],
  uneven: [],
  faults: [{ file, row, column: null, pointer: null, code: 'import-file', what, allowed }],
});

function readRecords(text: string): string[][] | Localized {
  try {
    return parse(text, {
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      to: MOST_ROWS + 2,
    });
  } catch (error) {
    if (error instanceof CsvError) return notCsv(error);
    throw error;
  }
}

/** By the codes of csv-parse that a file can lead to with the options above. */
const quoting: Readonly<Record<string, Localized>> = {
  CSV_QUOTE_NOT_CLOSED: localized('a quotation mark is not closed', 'dấu ngoặc kép chưa được đóng'),
  CSV_INVALID_CLOSING_QUOTE: localized(
    'behind a closing quotation mark stands neither a comma nor the end of the row',
    'sau dấu ngoặc kép đóng không phải dấu phẩy hay cuối dòng',
  ),
  INVALID_OPENING_QUOTE: localized(
    'a quotation mark stands within a cell that is not quoted',
    'dấu ngoặc kép ở giữa ô không đặt trong ngoặc kép',
  ),
};

/** Lines count from 1; a quoted cell can have several. */
function notCsv({ code, lines }: CsvError & { readonly lines?: unknown }): Localized {
  const { en, vi } = quoting[code] ?? localized('it cannot be read', 'không đọc được');
  const at = Number(lines);
  const [line, dong] = Number.isInteger(at) ? [`, line ${at}`, `, dòng ${at}`] : ['', ''];
  return localized(`not CSV (RFC 4180): ${en}${line}`, `không phải CSV (RFC 4180): ${vi}${dong}`);
}

function headerFaults(file: string, header: readonly string[], columns: readonly string[]): SeedFault[] {
  const at = (column: string, what: Localized, allowed: Localized | null = null): SeedFault => ({
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
      .map((column) => at(column, localized('the column is missing', 'thiếu cột'))),
    ...header
      .filter((column) => !columns.includes(column))
      .map((column) => at(column, unknownColumn(cut(column, LONGEST_NAME)), unworded(columns.join(', ')))),
    ...[...twice].map((column) => at(column, localized('the column stands twice', 'cột lặp lại'))),
  ];
}

const unknownColumn = (name: string): Localized =>
  localized(`unknown column: ${JSON.stringify(name)}`, `không có cột: ${JSON.stringify(name)}`);
