/** What the hub refuses, as every command says it: by `exitCodeOf`. */
import { type Answer, problemOf } from './call-hub.ts';
import type { Shell } from './commands/command.ts';
import { CommandFault, exitCodeOf } from './fault.ts';
import { problemText } from './problem-table.ts';

/** To be thrown. `says`: the problem, if not in other words. */
export const refusal = (
  answer: Answer,
  view: Shell['view'],
  says = problemText(problemOf(answer), view),
): CommandFault => new CommandFault(says, exitCodeOf(answer.status));

/** Said where it is the answer; thrown where there is none. */
export function sayRefusal(
  { say, refuse, view }: Pick<Shell, 'say' | 'refuse' | 'view'>,
  answer: Answer,
  says: string,
): void {
  const fault = refusal(answer, view, says);
  if (fault.exitCode === 2) throw fault;
  say(says);
  refuse();
}
