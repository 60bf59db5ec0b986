/** `dtm catalogue`: the datasets that there are, or what a report of one consists of. */
import type { Command } from 'commander';
import { CatalogueAnswer, DatasetDescription } from '../../shared/contract/registry/catalogue-answers.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { saveCatalogue } from '../batch/save-catalogue.ts';
import { catalogueText, datasetText } from '../catalogue-text.ts';
import { CommandFault } from '../fault.ts';
import { type KeyOptions, keyOption } from '../given-key.ts';
import { jsonOption, jsonText } from '../json-text.ts';
import { type ReadOptions, sayAnswer } from '../read-answer.ts';
import { inLanguage, minuteText } from '../view.ts';
import { SAVED_CATALOGUE } from './check.ts';
import type { Shell } from './command.ts';

type CatalogueOptions = ReadOptions & { readonly asOfVersion?: string; readonly after?: string };

export function addCatalogue(program: Command, shell: Shell): void {
  const catalogueCommand = program
    .command('catalogue')
    .description('the datasets that there are, or one with its indicators; exit code 1 when refused')
    .argument('[dataset]', 'such as etx-monthly')
    .option('--as-of-version <number>', 'as it was in force at this version of the registry')
    .option('--after <dataset>', 'only datasets behind this one, as the answer before says')
    .option(...keyOption)
    .option(...jsonOption)
    .action((dataset: string | undefined, options: CatalogueOptions) => catalogue(dataset, options, shell));
  addSave(catalogueCommand, shell);
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

type SaveOptions = KeyOptions & { readonly agency?: string; readonly json?: true };

function addSave(catalogueCommand: Command, shell: Shell): void {
  catalogueCommand
    .command('save')
    .description('keep in a file all that files are judged by, for dtm check; exit code 1 when refused')
    .argument('[file]', 'where to', SAVED_CATALOGUE)
    .option('--agency <code>', 'whose key to take at the twin, where none is given')
    .option(...keyOption)
    .option(...jsonOption)
    // Those that `catalogue` has too are read by it.
    .action((file: string, _: SaveOptions, command: Command) =>
      save(file, ofSave(command.optsWithGlobals()), shell),
    );
}

/** An option of `catalogue` alone would do nothing. */
function ofSave({ asOfVersion, after, ...options }: SaveOptions & CatalogueOptions): SaveOptions {
  for (const [name, value] of Object.entries({ '--as-of-version': asOfVersion, '--after': after }))
    if (value !== undefined)
      throw new CommandFault(
        localized(
          `${name} is not for save: all of today is kept`,
          `${name} không dùng với save: lưu toàn bộ của hiện tại`,
        ),
      );
  return options;
}

async function save(file: string, { json, ...options }: SaveOptions, shell: Shell): Promise<void> {
  const { say, view } = shell;
  const {
    savedAt,
    version,
    credential,
    catalogue: kept,
    systems,
  } = await saveCatalogue(file, options, shell);
  const { agency } = credential;
  if (json) return say(jsonText({ file, savedAt, version, agency }));
  const [datasets, all] = [kept.datasets.length, systems.length];
  say(
    inLanguage(view)(
      `✓ ${file} has what files of ${agency} are judged by: ${datasets} datasets, ${all} systems, the calendar, as of ${minuteText(savedAt, view)} (version ${version})`,
      `✓ ${file} có những gì dùng để xét tệp của ${agency}: ${datasets} bộ dữ liệu, ${all} hệ thống, lịch kỳ báo cáo, tính đến ${minuteText(savedAt, view)} (phiên bản ${version})`,
    ),
  );
}
