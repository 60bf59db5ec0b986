/** Dead letters as text of at most 100 columns. */
import type { DeadLetter } from '../shared/app/ports/queues.ts';
import { QueueBody } from '../shared/contract/submissions/ledger.ts';
import { submissionId } from '../shared/domain/submissions/submission-key.ts';
import { cut } from '../shared/domain/values/cut.ts';
import { inLine } from './shown.ts';
import { counted, table } from './table.ts';
import { WIDTH } from './view.ts';

const SHOWN = 200;
/** So much of an id tells messages apart; show and redrive take it. */
const SHORT_ID = 8;
const NO_REASON = 'received too often without an answer: the consumer died or ran out of time';

/** The submission that a message is about, or how it begins. */
export function whatItIs(body: string): string {
  try {
    const read = QueueBody.parse(JSON.parse(body));
    return read.kind === 'refold'
      ? inLine(`refold of ${read.node} in ${read.dataset} ${read.period}`)
      : inLine(submissionId(read));
  } catch {
    return inLine(cut(body, SHOWN));
  }
}

export const reasonOf = ({ reason }: DeadLetter): string => reason ?? NO_REASON;

export function ageText(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 120) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
}

export function deadLettersText(letters: readonly DeadLetter[], now: number): string {
  if (letters.length === 0) return '✓ No dead letters.';
  const [what, reason] = [38, WIDTH - 38 - SHORT_ID - 6 - 4 - 8];
  const rows = letters.map((letter) => [
    letter.id.slice(0, SHORT_ID),
    ageText(now - letter.sentAt),
    String(letter.receiveCount),
    whatItIs(letter.body),
    reasonOf(letter),
  ]);
  const columns = [
    { head: 'id', width: SHORT_ID },
    { head: 'age', width: 6 },
    { head: 'seen', width: 4, align: 'right' as const },
    { head: 'what it is', width: what },
    { head: 'why', width: reason },
  ];
  return `${table(columns, rows)}\n\n${counted(letters.length, 'dead letter')}; dtm dead-letters show ID, redrive ID or redrive --all`;
}

export function deadLetterText(letter: DeadLetter, now: number): string {
  const sent = new Date(letter.sentAt).toISOString();
  const head = table(
    [{ head: 'dead letter' }, { head: letter.id, width: WIDTH - 15 }],
    [
      ['what', whatItIs(letter.body)],
      ['why', reasonOf(letter)],
      ['sent', `${sent}, ${ageText(now - letter.sentAt)} ago; a queue keeps it for 14 days`],
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
