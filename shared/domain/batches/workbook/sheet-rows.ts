/** The rows of a sheet as they are unpacked: cells are made text when their row is taken, so that what waits is small (ECMA-376-1 §18.3.1). */
import type { Archive } from './archive.ts';
import { dateText, isoDateText, numberText, unescaped } from './cell-text.ts';
import type { Shown } from './date-styles.ts';
import type { SharedStrings } from './shared-strings.ts';
import { broken, oversized } from './unreadable.ts';
import { type Attributes, xmlReader } from './xml-events.ts';

/** Of a sheet, with its tags. */
export const MOST_OF_A_SHEET = 1_000_000_000;
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

/** As the spreadsheet shows it; a formula that was never computed as itself, which no figure is. */
function textOf(cell: Cell, { strings, shown, dates }: Surroundings, part: string): string {
  const { type, value, formula } = cell;
  if (value === null || (value === '' && formula !== '')) return `=${formula}`;
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
      return value;
    case 'd':
      return isoDateText(value);
    default: {
      const as = value === '' ? 'number' : shown(cell.style);
      return as === 'number' ? numberText(value) : dateText(value, as, dates);
    }
  }
}

/** What is merged is known where the sheet ends. */
export type SheetRow = { readonly row: number; readonly fields: readonly string[] };

/** Rows in which something stands, each without blanks at its end; then what is merged. Throws `UnreadableWorkbook`. */
export async function* sheetRows(
  archive: Archive,
  part: string,
  surroundings: Surroundings,
): AsyncGenerator<SheetRow | Merged> {
  const parser = sheetParser(part);
  let all = 0;
  const made = ({ row, cells }: Row): SheetRow => {
    const fields: string[] = [];
    let length = 0;
    for (const cell of cells) {
      const text = textOf(cell, surroundings, part);
      if (text === '') continue;
      length += text.length;
      if (length > LONGEST_ROW) throw oversized(part, LONGEST_ROW);
      while (fields.length < cell.column) fields.push('');
      fields.push(text);
    }
    all += length;
    if (all > MOST_TEXT) throw oversized(part, MOST_TEXT);
    return { row, fields };
  };
  for await (const piece of archive.open(part, MOST_OF_A_SHEET)) {
    parser.reader.write(piece);
    for (const row of parser.take()) {
      const { fields } = made(row);
      if (fields.length > 0) yield { row: row.row, fields };
    }
  }
  parser.reader.end();
  yield* parser.merged;
}
