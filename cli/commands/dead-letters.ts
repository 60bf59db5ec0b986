/** `dtm dead-letters`: what the consumer could not count, why, sending it back, and deleting it. */
import type { Command } from 'commander';
import {
  DeadLetterList,
  type DeadLetterOrder,
  DeadLetterShown,
  type DeadLetterSummary,
  DeadLetterWork,
} from '../../shared/contract/oversight/dead-letters.ts';
import { cut } from '../../shared/domain/values/cut.ts';
import { adminOf, type CallAdmin, standingAt } from '../call-admin.ts';
import { problemOf } from '../call-hub.ts';
import { deadLettersText, deadLetterText, reasonOf } from '../dead-letter-table.ts';
import { CommandFault } from '../fault.ts';
import { problemText } from '../problem-table.ts';
import { inLine } from '../shown.ts';
import { counted } from '../table.ts';
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
    .action((id: string | undefined, options: { all?: true }) => redriveSome(id, options, shell));
  letters
    .command('delete')
    .description('take one away for good; a submission stays in the ledger, and is counted within the hour')
    .argument('<id>', 'its id or the beginning of it')
    .requiredOption('--reason <text>', '3 to 200 characters, kept in the history')
    .action((id: string, { reason }: { reason: string }) => deleteOne(id, reason, shell));
}

const listed = (call: CallAdmin, { view }: Pick<Shell, 'view'>) =>
  standingAt(call, '/dead-letters', DeadLetterList, view);

const plain = (letter: DeadLetterSummary) => ({
  id: letter.id,
  what: inLine(letter.what),
  reason: reasonOf(letter),
  receiveCount: letter.receiveCount,
  sentAt: letter.sentAt,
});

async function list({ json }: Json, shell: Shell): Promise<void> {
  const { say, now, refuse } = shell;
  const { letters, more } = await listed(await adminOf(shell, 'dead-letters'), shell);
  say(json ? JSON.stringify(letters.map(plain), null, 2) : deadLettersText(letters, more, now()));
  if (letters.length > 0) refuse();
}

/** The id that begins so. Throws where none does, or several do. */
function only({ letters }: DeadLetterList, id: string): string {
  const found = letters.filter((letter) => letter.id.startsWith(id));
  const [one] = found;
  if (one !== undefined && found.length === 1) return one.id;
  const what =
    found.length === 0
      ? 'the id of no dead letter begins with that'
      : `the ids of ${found.length} dead letters begin with that`;
  throw new CommandFault(`${id}: ${what}; dtm dead-letters list shows them`);
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
      ? JSON.stringify({ ...plain(letter), body: letter.body }, null, 2)
      : deadLetterText(letter, shell.now()),
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
  const found = problemOf(answer);
  if (found.code === 'no-dead-letters') return null;
  throw new CommandFault(problemText(found, view), 1);
}

const SHOWN = 20;

async function redriveSome(id: string | undefined, { all }: { all?: true }, shell: Shell): Promise<void> {
  if ((id === undefined) === (all === undefined)) throw new CommandFault('redrive: give an ID, or --all');
  const call = await adminOf(shell, 'dead-letters');
  const first = await listed(call, shell);
  const which = id === undefined ? {} : { ids: [only(first, id)] };
  if (first.letters.length === 0) return shell.say('✓ No dead letters.');
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
  shell.say(
    [
      `✓ ${counted(sent.length, 'message')} sent back to be counted${sent.length > 0 ? ':' : '.'}`,
      ...sent.slice(0, SHOWN).map((what) => `  ${cut(inLine(what), 90)}`),
      ...(sent.length > SHOWN ? [`  … and ${sent.length - SHOWN} more`] : []),
      ...(left > 0 ? [`${counted(left, 'message')} came in or back meanwhile and stayed.`] : []),
      'What cannot be counted now either comes back: look again in a minute.',
    ].join('\n'),
  );
}

async function deleteOne(id: string, reason: string, shell: Shell): Promise<void> {
  const call = await adminOf(shell, 'dead-letters');
  const standing = await listed(call, shell);
  const work = await handle(call, shell, standing.version, {
    action: 'delete',
    ids: [only(standing, id)],
    reason,
  });
  const [letter] = work?.letters ?? [];
  if (work === null || letter === undefined || work.notThere.length > 0)
    throw new CommandFault(`${id}: somebody else has handled it, or looks at it now`, 1);
  shell.say(`✓ deleted: ${cut(inLine(letter.what), 90)}`);
}
