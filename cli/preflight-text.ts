/** What a preflight found, for a terminal: a table, and under it what to do, where commands stay whole to be pasted. */
import { outcomeOf } from '../shared/domain/oversight/preflight/preflight.ts';
import type { Row, Verdict } from '../shared/domain/oversight/preflight/row.ts';
import { inLine } from './shown.ts';
import { counted, table } from './table.ts';

const marks: Readonly<Record<Verdict, string>> = { ready: '✓', missing: '✗', advice: '!', unread: '?' };

export function preflightText(rows: readonly Row[]): string {
  const drawn = table(
    [{ head: '' }, { head: 'what', width: 36 }, { head: 'found', width: 30 }, { head: 'needed', width: 26 }],
    rows.map(({ verdict, what, found, needed }) => [marks[verdict], what, found, needed]),
  );
  const todo = rows.filter((row) => row.todo.length > 0).flatMap(todoLines);
  return [drawn, ...(todo.length > 0 ? ['', 'What to do:', ...todo] : []), ...endOf(rows)].join('\n');
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

function endOf(rows: readonly Row[]): string[] {
  switch (outcomeOf(rows)) {
    case 'ready':
      return ['', '✓ Ready to be deployed.'];
    case 'not ready': {
      const missing = `✗ Not ready: ${counted(countOf(rows, 'missing'), 'thing')} missing`;
      return ['', countOf(rows, 'unread') > 0 ? `${missing}, ${unreadText(rows)}.` : `${missing}.`];
    }
    case 'not known':
      return [''];
  }
}
