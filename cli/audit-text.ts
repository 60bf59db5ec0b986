/** What `dtm audit` says. */
import type { QueryRow } from '../shared/app/ports/trail.ts';
import {
  type AuditParameter,
  type AuditQueryName,
  auditQueryNames,
  auditQueryOf,
} from '../shared/contract/access/audit-queries.ts';
import { inLine } from './shown.ts';
import { counted, table } from './table.ts';
import { inLanguage, secondText, type View, WIDTH } from './view.ts';

export const optionNames: Readonly<Record<AuditParameter, string>> = {
  AGENCY: '--agency',
  PERIOD: '--period',
  KEYID: '--key',
  OPERATOR: '--operator',
  SUBMISSIONID: '--submission',
};

const HALF = 38;

/** All questions, in both languages, with what each takes. */
export function auditQuestionsText({ width }: View): string {
  const rows = auditQueryNames.map((name) => {
    const { question, takes } = auditQueryOf(name);
    return [[name, ...takes.map((one) => `  ${optionNames[one]}`)], question.en, question.vi];
  });
  return table(
    [{ head: 'name' }, { head: 'question', width: HALF - 4 }, { head: 'câu hỏi', width: HALF - 4 }],
    rows,
    width,
  );
}

/** Every field that some row has, as the rows have them in order. */
const namesIn = (rows: readonly QueryRow[]): string[] => [
  ...new Set(rows.flatMap((row) => Object.keys(row))),
];

/** A table where it fits the terminal; else each row as a list of its fields. */
function rowsText(rows: readonly QueryRow[], { width }: View): string {
  const names = namesIn(rows);
  const widths = names.map((name) => Math.max(name.length, ...rows.map((row) => (row[name] ?? '').length)));
  const isNarrow = widths.reduce((sum, one) => sum + one + 2, -2) <= (width ?? WIDTH);
  if (isNarrow)
    return table(
      names.map((head) => ({ head })),
      rows.map((row) => names.map((name) => row[name] ?? '')),
      width,
    );
  const longest = Math.max(...names.map((name) => name.length));
  return rows
    .map((row) =>
      Object.entries(row)
        .map(([name, value]) => `${name.padEnd(longest)}  ${inLine(value)}`)
        .join('\n'),
    )
    .join('\n\n');
}

export function auditAnswerText(
  name: AuditQueryName,
  rows: readonly QueryRow[],
  { from, to }: { readonly from: number; readonly to: number },
  view: View,
): string {
  const say = inLanguage(view);
  const { question } = auditQueryOf(name);
  const [first, last] = [secondText(from, view), secondText(to, view)];
  const end = say(
    `${counted(rows.length, 'row')} from ${first} to ${last}`,
    `${rows.length} dòng từ ${first} đến ${last}`,
  );
  return [
    say(question.en, question.vi),
    '',
    ...(rows.length > 0 ? [rowsText(rows, view), ''] : []),
    end,
  ].join('\n');
}
