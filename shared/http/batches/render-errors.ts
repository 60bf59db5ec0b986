/** Errors of a file in the sender's language: a page as JSON, or where all of them are as CSV. */
import type { ErrorPage } from '../../app/batches/read-batches.ts';
import type { BatchErrors } from '../../contract/batches/pages.ts';
import type { Language } from '../../contract/text.ts';
import { rowErrorOf } from '../../domain/batches/row-error.ts';
import type { Answer } from '../operation.ts';

export const jsonErrors = ({ errors, next }: ErrorPage, language: Language): BatchErrors => ({
  errors: errors.map((finding) => rowErrorOf(finding, language)),
  next: next === null ? null : String(next),
});

/** The file is where `Location` says (RFC 9110 §15.4.4): an answer of the hub could not hold it. */
export const csvAnswer = (file: { readonly url: string } | { readonly text: string }): Answer => ({
  status: 'url' in file ? 303 : 200,
  body: 'url' in file ? '' : file.text,
  headers: { 'Content-Type': 'text/csv; charset=utf-8', ...('url' in file && { Location: file.url }) },
});

/** Whether the caller asks for CSV by name (RFC 9110 §12.5.1); JSON is for who does not say. */
export const wantsCsv = (accept: string | undefined): boolean =>
  (accept ?? '').split(',').some((one) => one.trim().toLowerCase().startsWith('text/csv'));
