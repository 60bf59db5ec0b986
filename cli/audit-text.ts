/** What `dtm audit` says. */
import type { QueryRow } from '../shared/app/ports/trail.ts';
import {
  type AuditParameter,
  type AuditQueryName,
  auditQueryNames,
  auditQueryOf,
} from '../shared/contract/access/audit-queries.ts';
import { auditFields } from './audit-fields.ts';
import { inLine } from './shown.ts';
import { counted, table } from './table.ts';
import { inLanguage, instantText, secondText, type View, WIDTH } from './view.ts';

export const optionNames: Readonly<Record<AuditParameter, string>> = {
  AGENCY: '--agency',
  PERIOD: '--period',
  KEYID: '--key',
  OPERATOR: '--operator',
  SUBMISSIONID: '--submission',
};

/** All questions, with what each takes. */
export function auditQuestionsText(view: View): string {
  const say = inLanguage(view);
  const rows = auditQueryNames.map((name) => {
    const { question, takes } = auditQueryOf(name);
    return [[name, ...takes.map((one) => `  ${optionNames[one]}`)], question[view.language]];
  });
  return table(
    [{ head: say('name', 'tên') }, { head: say('question', 'câu hỏi'), width: 60 }],
    rows,
    view.width,
  );
}

/** As Logs Insights writes times, with a zone in fields of a line, without one in its own; all are of UTC. */
const asTime = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{3})?)Z?$/;

/** A time has the zone that all of dtm's have; what else there is stands as the logs have it. */
function valueText(value: string, view: View): string {
  const [, day, clock] = asTime.exec(value) ?? [];
  return day === undefined ? value : instantText(`${day}T${clock}Z`, view);
}

/** Every field that some row has, as the rows have them in order. */
const namesIn = (rows: readonly QueryRow[]): string[] => [
  ...new Set(rows.flatMap((row) => Object.keys(row))),
];

/** A table where it fits the terminal; else each row as a list of its fields. */
function rowsText(rows: readonly QueryRow[], view: View): string {
  const say = inLanguage(view);
  const names = namesIn(rows);
  const heads = names.map((name) => say(name, auditFields[name] ?? name));
  const shown = rows.map((row) => names.map((name) => valueText(row[name] ?? '', view)));
  const widths = heads.map((head, at) =>
    Math.max(head.length, ...shown.map((row) => (row[at] ?? '').length)),
  );
  const fits = widths.reduce((sum, one) => sum + one + 2, -2) <= (view.width ?? WIDTH);
  if (fits)
    return table(
      heads.map((head) => ({ head })),
      shown,
      view.width,
    );
  const longest = Math.max(...heads.map((head) => head.length));
  return shown
    .map((row) =>
      row
        .flatMap((value, at) =>
          value === '' ? [] : [`${(heads[at] ?? '').padEnd(longest)}  ${inLine(value)}`],
        )
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
