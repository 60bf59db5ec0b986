/** Dead letters as text of at most 100 columns. */
import type { DeadLetterShown, DeadLetterSummary } from '../shared/contract/oversight/dead-letters.ts';
import { inLine } from './shown.ts';
import { counted, table } from './table.ts';
import { WIDTH } from './view.ts';

/** So much of an id tells messages apart; show and redrive take it. */
const SHORT_ID = 8;
const NO_REASON = 'received too often without an answer: the consumer died or ran out of time';

export const reasonOf = ({ reason }: Pick<DeadLetterSummary, 'reason'>): string => reason ?? NO_REASON;

export function ageText(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 120) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
}

export function deadLettersText(letters: readonly DeadLetterSummary[], more: boolean, now: number): string {
  if (letters.length === 0) return '✓ No dead letters.';
  const [what, reason] = [38, WIDTH - 38 - SHORT_ID - 6 - 4 - 8];
  const rows = letters.map((letter) => [
    letter.id.slice(0, SHORT_ID),
    ageText(now - Date.parse(letter.sentAt)),
    String(letter.receiveCount),
    inLine(letter.what),
    reasonOf(letter),
  ]);
  const columns = [
    { head: 'id', width: SHORT_ID },
    { head: 'age', width: 6 },
    { head: 'seen', width: 4, align: 'right' as const },
    { head: 'what it is', width: what },
    { head: 'why', width: reason },
  ];
  const count = `${more ? 'the first of more than ' : ''}${counted(letters.length, 'dead letter')}`;
  return `${table(columns, rows)}\n\n${count}; dtm dead-letters show ID, redrive ID or redrive --all`;
}

export function deadLetterText(letter: DeadLetterShown, now: number): string {
  const { sentAt: sent } = letter;
  const head = table(
    [{ head: 'dead letter' }, { head: letter.id, width: WIDTH - 15 }],
    [
      ['what', inLine(letter.what)],
      ['why', reasonOf(letter)],
      ['sent', `${sent}, ${ageText(now - Date.parse(sent))} ago; a queue keeps it for 14 days`],
      ['seen here', `${letter.receiveCount} times`],
    ],
  );
  return `${head}\n\n${bodyText(letter.body)}`;
}

function bodyText(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return inLine(body);
  }
}
