/** Who is overdue with what, for a terminal. */
import type { ComplianceAnswer, DutyState } from '../shared/contract/oversight/duties.ts';
import { inLine } from './shown.ts';
import { counted, table } from './table.ts';
import { inLanguage, type Say, type View } from './view.ts';

const lateText = ({ overdueDays }: DutyState, say: Say): string =>
  overdueDays === 0 ? '' : say(counted(overdueDays, 'day'), `${overdueDays} ngày`);

const lastText = ({ last }: DutyState, say: Say): string =>
  last === null ? say('never', 'chưa lần nào') : [last.day, last.reference ?? ''].join(' ').trim();

function closedText({ on, mergedInto }: NonNullable<ComplianceAnswer['closed']>, say: Say): string {
  if (mergedInto === null) return say(`closed since the end of ${on}`, `đã giải thể, ngày cuối cùng ${on}`);
  const into = inLine(mergedInto);
  return say(
    `closed since the end of ${on}: merged into ${into}, which answers for its systems`,
    `đã sáp nhập vào ${into}, ngày cuối cùng ${on}; ${into} chịu trách nhiệm về các hệ thống của cơ quan này`,
  );
}

export function complianceText(answers: readonly ComplianceAnswer[], view: View): string {
  const say = inLanguage(view);
  const [first] = answers;
  if (first === undefined) throw new Error('no answer to show');
  const duties = answers.flatMap((answer) => answer.duties);
  const sum = (of: (answer: ComplianceAnswer) => number) =>
    answers.reduce((total, answer) => total + of(answer), 0);
  const [systems, overdue] = [sum((answer) => answer.systems), sum((answer) => answer.overdue)];
  const head = say(
    `${inLine(first.node)} on ${first.today}: ${counted(systems, 'connected system')}, ${counted(overdue, 'duty is', 'duties are')} overdue`,
    `${inLine(first.node)} ngày ${first.today}: ${systems} hệ thống đã kết nối, ${overdue} nghĩa vụ quá hạn`,
  );
  const { closed } = first;
  if (closed !== undefined) return `${head}\n${closedText(closed, say)}`;
  if (duties.length === 0) return head;
  const drawn = table(
    [
      { head: say('system', 'hệ thống'), width: 24 },
      { head: say('duty', 'nghĩa vụ'), width: 24 },
      { head: say('due', 'hạn') },
      { head: say('late', 'trễ'), align: 'right' },
      { head: say('last time', 'lần gần nhất'), width: 24 },
    ],
    duties.map((duty) => [duty.system, duty.duty, duty.due, lateText(duty, say), lastText(duty, say)]),
    view.width,
  );
  return `${head}\n\n${drawn}`;
}
