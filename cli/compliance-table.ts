/** Who is overdue with what, for a terminal. */
import type { ComplianceAnswer, DutyState } from '../shared/contract/oversight/duties.ts';
import { inLine } from './shown.ts';
import { counted, table } from './table.ts';

const lateText = ({ overdueDays }: DutyState): string =>
  overdueDays === 0 ? '' : counted(overdueDays, 'day');

const lastText = ({ last }: DutyState): string =>
  last === null ? 'never' : [last.day, last.reference ?? ''].join(' ').trim();

export function complianceText(answers: readonly ComplianceAnswer[]): string {
  const [first] = answers;
  if (first === undefined) throw new Error('no answer to show');
  const duties = answers.flatMap((answer) => answer.duties);
  const sum = (of: (answer: ComplianceAnswer) => number) =>
    answers.reduce((total, answer) => total + of(answer), 0);
  const head = `${inLine(first.node)} on ${first.today}: ${counted(
    sum(({ systems }) => systems),
    'connected system',
  )}, ${counted(
    sum(({ overdue }) => overdue),
    'duty is',
    'duties are',
  )} overdue`;
  if (duties.length === 0) return head;
  const drawn = table(
    [
      { head: 'system', width: 24 },
      { head: 'duty', width: 24 },
      { head: 'due' },
      { head: 'late', align: 'right' },
      { head: 'last time', width: 24 },
    ],
    duties.map((duty) => [duty.system, duty.duty, duty.due, lateText(duty), lastText(duty)]),
  );
  return `${head}\n\n${drawn}`;
}
