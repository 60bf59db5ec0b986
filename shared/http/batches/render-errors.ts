/** Errors of a file in the sender's language, as JSON or as CSV whose rows are named as in the file. */
import type { ErrorPage } from '../../app/batches/read-batches.ts';
import type { BatchErrors } from '../../contract/batches/pages.ts';
import type { RowError } from '../../contract/batches/row-error.ts';
import type { Language } from '../../contract/text.ts';
import { csvField } from '../../domain/batches/csv-field.ts';
import type { RowFinding } from '../../domain/batches/row-finding.ts';
import { findingText } from '../../domain/language/finding-text.ts';
import type { Answer } from '../operation.ts';

const MOST_ALLOWED = 50;

const errorOf = (finding: RowFinding, language: Language): RowError => {
  const { row, column, key, code, value, allowed, submission } = finding;
  return {
    ...{ row, column, key, code, detail: findingText(finding, language), value },
    ...(allowed && { allowed: allowed.slice(0, MOST_ALLOWED) }),
    submission,
  };
};

export const jsonErrors = ({ errors, next }: ErrorPage, language: Language): BatchErrors => ({
  errors: errors.map((finding) => errorOf(finding, language)),
  next: next === null ? null : String(next),
});

const headings = {
  vi: ['dòng', 'cột', 'khóa', 'mã lỗi', 'lỗi', 'giá trị', 'cho phép', 'bản gửi'],
  en: ['row', 'column', 'key', 'code', 'error', 'value', 'allowed', 'submission'],
} as const;

/** A byte order mark, without which Excel reads Vietnamese as Latin-1. */
const MARK = '\ufeff';

const lineOf = (fields: readonly (string | number | null)[]): string =>
  `${fields.map((field) => csvField(String(field ?? ''))).join(',')}\r\n`;

/** A page of up to a thousand, with the heading in the first; `Link` leads to the next (RFC 8288). */
export function csvErrors(
  { errors, next }: ErrorPage,
  language: Language,
  isFirst: boolean,
  path: string,
): Answer {
  const lines = errors.map((finding) => {
    const { row, column, key, code, detail, value, allowed, submission } = errorOf(finding, language);
    return lineOf([row, column, key, code, detail, value, allowed?.join(' | ') ?? null, submission]);
  });
  const head = isFirst ? `${MARK}${lineOf(headings[language])}` : '';
  return {
    status: 200,
    body: head + lines.join(''),
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      ...(next !== null && { Link: `<${path}?after=${next}>; rel="next"` }),
    },
  };
}

/** Whether the caller asks for CSV by name (RFC 9110 §12.5.1); JSON is for who does not say. */
export const wantsCsv = (accept: string | undefined): boolean =>
  (accept ?? '').split(',').some((one) => one.trim().toLowerCase().startsWith('text/csv'));
