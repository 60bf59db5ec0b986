/** What a preflight found, for a terminal: a table, and under it what to do, where commands stay whole to be pasted. */
import { outcomeOf } from '../shared/domain/oversight/preflight/preflight.ts';
import type { Row, Verdict } from '../shared/domain/oversight/preflight/row.ts';
import { inLine } from './shown.ts';
import { counted, table } from './table.ts';
import { inLanguage, type Say, type View } from './view.ts';

const marks: Readonly<Record<Verdict, string>> = { ready: '✓', missing: '✗', advice: '!', unread: '?' };

export function preflightText(rows: readonly Row[], view: View): string {
  const say = inLanguage(view);
  const drawn = table(
    [
      { head: '' },
      { head: say('what', 'mục'), width: 36 },
      { head: say('found', 'hiện có'), width: 30 },
      { head: say('needed', 'cần'), width: 26 },
    ],
    rows.map(({ verdict, what, found, needed }) => [marks[verdict], what, found, needed]),
    view.width,
  );
  const todo = rows.filter((row) => row.todo.length > 0).flatMap(todoLines);
  return [
    drawn,
    ...(todo.length > 0 ? ['', say('What to do:', 'Việc cần làm:'), ...todo] : []),
    ...endOf(rows, say),
  ].join('\n');
}

const todoLines = ({ verdict, what, todo }: Row): string[] => [
  '',
  `${marks[verdict]} ${inLine(what)}`,
  ...todo.map((line) => `    ${inLine(line)}`),
];

const countOf = (rows: readonly Row[], verdict: Verdict): number =>
  rows.filter((row) => row.verdict === verdict).length;

/** What could not be read, in words; the fault of a preflight that misses nothing else. */
export const unreadText = (rows: readonly Row[]): string =>
  `${counted(countOf(rows, 'unread'), 'thing')} could not be read`;

function endOf(rows: readonly Row[], say: Say): string[] {
  switch (outcomeOf(rows)) {
    case 'ready':
      return ['', say('✓ Ready to be deployed.', '✓ Sẵn sàng triển khai.')];
    case 'not ready': {
      const [missing, unread] = [countOf(rows, 'missing'), countOf(rows, 'unread')];
      const text = say(
        `✗ Not ready: ${counted(missing, 'thing')} missing`,
        `✗ Chưa sẵn sàng: thiếu ${missing} mục`,
      );
      const also = unread > 0 ? `, ${say(unreadText(rows), `${unread} mục không đọc được`)}` : '';
      return ['', `${text}${also}.`];
    }
    case 'not known':
      return [''];
  }
}
