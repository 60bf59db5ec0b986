/** A template as CSV. */
import { csvField } from '../csv-field.ts';
import { headingOf } from './columns.ts';
import type { Template } from './template.ts';

/** Without it Excel reads Vietnamese as another encoding. */
const BYTE_ORDER_MARK = '\ufeff';
/** Where the comma is the decimal sign, as in Vietnam, spreadsheets separate by a semicolon; the reader of files knows both. */
const DELIMITER = ';';

export function templateCsv({ columns, rows }: Template): string {
  const blanks = (row: readonly string[]): string[] => Array<string>(columns.length - row.length).fill('');
  const lines = [columns.map(headingOf), ...rows.map((row) => [...row, ...blanks(row)])];
  return `${BYTE_ORDER_MARK}${lines.map((line) => `${line.map(csvField).join(DELIMITER)}\r\n`).join('')}`;
}
