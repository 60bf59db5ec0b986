/** `dtm completion`: what a shell needs to complete commands and options. */
import { Argument, type Command } from 'commander';
import { completionScript, type ShellName, shellNames } from '../completion-script.ts';
import type { Shell } from './command.ts';

export function addCompletion(program: Command, { say }: Shell): void {
  program
    .command('completion')
    .description('print a script by which a shell completes commands and options')
    .addArgument(new Argument('<shell>', 'which shell').choices(shellNames))
    .option('--json', 'print commands and options as JSON instead')
    .action((shell: ShellName, { json }: { json?: true }) =>
      say(completionScript(program, json ? 'json' : shell)),
    );
}
