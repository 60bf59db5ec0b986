/** The rows of a sheet as they are unpacked: cells are made text when their row is taken, so that what waits is small (ECMA-376-1 §18.3.1). */
import type { Archive } from './archive.ts';
import { dateText, isoDateText, numberText, unescaped } from './cell-text.ts';
import type { Shown } from './date-styles.ts';
import type { SharedStrings } from './shared-strings.ts';
import { broken, oversized } from './unreadable.ts';
import { type Attributes, xmlReader } from './xml-events.ts';

/** Of a sheet, with its tags. */
const MOST_OF_A_SHEET = 1_000_000_000;
/** In characters, of all cells: a text that is kept once may be named by each. */
const MOST_TEXT = 1_000_000_000;
const LONGEST_ROW = 1_000_000;
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
const MOST_MERGED = 1000;

export type Surroundings = {
  readonly strings: SharedStrings;
  readonly shown: (style: number) => Shown;
  readonly dates: 1900 | 1904;
};

/** A range of cells that are shown as one, as the sheet names it: `B3:B7`. */
export type Merged = { readonly range: string; readonly from: number; readonly to: number };

type Cell = {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  value: string | null;
  formula: string;
};
type Row = { readonly row: number; readonly cells: Cell[] };

const reference = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/;

/** From 0; null for what is none. */
function columnOf(letters: string): number {
  let column = 0;
  for (let at = 0; at < letters.length; at += 1) column = column * 26 + letters.charCodeAt(at) - 64;
  return column - 1;
}

/** Reads one sheet. Its rows and merged ranges are taken out as they come. */
function sheetParser(part: string) {
  let rows: Row[] = [];
  const merged: Merged[] = [];
  let row: Row | null = null;
  let cell: Cell | null = null;
  let [lastRow, lastColumn, phonetic, length] = [0, -1, 0, 0];
  let into: 'value' | 'formula' | null = null;

  const openRow = ({ r }: Attributes): void => {
    const number = r === undefined ? lastRow + 1 : Number(r);
    // Each program takes another one of two rows of one number.
    if (!Number.isInteger(number) || number <= lastRow || number > MOST_ROWS) throw broken(part);
    row = { row: number, cells: [] };
    [lastRow, lastColumn] = [number, -1];
  };
  const openCell = ({ r, t: type = 'n', s: style = '0' }: Attributes): void => {
    const [, letters] = r === undefined ? [] : (reference.exec(r) ?? ['', '']);
    const column = letters === undefined ? lastColumn + 1 : columnOf(letters);
    if (column <= lastColumn || column >= MOST_COLUMNS) throw broken(part);
    lastColumn = column;
    cell = { column, type, style: Number(style), value: null, formula: '' };
    length = 0;
  };
  const reader = xmlReader(part, {
    open(element, attributes) {
      if (element === 'row') openRow(attributes);
      else if (element === 'c' && row !== null) openCell(attributes);
      else if (element === 'rPh') phonetic += 1;
      else if (element === 'v') into = 'value';
      else if (element === 't' && phonetic === 0) into = 'value';
      else if (element === 'f') into = 'formula';
      else if (element === 'mergeCell' && merged.length < MOST_MERGED) {
        const [from, to] = (attributes.ref ?? '').split(':').map((end) => Number(reference.exec(end)?.[2]));
        if (from && to) merged.push({ range: attributes.ref ?? '', from, to });
      }
    },
    text(found) {
      if (cell === null || into === null) return;
      length += found.length;
      if (length > LONGEST_ROW) throw oversized(part, LONGEST_ROW);
      if (into === 'value') cell.value = (cell.value ?? '') + found;
      else cell.formula += found;
    },
    close(element) {
      if (element === 'rPh') phonetic -= 1;
      if (element === 'v' || element === 't' || element === 'f') into = null;
      if (element === 'c' && cell !== null) {
        if (cell.value !== null || cell.formula !== '') row?.cells.push(cell);
        cell = null;
      }
      if (element === 'row' && row !== null) {
        if (row.cells.length > 0) rows.push(row);
        row = null;
      }
    },
  });
  return {
    reader,
    merged,
    take(): Row[] {
      const taken = rows;
      rows = [];
      return taken;
    },
  };
}

/** What of a cell nobody can take for a figure, whatever stands there. */
type CellFault = {
  readonly column: number;
  readonly code: 'error-cell' | 'uncomputed-formula' | 'number-too-long';
  readonly value: string;
};
type Read = string | { readonly text: string; readonly code: CellFault['code'] };

/** As the spreadsheet shows it. */
function textOf(cell: Cell, { strings, shown, dates }: Surroundings, part: string): Read {
  const { type, value, formula } = cell;
  if (formula !== '' && (value ?? '') === '') return { text: `=${formula}`, code: 'uncomputed-formula' };
  if (value === null) return '';
  switch (type) {
    case 's': {
      const text = strings(value === '' ? Number.NaN : Number(value));
      if (text === null) throw broken(part);
      return text;
    }
    case 'inlineStr':
    case 'str':
      return unescaped(value);
    case 'b':
      return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
    case 'e':
      return { text: value, code: 'error-cell' };
    case 'd':
      return isoDateText(value);
    default: {
      const as = value === '' ? 'number' : shown(cell.style);
      if (as !== 'number') return dateText(value, as, dates);
      const { text, isTooLong } = numberText(value);
      return isTooLong ? { text, code: 'number-too-long' } : text;
    }
  }
}

/** Of a row in which something stands, without blanks at its end. */
export type SheetRow = {
  readonly row: number;
  readonly fields: readonly string[];
  readonly faults: readonly CellFault[];
};

/** What is merged is known at the end of the sheet. */
export type SheetStretch = { readonly rows: readonly SheetRow[]; readonly merged: readonly Merged[] };

/** So many characters are handed on at once. */
const STRETCH = 1_000_000;

/** Throws `UnreadableWorkbook`. */
export async function* sheetRows(
  archive: Archive,
  part: string,
  surroundings: Surroundings,
): AsyncGenerator<SheetStretch> {
  const parser = sheetParser(part);
  let all = 0;
  const made = ({ row, cells }: Row): SheetRow & { readonly length: number } => {
    const fields: string[] = [];
    const faults: CellFault[] = [];
    let length = 0;
    for (const cell of cells) {
      const read = textOf(cell, surroundings, part);
      const text = typeof read === 'string' ? read : read.text;
      if (text === '') continue;
      if (typeof read !== 'string') faults.push({ column: cell.column, code: read.code, value: text });
      length += text.length;
      if (length > LONGEST_ROW) throw oversized(part, LONGEST_ROW);
      while (fields.length < cell.column) fields.push('');
      fields.push(text);
    }
    all += length;
    if (all > MOST_TEXT) throw oversized(part, MOST_TEXT);
    return { row, fields, faults, length };
  };
  for await (const piece of archive.open(part, MOST_OF_A_SHEET)) {
    parser.reader.write(piece);
    let [rows, held]: [SheetRow[], number] = [[], 0];
    for (const taken of parser.take()) {
      const { length, ...row } = made(taken);
      if (length === 0) continue;
      rows.push(row);
      held += length + row.fields.length;
      if (held < STRETCH) continue;
      yield { rows, merged: [] };
      [rows, held] = [[], 0];
    }
    if (rows.length > 0) yield { rows, merged: [] };
  }
  parser.reader.end();
  yield { rows: [], merged: parser.merged };
}
