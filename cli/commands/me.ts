/** `dtm me`: whose key it is, what it may do, and what is open for it. */
import type { Command } from 'commander';
import { Me } from '../../shared/contract/access/me.ts';
import { keyOption } from '../given-key.ts';
import { jsonOption } from '../json-text.ts';
import { meText } from '../me-text.ts';
import { type ReadOptions, sayAnswer } from '../read-answer.ts';
import type { Shell } from './command.ts';

export function addMe(program: Command, shell: Shell): void {
  program
    .command('me')
    .description(
      'whose key it is, what it may do, and which periods are open for it; exit code 1 when refused',
    )
    .option(...keyOption)
    .option(...jsonOption)
    .action((options: ReadOptions) => sayAnswer(shell, { path: '/me' }, options, Me, meText));
}
