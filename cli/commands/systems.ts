/** `dtm systems`: the systems of an agency and of all below it. */
import type { Command } from 'commander';
import { SystemList } from '../../shared/contract/registry/tree-answers.ts';
import { keyOption } from '../given-key.ts';
import { jsonOption } from '../json-text.ts';
import { type ReadOptions, sayAnswer } from '../read-answer.ts';
import { systemsText } from '../tree-text.ts';
import type { Shell } from './command.ts';

type SystemsOptions = ReadOptions & { readonly asOf?: string; readonly after?: string };

export function addSystems(program: Command, shell: Shell): void {
  program
    .command('systems')
    .description('the systems of an agency and of all below it; exit code 1 when refused')
    .argument('[code]', 'in either code scheme, or VN; that of the key when left out')
    .option('--as-of <day>', 'as it stood on this day')
    .option('--after <cursor>', 'only what is behind, as the answer before says')
    .option(...keyOption)
    .option(...jsonOption)
    .action((agency: string | undefined, { asOf, after, ...options }: SystemsOptions) =>
      sayAnswer(
        shell,
        { path: '/systems', query: { agency, asOf, after } },
        options,
        SystemList,
        systemsText,
      ),
    );
}
