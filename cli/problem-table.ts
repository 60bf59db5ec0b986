/** A problem of the hub as a person reads it: what it is, then every error of the request. */
import type { Finding, ProblemDetails } from '../shared/contract/problem.ts';
import { cut } from '../shared/domain/values/cut.ts';
import { inLine } from './shown.ts';
import { type Column, table } from './table.ts';
import { inLanguage, type Say, type View, WIDTH } from './view.ts';

/** A text of the hub is shorter; an answer can be anybody's, and a table takes long over long words. */
const LONGEST = 2000;

/** A blank where a table may break a long name. */
const breakable = (text: string): string => text.replaceAll('|', ' | ');

/** Wide enough for the longest name of an indicator and the longest code of an error. */
const MOST = [20, 28, 23];

/** Each column takes what its texts need, up to `MOST`; the detail has what is left. */
function fittingColumns(rows: readonly (readonly string[])[], say: Say): Column[] {
  const heads = [say('where', 'vị trí'), say('cell', 'ô'), say('error', 'lỗi')];
  const named = MOST.map((most, at) => {
    const head = heads[at] ?? '';
    const longest = Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0));
    return { head, width: Math.min(most, longest) };
  });
  const taken = named.reduce((sum, { width }) => sum + width + 2, 0);
  return [...named, { head: say('detail', 'chi tiết'), width: WIDTH - taken }];
}

/** A detail speaks of `errors[]`, which on a terminal are the table. */
const asTable = (detail: string, say: Say): string =>
  detail.replace(/(^|[.:;] )errors\[\]/g, (_, before: string) =>
    before === '' || before.startsWith('.')
      ? `${before}${say('The table', 'Bảng')}`
      : `${before}${say('the table', 'bảng')}`,
  );

/** In a file of an import: `agencies.csv row 3 parent`, or a pointer into it. */
const placeIn = ({ file, row, column, pointer }: Finding): string =>
  [file, row ? `row ${row}` : null, column, pointer].filter(Boolean).join(' ');

/** Title and details are in the language in which the hub was asked. */
export function problemText(
  { status, code, title, detail, requestId, errors, moreErrors }: ProblemDetails,
  view: View,
): string {
  const say = inLanguage(view);
  // Of an answer that no release of the hub gives: the title is dtm's own.
  const named =
    code === 'unknown'
      ? say('An answer that is none of the hub', 'Câu trả lời không phải của hệ thống')
      : title;
  const head = `✗ ${status} ${inLine(`${code}: ${named}`)}\n${inLine(errors.length > 0 ? asTable(detail, say) : detail)}`;
  const foot = requestId === '' ? '' : `\n\n${say('request', 'mã yêu cầu')} ${inLine(requestId)}`;
  if (errors.length === 0) return `${head}${foot}`;
  const rows = errors.map((error) =>
    [
      error.file === undefined ? (error.parameter ?? error.pointer ?? '') : placeIn(error),
      breakable(error.key ?? ''),
      error.code,
      `${error.detail}${error.allowed === undefined ? '' : ` ${say('Allowed', 'Được phép')}: ${error.allowed.join(', ')}`}`,
    ].map((text) => cut(text, LONGEST)),
  );
  const columns = fittingColumns(rows, say);
  const more =
    moreErrors === undefined ? '' : `\n${say(`… and ${moreErrors} more`, `… và ${moreErrors} lỗi nữa`)}`;
  return `${head}\n\n${table(columns, rows, view.width)}${more}${foot}`;
}
