/** What a preflight found, for a terminal: a table, and under it what to do, where commands stay whole to be pasted. */
import type { Localized } from '../shared/contract/text.ts';
import { localized } from '../shared/domain/language/localized.ts';
import { outcomeOf } from '../shared/domain/oversight/preflight/preflight.ts';
import { type Row, type RowIn, rowIn, type Verdict } from '../shared/domain/oversight/preflight/row.ts';
import { inLine } from './shown.ts';
import { counted, table } from './table.ts';
import { inLanguage, type View } from './view.ts';

const marks: Readonly<Record<Verdict, string>> = { ready: '✓', missing: '✗', advice: '!', unread: '?' };

export function preflightText(rows: readonly Row[], view: View): string {
  const say = inLanguage(view);
  const read = rows.map((row) => rowIn(row, view.language));
  const drawn = table(
    [
      { head: '' },
      { head: say('what', 'mục'), width: 36 },
      { head: say('found', 'hiện có'), width: 30 },
      { head: say('needed', 'cần'), width: 26 },
    ],
    read.map(({ verdict, what, found, needed }) => [marks[verdict], what, found, needed]),
    view.width,
  );
  const todo = read.filter((row) => row.todo.length > 0).flatMap(todoLines);
  return [
    drawn,
    ...(todo.length > 0 ? ['', say('What to do:', 'Việc cần làm:'), ...todo] : []),
    ...endOf(rows, view),
  ].join('\n');
}

const todoLines = ({ verdict, what, todo }: RowIn): string[] => [
  '',
  `${marks[verdict]} ${inLine(what)}`,
  ...todo.map((line) => `    ${inLine(line)}`),
];

const countOf = (rows: readonly Row[], verdict: Verdict): number =>
  rows.filter((row) => row.verdict === verdict).length;

/** What could not be read, in words; the fault of a preflight that misses nothing else. */
export function unreadText(rows: readonly Row[]): Localized {
  const count = countOf(rows, 'unread');
  return localized(`${counted(count, 'thing')} could not be read`, `${count} mục không đọc được`);
}

function endOf(rows: readonly Row[], view: View): string[] {
  const say = inLanguage(view);
  switch (outcomeOf(rows)) {
    case 'ready':
      return ['', say('✓ Ready to be deployed.', '✓ Sẵn sàng triển khai.')];
    case 'not ready': {
      const [missing, unread] = [countOf(rows, 'missing'), countOf(rows, 'unread')];
      const text = say(
        `✗ Not ready: ${counted(missing, 'thing')} missing`,
        `✗ Chưa sẵn sàng: thiếu ${missing} mục`,
      );
      const also = unread > 0 ? `, ${unreadText(rows)[view.language]}` : '';
      return ['', `${text}${also}.`];
    }
    case 'not known':
      return [''];
  }
}
