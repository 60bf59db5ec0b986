/** `dtm dead-letters`: what the consumer could not count, why, sending it back, and deleting it. */

import type { Command } from 'commander';
import {
  DeadLetterList,
  type DeadLetterOrder,
  DeadLetterShown,
  type DeadLetterSummary,
  DeadLetterWork,
} from '../../shared/contract/oversight/dead-letters.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { cut } from '../../shared/domain/values/cut.ts';
import { adminOf, type CallAdmin, standingAt } from '../call-admin.ts';
import { problemOf } from '../call-hub.ts';
import { deadLettersText, deadLetterText, reasonOf, sentBackText } from '../dead-letter-table.ts';
import { CommandFault } from '../fault.ts';
import { jsonOption, jsonText } from '../json-text.ts';
import { refusal } from '../refusal.ts';
import { inLine } from '../shown.ts';
import { inLanguage } from '../view.ts';
import type { Shell } from './command.ts';

type Json = { readonly json?: true };

export function addDeadLetters(program: Command, shell: Shell): void {
  const letters = program
    .command('dead-letters')
    .description('messages that could not be counted (looking at one counts as a receive)');
  letters
    .command('list')
    .description('all of them, oldest first; exit code 1 when there are any')
    .option('--json', 'print them as JSON, without their bodies')
    .action((options: Json) => list(options, shell));
  letters
    .command('show')
    .description('one of them, with its body')
    .argument('<id>', 'its id or the beginning of it')
    .option('--json', 'print it as JSON')
    .action((id: string, options: Json) => show(id, options, shell));
  letters
    .command('redrive')
    .description(
      'send one or all back to be counted; a submission is counted once however often that is done',
    )
    .argument('[id]', 'its id or the beginning of it')
    .option('--all', 'every one that is there now; not what comes in, or back, meanwhile')
    .option(...jsonOption)
    .action((id: string | undefined, options: Json & { all?: true }) => redriveSome(id, options, shell));
  letters
    .command('delete')
    .description('take one away for good; a submission stays in the ledger, and is counted within the hour')
    .argument('<id>', 'its id or the beginning of it')
    .requiredOption('--reason <text>', '3 to 200 characters, kept in the history')
    .option(...jsonOption)
    .action((id: string, options: Json & { reason: string }) => deleteOne(id, options, shell));
}

const listed = (call: CallAdmin, { view }: Pick<Shell, 'view'>) =>
  standingAt(call, '/dead-letters', DeadLetterList, view);

/** For programs: in English, whatever the terminal's language. */
const plain = (letter: DeadLetterSummary) => ({
  id: letter.id,
  queue: letter.queue,
  what: inLine(letter.what),
  reason: reasonOf(letter, { language: 'en' }),
  receiveCount: letter.receiveCount,
  sentAt: letter.sentAt,
});

async function list({ json }: Json, shell: Shell): Promise<void> {
  const { say, now, refuse, view } = shell;
  const { letters, more } = await listed(await adminOf(shell, 'dead-letters'), shell);
  say(json ? jsonText(letters.map(plain)) : deadLettersText(letters, more, now(), view));
  if (letters.length > 0) refuse();
}

/** The id that begins so. Throws where none does, or several do. */
function only({ letters }: DeadLetterList, id: string): string {
  const found = letters.filter((letter) => letter.id.startsWith(id));
  const [one] = found;
  if (one !== undefined && found.length === 1) return one.id;
  throw new CommandFault(
    found.length === 0
      ? localized(
          `${id}: the id of no dead letter begins with that; dtm dead-letters list shows them`,
          `${id}: không có thông điệp lỗi nào có mã bắt đầu như vậy; dtm dead-letters list liệt kê các thông điệp lỗi`,
        )
      : localized(
          `${id}: the ids of ${found.length} dead letters begin with that; dtm dead-letters list shows them`,
          `${id}: có ${found.length} thông điệp lỗi có mã bắt đầu như vậy; dtm dead-letters list liệt kê các thông điệp lỗi`,
        ),
  );
}

async function show(id: string, { json }: Json, shell: Shell): Promise<void> {
  const call = await adminOf(shell, 'dead-letters');
  const letter = await standingAt(
    call,
    `/dead-letters/${only(await listed(call, shell), id)}`,
    DeadLetterShown,
    shell.view,
  );
  shell.say(
    json
      ? jsonText({ ...plain(letter), body: letter.body })
      : deadLetterText(letter, shell.now(), shell.view),
  );
}

/** Null where there was nothing to handle. Throws what else the hub says. */
async function handle(
  call: CallAdmin,
  { view }: Pick<Shell, 'view'>,
  on: string,
  body: DeadLetterOrder,
): Promise<DeadLetterWork | null> {
  const answer = await call({ method: 'POST', path: '/dead-letters', on, body });
  if (answer.status === 200) return DeadLetterWork.parse(answer.body);
  if (problemOf(answer).code === 'no-dead-letters') return null;
  throw refusal(answer, view);
}

async function redriveSome(
  id: string | undefined,
  { all, json }: Json & { all?: true },
  shell: Shell,
): Promise<void> {
  const { view } = shell;
  if ((id === undefined) === (all === undefined))
    throw new CommandFault(localized('redrive: give an ID, or --all', 'redrive: hãy nêu một mã hoặc --all'));
  const call = await adminOf(shell, 'dead-letters');
  const first = await listed(call, shell);
  const which = id === undefined ? {} : { ids: [only(first, id)] };
  if (first.letters.length === 0)
    return shell.say(json ? jsonText({ sent: [], left: 0 }) : deadLettersText([], false, shell.now(), view));
  const sent: string[] = [];
  let work = await handle(call, shell, first.version, { action: 'send-back', ...which });
  while (work !== null) {
    const missing = new Set(work.notThere);
    sent.push(...work.letters.flatMap((letter) => (missing.has(letter.id) ? [] : [letter.what])));
    if (!work.more) break;
    const { version } = await listed(call, shell);
    work = await handle(call, shell, version, { action: 'send-back', before: work.before });
  }
  const left = id === undefined ? (await listed(call, shell)).letters.length : 0;
  if (json) return shell.say(jsonText({ sent, left }));
  shell.say(sentBackText(sent, left, view));
}

async function deleteOne(
  id: string,
  { reason, json }: Json & { reason: string },
  shell: Shell,
): Promise<void> {
  const call = await adminOf(shell, 'dead-letters');
  const standing = await listed(call, shell);
  const work = await handle(call, shell, standing.version, {
    action: 'delete',
    ids: [only(standing, id)],
    reason,
  });
  const [letter] = work?.letters ?? [];
  if (work === null || letter === undefined || work.notThere.length > 0)
    throw new CommandFault(
      localized(
        `${id}: somebody else has handled it, or looks at it now`,
        `${id}: người khác đã xử lý hoặc đang xem thông điệp này`,
      ),
      1,
    );
  if (json) return shell.say(jsonText({ deleted: { id: letter.id, what: letter.what } }));
  const what = cut(inLine(letter.what), 90);
  shell.say(inLanguage(shell.view)(`✓ deleted: ${what}`, `✓ đã bỏ: ${what}`));
}
