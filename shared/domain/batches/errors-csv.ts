/** Errors of a file as CSV, a line each, whose first column is the row of the file. */
import type { RowError } from '../../contract/batches/row-error.ts';
import type { Language } from '../../contract/text.ts';
import { csvField } from './csv-field.ts';

const headings = {
  vi: ['dòng', 'cột', 'khóa', 'mã lỗi', 'lỗi', 'giá trị', 'cho phép', 'bản gửi'],
  en: ['row', 'column', 'key', 'code', 'error', 'value', 'allowed', 'submission'],
} as const;

/** A byte order mark, without which Excel reads Vietnamese as Latin-1. */
const MARK = '\ufeff';

const lineOf = (fields: readonly (string | number | null)[]): string =>
  `${fields.map((field) => csvField(String(field ?? ''))).join(',')}\r\n`;

export const errorsHead = (language: Language): string => `${MARK}${lineOf(headings[language])}`;

/** So many allowed values stand in a cell. */
const MOST_ALLOWED = 10;

const allowedText = (allowed: readonly string[]): string =>
  [...allowed.slice(0, MOST_ALLOWED), ...(allowed.length > MOST_ALLOWED ? ['…'] : [])].join(' | ');

export const errorLine = ({ row, column, key, code, detail, value, allowed, submission }: RowError): string =>
  lineOf([row, column, key, code, detail, value, allowed ? allowedText(allowed) : null, submission]);
