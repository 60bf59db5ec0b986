/** A problem of the hub as a person reads it: what it is, then every error of the request. */
import type { ProblemDetails } from '../shared/contract/problem.ts';
import { cut } from '../shared/domain/values/cut.ts';
import { inLine } from './shown.ts';
import { type Column, table, WIDTH } from './table.ts';

/** A text of the hub is shorter; an answer can be anybody's, and a table takes long over long words. */
const LONGEST = 2000;

/** A blank where a table may break a long name. */
const breakable = (text: string): string => text.replaceAll('|', ' | ');

/** Wide enough for the longest name of an indicator and the longest code of an error. */
const MOST = { where: 20, cell: 28, error: 23 };

/** Each column takes what its texts need, up to `MOST`; the detail has what is left. */
function fittingColumns(rows: readonly (readonly string[])[]): Column[] {
  const named = Object.entries(MOST).map(([head, most], at) => {
    const longest = Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0));
    return { head, width: Math.min(most, longest) };
  });
  const taken = named.reduce((sum, { width }) => sum + width + 2, 0);
  return [...named, { head: 'detail', width: WIDTH - taken }];
}

/** A detail speaks of `errors[]`, which on a terminal are the table. */
const asTable = (detail: string): string =>
  detail.replace(/(^|[.:;] )errors\[\]/g, (_, before: string) =>
    before === '' || before.startsWith('.') ? `${before}The table` : `${before}the table`,
  );

export function problemText({
  status,
  code,
  title,
  detail,
  requestId,
  errors,
  moreErrors,
}: ProblemDetails): string {
  const head = `✗ ${status} ${inLine(`${code}: ${title}`)}\n${inLine(errors.length > 0 ? asTable(detail) : detail)}`;
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
  const columns = fittingColumns(rows);
  const more = moreErrors === undefined ? '' : `\n… and ${moreErrors} more`;
  return `${head}\n\n${table(columns, rows)}${more}${foot}`;
}
