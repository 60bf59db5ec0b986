/** `dtm check`: what a file would be told, without sending it and without the hub. */
import type { Command } from 'commander';
import { localized } from '../../shared/domain/language/localized.ts';
import { type CheckOptions, checkFile } from '../batch/check-file.ts';
import { sourceOf } from '../batch/file-source.ts';
import { readSavedCatalogue } from '../batch/save-catalogue.ts';
import { CommandFault } from '../fault.ts';
import { jsonOption } from '../json-text.ts';
import type { Shell } from './command.ts';

/** Where `dtm catalogue save` puts it, and `dtm check` looks for it. */
export const SAVED_CATALOGUE = 'dtm-catalogue.json';

export function addCheck(program: Command, shell: Shell): void {
  program
    .command('check')
    .description(
      'judge a file of many without the hub, by what dtm catalogue save has kept; exit code 1 when some of it would be refused',
    )
    .argument('<file>', 'rows as CSV, NDJSON or .xlsx, also gzipped; - for standard input')
    .option('--catalogue <file>', 'what dtm catalogue save wrote', SAVED_CATALOGUE)
    .option('--agency <code>', 'for whom it will be sent; that of the key when left out')
    .option('--declared <file>', 'what it comes to by your own sum, as CSV (dataset,indicator,sum) or JSON')
    .option('--decimal-comma', 'of a CSV file: figures are written 1234,5')
    .option(...jsonOption)
    .action((file: string, { catalogue, ...options }: CheckOptions & { readonly catalogue: string }) =>
      check(file, catalogue, options, shell),
    );
}

async function check(file: string, catalogue: string, options: CheckOptions, shell: Shell): Promise<void> {
  const source = sourceOf(file);
  const { kind } = source;
  if (kind === 'application/json')
    throw new CommandFault(
      localized(
        `${source.name} is JSON, one report or events: dtm submit --dry-run asks the hub; allowed here: CSV, NDJSON, .xlsx`,
        `${source.name} là JSON, một báo cáo hoặc sự kiện: dtm submit --dry-run sẽ hỏi hệ thống; ở đây được phép: CSV, NDJSON, .xlsx`,
      ),
    );
  if (options.decimalComma && kind !== 'text/csv')
    throw new CommandFault(
      localized(
        `--decimal-comma is not for this file: it is ${kind}`,
        `--decimal-comma không dùng cho tệp này: đây là ${kind}`,
      ),
    );
  await checkFile(source, kind, readSavedCatalogue(catalogue), options, shell);
}
