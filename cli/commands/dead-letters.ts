/** `dtm dead-letters`: what the consumer could not count, why, and sending it back. */
import type { Command } from 'commander';
import {
  findDeadLetter,
  listDeadLetters,
  redriveAll,
  redriveOne,
} from '../../shared/app/oversight/dead-letters.ts';
import type { DeadLetter } from '../../shared/app/ports/queues.ts';
import { cut } from '../../shared/domain/values/cut.ts';
import { deadLettersText, deadLetterText, reasonOf, whatItIs } from '../dead-letter-table.ts';
import { CommandFault } from '../fault.ts';
import type { Hub } from '../hub.ts';
import { withDeadLetters } from '../read-hub.ts';
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
}

const plain = (letter: DeadLetter) => ({
  id: letter.id,
  what: whatItIs(letter.body),
  reason: reasonOf(letter),
  receiveCount: letter.receiveCount,
  sentAt: new Date(letter.sentAt).toISOString(),
});

async function list({ json }: Json, { hub, say, now, refuse }: Shell): Promise<void> {
  const letters = await withDeadLetters(hub(), listDeadLetters);
  say(json ? JSON.stringify(letters.map(plain), null, 2) : deadLettersText(letters, now()));
  if (letters.length > 0) refuse();
}

/** Throws where the id names none of them, or several. */
function only(letter: Awaited<ReturnType<typeof findDeadLetter>>, id: string): DeadLetter {
  if (letter.ok) return letter.value;
  const { found } = letter.problem;
  const what =
    found === 0
      ? 'the id of no dead letter begins with that'
      : `the ids of ${found} dead letters begin with that`;
  throw new CommandFault(`${id}: ${what}; dtm dead-letters list shows them`);
}

async function show(id: string, { json }: Json, { hub, say, now }: Shell): Promise<void> {
  const letter = only(await withDeadLetters(hub(), (queue) => findDeadLetter(queue, id)), id);
  say(
    json ? JSON.stringify({ ...plain(letter), body: letter.body }, null, 2) : deadLetterText(letter, now()),
  );
}

const SHOWN = 20;

async function redriveSome(
  id: string | undefined,
  { all }: { all?: true },
  { hub, say, now }: Shell,
): Promise<void> {
  if ((id === undefined) === (all === undefined)) throw new CommandFault('redrive: give an ID, or --all');
  const names: string[] = [];
  let count = 0;
  const onSent = ({ body }: DeadLetter): void => {
    count += 1;
    if (names.length < SHOWN) names.push(`  ${cut(whatItIs(body), 90)}`);
  };
  const left = id === undefined ? await sendAll(hub(), now(), onSent) : await sendOne(hub(), id, onSent);
  if (count === 0 && left === 0) return say('✓ No dead letters.');
  say(
    [
      `✓ ${counted(count, 'message')} sent back to be counted${count > 0 ? ':' : '.'}`,
      ...names,
      ...(count > names.length ? [`  … and ${count - names.length} more`] : []),
      ...(left > 0 ? [`${counted(left, 'message')} came in or back meanwhile and stayed.`] : []),
      'What cannot be counted now either comes back: look again in a minute.',
    ].join('\n'),
  );
}

async function sendOne(hub: Hub, id: string, onSent: (letter: DeadLetter) => void): Promise<number> {
  onSent(only(await withDeadLetters(hub, (queue) => redriveOne(queue, id)), id));
  return 0;
}

const sendAll = (hub: Hub, began: number, onSent: (letter: DeadLetter) => void): Promise<number> =>
  withDeadLetters(hub, (queue) => redriveAll(queue, { began, onSent }));
