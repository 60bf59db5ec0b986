/** A problem of the hub as a person reads it: what it is, then every error of the request. */
import type { ProblemDetails } from '../shared/contract/problem.ts';
import { cut } from '../shared/domain/values/cut.ts';
import { inLine } from './shown.ts';
import { table, WIDTH } from './table.ts';

/** A text of the hub is shorter; an answer can be anybody's, and a table takes long over long words. */
const LONGEST = 2000;

/** A blank where a table may break a long name. */
const breakable = (text: string): string => text.replaceAll('|', ' | ');

export function problemText({
  status,
  code,
  title,
  detail,
  requestId,
  errors,
  moreErrors,
}: ProblemDetails): string {
  const head = `✗ ${status} ${inLine(`${code}: ${title}`)}\n${inLine(detail)}`;
  const foot = requestId === '' ? '' : `\n\nrequest ${inLine(requestId)}`;
  if (errors.length === 0) return `${head}${foot}`;
  const rows = errors.map((error) =>
    [
      error.parameter ?? error.pointer ?? '',
      breakable(error.key ?? ''),
      error.code,
      `${error.detail}${error.allowed === undefined ? '' : ` Allowed: ${error.allowed.join(', ')}`}`,
    ].map((text) => cut(text, LONGEST)),
  );
  const columns = [
    { head: 'where', width: 20 },
    { head: 'cell', width: 22 },
    { head: 'error', width: 20 },
    { head: 'detail', width: WIDTH - 68 },
  ];
  const more = moreErrors === undefined ? '' : `\n… and ${moreErrors} more`;
  return `${head}\n\n${table(columns, rows)}${more}${foot}`;
}
