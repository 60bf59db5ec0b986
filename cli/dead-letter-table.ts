/** Dead letters as text for a terminal. What a letter is and why stand as the consumer recorded them. */
import type { DeadLetterShown, DeadLetterSummary } from '../shared/contract/oversight/dead-letters.ts';
import { cut } from '../shared/domain/values/cut.ts';
import { inLine } from './shown.ts';
import { counted, table } from './table.ts';
import { inLanguage, type Say, secondText, type View, WIDTH } from './view.ts';

/** So much of an id tells messages apart; show and redrive take it. */
const SHORT_ID = 8;

export const reasonOf = (
  { reason }: Pick<DeadLetterSummary, 'reason'>,
  view: Pick<View, 'language'>,
): string =>
  reason ??
  inLanguage(view)(
    'received too often without an answer: the consumer died or ran out of time',
    'đã nhận quá nhiều lần mà không có trả lời: bộ xử lý bị dừng hoặc hết thời gian',
  );

/** Of work on batches it says so: most letters are submissions, or were meant to be. */
const whereAndWhat = ({ queue, what }: DeadLetterSummary): string =>
  queue === 'batches' ? `batches: ${inLine(what)}` : inLine(what);

export function ageText(milliseconds: number, say: Say): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  const [hours, days] = [Math.floor(minutes / 60), Math.floor(minutes / 1440)];
  if (minutes < 120) return say(`${minutes} min`, `${minutes} phút`);
  return hours < 48 ? say(`${hours} h`, `${hours} giờ`) : say(`${days} d`, `${days} ngày`);
}

export function deadLettersText(
  letters: readonly DeadLetterSummary[],
  more: boolean,
  now: number,
  view: View,
): string {
  const say = inLanguage(view);
  if (letters.length === 0) return say('✓ No dead letters.', '✓ Không có thông điệp lỗi.');
  const age = 8;
  const [what, reason] = [36, WIDTH - 36 - SHORT_ID - age - 4 - 8];
  const rows = letters.map((letter) => [
    letter.id.slice(0, SHORT_ID),
    ageText(now - Date.parse(letter.sentAt), say),
    String(letter.receiveCount),
    whereAndWhat(letter),
    reasonOf(letter, view),
  ]);
  const columns = [
    { head: say('id', 'mã'), width: SHORT_ID },
    { head: say('age', 'tuổi'), width: age },
    { head: say('seen', 'lần'), width: 4, align: 'right' as const },
    { head: say('what it is', 'nội dung'), width: what },
    { head: say('why', 'lý do'), width: reason },
  ];
  const count = say(
    `${more ? 'the first of more than ' : ''}${counted(letters.length, 'dead letter')}`,
    `${more ? 'đầu tiên trong hơn ' : ''}${letters.length} thông điệp lỗi`,
  );
  const next = 'dtm dead-letters show ID, redrive ID';
  const end = say(`${next} or redrive --all`, `${next} hoặc redrive --all`);
  return `${table(columns, rows, view.width)}\n\n${count}; ${end}`;
}

export function deadLetterText(letter: DeadLetterShown, now: number, view: View): string {
  const say = inLanguage(view);
  const { sentAt } = letter;
  const [sent, age] = [secondText(sentAt, view), ageText(now - Date.parse(sentAt), say)];
  const head = table(
    [{ head: say('dead letter', 'thông điệp lỗi') }, { head: letter.id, width: WIDTH - 15 }],
    [
      [say('what', 'nội dung'), whereAndWhat(letter)],
      [say('why', 'lý do'), reasonOf(letter, view)],
      [
        say('sent', 'gửi lúc'),
        say(
          `${sent}, ${age} ago; a queue keeps it for 14 days`,
          `${sent}, cách đây ${age}; hàng đợi giữ 14 ngày`,
        ),
      ],
      [say('seen here', 'đã xem'), say(counted(letter.receiveCount, 'time'), `${letter.receiveCount} lần`)],
    ],
    view.width,
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

const SHOWN = 20;

/** `sent`: what each message is. `left`: how many came in or back meanwhile. */
export function sentBackText(sent: readonly string[], left: number, view: View): string {
  const say = inLanguage(view);
  const end = sent.length > 0 ? ':' : '.';
  const rest = sent.length - SHOWN;
  return [
    say(
      `✓ ${counted(sent.length, 'message')} sent back to be counted${end}`,
      `✓ đã gửi lại ${sent.length} thông điệp để tính${end}`,
    ),
    ...sent.slice(0, SHOWN).map((what) => `  ${cut(inLine(what), 90)}`),
    ...(rest > 0 ? [say(`  … and ${rest} more`, `  … và ${rest} nữa`)] : []),
    ...(left > 0
      ? [
          say(
            `${counted(left, 'message')} came in or back meanwhile and stayed.`,
            `${left} thông điệp đến hoặc quay lại trong lúc đó và vẫn còn.`,
          ),
        ]
      : []),
    say(
      'What cannot be counted now either comes back: look again in a minute.',
      'Thông điệp nào vẫn không tính được sẽ quay lại: hãy xem lại sau một phút.',
    ),
  ].join('\n');
}
