/** Errors of a file in the sender's language, as JSON or as CSV whose rows are named as in the file. */
import type { ErrorPage } from '../../app/batches/read-batches.ts';
import type { BatchErrors } from '../../contract/batches/pages.ts';
import type { Language } from '../../contract/text.ts';
import { errorLine, errorsHead } from '../../domain/batches/errors-csv.ts';
import { rowErrorOf } from '../../domain/batches/row-error.ts';
import type { Answer } from '../operation.ts';

export const jsonErrors = ({ errors, next }: ErrorPage, language: Language): BatchErrors => ({
  errors: errors.map((finding) => rowErrorOf(finding, language)),
  next: next === null ? null : String(next),
});

/** A page of up to a thousand, with the heading in the first; `Link` leads to the next (RFC 8288). */
export function csvErrors(
  { errors, next }: ErrorPage,
  language: Language,
  isFirst: boolean,
  path: string,
): Answer {
  const lines = errors.map((finding) => errorLine(rowErrorOf(finding, language)));
  const head = isFirst ? errorsHead(language) : '';
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
