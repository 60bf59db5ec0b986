/** `dtm dead-letters`: what the consumer could not count, why, and sending it back. */
import type { Command } from 'commander';
import { operatorSqs, queueUrlOf } from '../../shared/aws/operator.ts';
import {
  type DeadLetter,
  holdDeadLetters,
  letGo,
  redrive,
  redriveAll,
} from '../../shared/aws/oversight/dead-letters.ts';
import { cut } from '../../shared/domain/values/cut.ts';
import { deadLettersText, deadLetterText, reasonOf, whatItIs } from '../dead-letter-table.ts';
import { CommandFault } from '../fault.ts';
import { type Hub, queuesOf } from '../hub.ts';
import { counted } from '../table.ts';
import type { Shell } from './command.ts';

/** What one look takes at most; a redrive of all goes on page by page. */
const MOST = 5000;

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

async function queuesAt({ aws, stage }: Hub) {
  const client = operatorSqs(aws);
  const names = queuesOf(stage);
  const [main, dead] = await Promise.all([
    queueUrlOf(client, names.submissions),
    queueUrlOf(client, names.deadLetters),
  ]);
  return { client, main, dead };
}

/** Holds all dead letters while `work` looks at them and lets go of those that it does not say it has dealt with. */
async function withLetters<T>(
  hub: Hub,
  work: (letters: readonly DeadLetter[], send: (letter: DeadLetter) => Promise<void>) => Promise<T>,
): Promise<T> {
  const { client, main, dead } = await queuesAt(hub);
  const letters = await holdDeadLetters(client, dead, MOST);
  const gone = new Set<string>();
  try {
    return await work(letters, async (letter) => {
      await redrive(client, dead, main, letter);
      gone.add(letter.id);
    });
  } finally {
    await letGo(
      client,
      dead,
      letters.filter(({ id }) => !gone.has(id)),
    );
    client.destroy();
  }
}

const plain = (letter: DeadLetter) => ({
  id: letter.id,
  what: whatItIs(letter.body),
  reason: reasonOf(letter),
  receiveCount: letter.receiveCount,
  sentAt: new Date(letter.sentAt).toISOString(),
});

async function list({ json }: Json, { hub, say, now, refuse }: Shell): Promise<void> {
  const letters = await withLetters(hub(), async (all) => all);
  say(json ? JSON.stringify(letters.map(plain), null, 2) : deadLettersText(letters, now()));
  if (letters.length > 0) refuse();
}

function theOne(letters: readonly DeadLetter[], id: string): DeadLetter {
  const found = letters.filter((letter) => letter.id.startsWith(id));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const what = found.length === 0 ? 'no dead letter begins so' : `${found.length} dead letters begin so`;
  throw new CommandFault(`${id}: ${what}; dtm dead-letters list shows them`);
}

async function show(id: string, { json }: Json, { hub, say, now }: Shell): Promise<void> {
  const letter = await withLetters(hub(), async (letters) => theOne(letters, id));
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

const sendOne = (hub: Hub, id: string, onSent: (letter: DeadLetter) => void): Promise<number> =>
  withLetters(hub, async (letters, send) => {
    const one = theOne(letters, id);
    await send(one);
    onSent(one);
    return 0;
  });

async function sendAll(hub: Hub, began: number, onSent: (letter: DeadLetter) => void): Promise<number> {
  const { client, main, dead } = await queuesAt(hub);
  try {
    return await redriveAll({ client, from: dead, to: main, began, onSent });
  } finally {
    client.destroy();
  }
}
