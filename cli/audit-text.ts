/** What `dtm audit` says. */
import type { QueryRow } from '../shared/app/ports/trail.ts';
import {
  type AuditParameter,
  type AuditQueryName,
  auditQueryNames,
  auditQueryOf,
} from '../shared/contract/access/audit-queries.ts';
import { inLine } from './shown.ts';
import { counted, table, WIDTH } from './table.ts';

export const optionNames: Readonly<Record<AuditParameter, string>> = {
  AGENCY: '--agency',
  PERIOD: '--period',
  KEYID: '--key',
  OPERATOR: '--operator',
  SUBMISSIONID: '--submission',
};

const HALF = 38;

/** All questions, in both languages, with what each takes. */
export function auditQuestionsText(): string {
  const rows = auditQueryNames.map((name) => {
    const { question, takes } = auditQueryOf(name);
    return [[name, ...takes.map((one) => `  ${optionNames[one]}`)], question.en, question.vi];
  });
  return table(
    [{ head: 'name' }, { head: 'question', width: HALF - 4 }, { head: 'câu hỏi', width: HALF - 4 }],
    rows,
  );
}

/** Every field that some row has, as the rows have them in order. */
const namesIn = (rows: readonly QueryRow[]): string[] => [
  ...new Set(rows.flatMap((row) => Object.keys(row))),
];

/** A table where it fits the terminal; else each row as a list of its fields. */
function rowsText(rows: readonly QueryRow[]): string {
  const names = namesIn(rows);
  const widths = names.map((name) => Math.max(name.length, ...rows.map((row) => (row[name] ?? '').length)));
  const isNarrow = widths.reduce((sum, width) => sum + width + 2, -2) <= WIDTH;
  if (isNarrow)
    return table(
      names.map((head) => ({ head })),
      rows.map((row) => names.map((name) => row[name] ?? '')),
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

const instantText = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;

export function auditAnswerText(
  name: AuditQueryName,
  rows: readonly QueryRow[],
  { from, to }: { readonly from: number; readonly to: number },
): string {
  const { question } = auditQueryOf(name);
  const end = `${counted(rows.length, 'row')} from ${instantText(from)} to ${instantText(to)}`;
  return [`${question.en} / ${question.vi}`, '', ...(rows.length > 0 ? [rowsText(rows), ''] : []), end].join(
    '\n',
  );
}
