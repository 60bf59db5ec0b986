/** `dtm admin`: what operators changed. */
import { type Command, Option } from 'commander';
import { History } from '../../shared/contract/access/change.ts';
import { historyTasks } from '../../shared/contract/parameters.ts';
import { adminOf } from '../call-admin.ts';
import { historyText } from '../history-text.ts';
import { jsonText } from '../json-text.ts';
import { refusal } from '../refusal.ts';
import type { Shell } from './command.ts';

type HistoryOptions = { readonly task: string; readonly after?: string; readonly json?: true };

export function addAdmin(program: Command, shell: Shell): void {
  program
    .command('admin')
    .description('what operators changed')
    .command('history')
    .description('newest first, a page at a time')
    .addOption(
      new Option('--task <task>', 'what was changed')
        .choices([...historyTasks, 'keys'])
        .makeOptionMandatory(),
    )
    .option('--after <version>', 'go on behind this one')
    .option('--json', 'print the page as JSON, with the records')
    .action((options: HistoryOptions) => history(options, shell));
}

async function history({ task, after, json }: HistoryOptions, shell: Shell): Promise<void> {
  const call = await adminOf(shell, task === 'keys' ? 'keys' : 'any');
  const answer = await call({ method: 'GET', path: historyPath(task, after) });
  if (answer.status !== 200) throw refusal(answer, shell.view);
  const page = History.parse(answer.body);
  shell.say(json ? jsonText(page) : historyText(page, shell.view));
}

/** Below `/v1/admin`. What was done with keys another function answers, which may read them. */
function historyPath(task: string, after: string | undefined): string {
  const query = new URLSearchParams({
    ...(task !== 'keys' && { task }),
    ...(after !== undefined && { after }),
  });
  return `/history${task === 'keys' ? '/keys' : ''}${query.size === 0 ? '' : `?${query}`}`;
}
