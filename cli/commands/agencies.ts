/** `dtm agencies`: an agency and what is right below it, or a search. */
import type { Command } from 'commander';
import { AgencyList } from '../../shared/contract/registry/tree-answers.ts';
import { keyOption } from '../given-key.ts';
import { jsonOption } from '../json-text.ts';
import { type ReadOptions, sayAnswer } from '../read-answer.ts';
import { agenciesText } from '../tree-text.ts';
import type { Shell } from './command.ts';

type AgenciesOptions = ReadOptions & {
  readonly search?: string;
  readonly asOf?: string;
  readonly after?: string;
};

export function addAgencies(program: Command, shell: Shell): void {
  program
    .command('agencies')
    .description('an agency and what is right below it, or a search; exit code 1 when refused')
    .argument('[code]', 'in either code scheme, or VN; that of the key when left out')
    .option(
      '--search <text>',
      'words of a name, without diacritics too, the beginning of a code, or an administrative code',
    )
    .option('--as-of <day>', 'as it stood on this day')
    .option('--after <cursor>', 'only what is behind, as the answer before says')
    .option(...keyOption)
    .option(...jsonOption)
    .action((agency: string | undefined, { search, asOf, after, ...options }: AgenciesOptions) =>
      sayAnswer(
        shell,
        { path: '/agencies', query: { agency, search, asOf, after } },
        options,
        AgencyList,
        agenciesText,
      ),
    );
}
