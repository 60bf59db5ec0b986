/** `dtm submit`: sends a report, events, or a file with rows of many, as their sender would. What it is, its first bytes say. */
import { type Command, Option } from 'commander';
import { batchModes } from '../../shared/contract/batches/batch.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { sourceOf } from '../batch/file-source.ts';
import { type FileOptions, submitFile } from '../batch/submit-file.ts';
import { CommandFault } from '../fault.ts';
import { keyOption } from '../given-key.ts';
import { jsonOption } from '../json-text.ts';
import { type ReportOptions, submitReport } from '../submit-report.ts';
import type { Shell } from './command.ts';

export function addSubmit(program: Command, shell: Shell): void {
  program
    .command('submit')
    .description(
      'send a report, events, or a file of many; exit code 1 when they are refused, some of a file too; exit code 2 also when nothing of a file was accepted',
    )
    .argument('<file>', 'JSON, or rows as CSV, NDJSON or .xlsx, also gzipped; - for standard input')
    .option(...keyOption)
    .option(
      '--idempotency-key <key>',
      'of events: the same again for a retry; else a new one is made and said',
    )
    .option('--receipt <file>', 'keep the signed receipt there; dtm receipt verify checks it')
    .option('--dry-run', 'only ask for the verdict: nothing is recorded')
    .addOption(
      new Option(
        '--mode <mode>',
        'of a file: what is right counts (valid-rows, when left out), or one error and nothing is recorded',
      ).choices(batchModes),
    )
    .option('--decimal-comma', 'of a CSV file: figures are written 1234,5')
    .option('--agency <code>', 'of a file: for whom it is sent; that of the key when left out')
    .option(
      '--declared <file>',
      'of a file: what it comes to by your own sum, as CSV (dataset,indicator,sum) or JSON',
    )
    .option('--run <number>', 'of a file that was sent before: 2 and so on have it judged anew')
    .option('--no-wait', 'of a file: do not wait until it is judged')
    .option(...jsonOption)
    .action((file: string, options: ReportOptions & FileOptions) => submit(file, options, shell));
}

async function submit(file: string, options: ReportOptions & FileOptions, shell: Shell): Promise<void> {
  const source = sourceOf(file);
  const { mode, decimalComma, agency, run, declared, wait, idempotencyKey } = options;
  if (source.kind === 'application/json') {
    const ofFiles = {
      '--mode': mode,
      '--decimal-comma': decimalComma,
      '--agency': agency,
      '--run': run,
      '--declared': declared,
    };
    refuseOptions({ ...ofFiles, '--no-wait': wait ? undefined : true }, 'JSON');
    return submitReport({ name: source.name, content: await source.whole() }, options, shell);
  }
  refuseOptions({ '--idempotency-key': idempotencyKey }, source.kind);
  await submitFile(source, options, shell);
}

/** An option that would do nothing is not passed over. */
function refuseOptions(options: Readonly<Record<string, unknown>>, kind: string): void {
  for (const [name, value] of Object.entries(options))
    if (value !== undefined)
      throw new CommandFault(
        localized(
          `${name} is not for this file: it is ${kind}`,
          `${name} không dùng cho tệp này: đây là ${kind}`,
        ),
      );
}
