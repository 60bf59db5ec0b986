/** `dtm catalogue`: the datasets that there are, or what a report of one consists of. */
import type { Command } from 'commander';
import { CatalogueAnswer, DatasetDescription } from '../../shared/contract/registry/catalogue-answers.ts';
import { catalogueText, datasetText } from '../catalogue-text.ts';
import { keyOption } from '../given-key.ts';
import { jsonOption } from '../json-text.ts';
import { type ReadOptions, sayAnswer } from '../read-answer.ts';
import type { Shell } from './command.ts';

type CatalogueOptions = ReadOptions & { readonly asOfVersion?: string; readonly after?: string };

export function addCatalogue(program: Command, shell: Shell): void {
  program
    .command('catalogue')
    .description('the datasets that there are, or one with its indicators; exit code 1 when refused')
    .argument('[dataset]', 'such as etx-monthly')
    .option('--as-of-version <number>', 'as it was in force at this version of the registry')
    .option('--after <dataset>', 'only datasets behind this one, as the answer before says')
    .option(...keyOption)
    .option(...jsonOption)
    .action((dataset: string | undefined, options: CatalogueOptions) => catalogue(dataset, options, shell));
}

function catalogue(
  dataset: string | undefined,
  { asOfVersion: version, after, ...options }: CatalogueOptions,
  shell: Shell,
): Promise<void> {
  if (dataset === undefined)
    return sayAnswer(
      shell,
      { path: '/catalogue', query: { version, after } },
      options,
      CatalogueAnswer,
      catalogueText,
    );
  const path = `/catalogue/${encodeURIComponent(dataset)}`;
  return sayAnswer(shell, { path, query: { version } }, options, DatasetDescription, datasetText);
}
