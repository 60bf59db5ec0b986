/** `dtm submit` of a file with rows of many: it is sent, in parts where it is large, waited for, and told of. */
import { rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Batch } from '../../shared/contract/batches/batch.ts';
import { BatchErrors, BatchSubmissions } from '../../shared/contract/batches/pages.ts';
import { readRecorded } from '../../shared/contract/recorded.ts';
import { acceptedExtent } from '../../shared/domain/batches/accepted-extent.ts';
import { differs } from '../../shared/domain/batches/control-totals.ts';
import { localized } from '../../shared/domain/language/localized.ts';
import { levelOne } from '../../shared/domain/values/agency-code.ts';
import type { Shell } from '../commands/command.ts';
import { CommandFault, faultText } from '../fault.ts';
import type { KeyOptions } from '../given-key.ts';
import { jsonText } from '../json-text.ts';
import { inLanguage } from '../view.ts';
import { batchText, errorsText } from './batch-text.ts';
import { type Calls, callsOf } from './calls.ts';
import { correctionsText, MOST_CELLS } from './corrections-text.ts';
import { writeErrors } from './errors-file.ts';
import type { FileSource } from './file-source.ts';
import { type SendOptions, sendFile } from './send-file.ts';
import { waitFor } from './wait-for.ts';

export type FileOptions = KeyOptions &
  SendOptions & {
    /** False: `--no-wait`. */
    readonly wait: boolean;
    readonly receipt?: string;
    readonly json?: true;
  };

export async function submitFile(source: FileSource, options: FileOptions, shell: Shell): Promise<void> {
  const { say, remark, view } = shell;
  const inWords = inLanguage(view);
  const { agency } = options;
  const calls = callsOf(shell, options, agency === undefined ? source.sender : levelOne(agency));
  const sent = await sendFile(source, options, calls, shell);
  const next = Number(sent.batch.id.split('~').at(-1)) + 1;
  if (!sent.isNew)
    remark(
      inWords(
        `This file is known, as batch ${sent.batch.id}: nothing is counted twice. --run ${next} has it judged anew.`,
        `Tệp này đã có, là lô ${sent.batch.id}: không có gì bị tính hai lần. --run ${next} để xét lại từ đầu.`,
      ),
    );
  if (!options.wait) {
    if (options.json) return say(jsonText(sent.batch));
    return say(
      inWords(
        `✓ ${sent.batch.id} is under way; dtm batch status ${sent.batch.id} says how far it is`,
        `✓ ${sent.batch.id} đang được xử lý; dtm batch status ${sent.batch.id} cho biết tiến độ`,
      ),
    );
  }
  const batch = await waitFor(sent.batch, calls, shell, sleep);
  if (options.receipt !== undefined && batch.receipt !== null)
    writeFileSync(options.receipt, `${batch.receipt}\n`);
  const errorsFile = await keepErrors(batch, source, calls, shell);
  if (options.json) say(jsonText(batch));
  else {
    say(batchText(batch, view));
    const changes = await firstCorrections(batch, calls, view);
    if (changes !== '') say(`\n${changes}`);
    const errors = await firstErrors(batch, calls);
    if (errors !== null) say(`\n${errorsText(errors.errors, batch.errors?.count ?? 0, view)}`);
    if (errorsFile !== null)
      say(`\n${inWords(`All of them are in ${errorsFile}.`, `Toàn bộ lỗi ở trong ${errorsFile}.`)}`);
  }
  endWith(batch, shell);
}

/** Exit code 1 where some of it is refused or comes to something else than was declared, 2 where nothing is accepted. */
export function endWith(batch: Batch, { refuse }: Pick<Shell, 'refuse'>): void {
  const extent = acceptedExtent(batch);
  if (extent === 'some' || (extent === 'all' && differs(batch.totals ?? []))) refuse();
  if (extent === 'none')
    throw new CommandFault(
      localized('nothing of the file was accepted', 'không có nội dung nào của tệp được chấp nhận'),
    );
}

/** The name of the file that has them; null where there are none. That of an earlier try goes, as it would be read as of this one. */
async function keepErrors(
  batch: Batch,
  { path }: FileSource,
  calls: Calls,
  { complain, view }: Pick<Shell, 'complain' | 'view'>,
): Promise<string | null> {
  if (path === null) return null;
  const errorsFile = `${path}.errors.csv`;
  try {
    if ((batch.errors?.listed ?? 0) === 0) {
      rmSync(errorsFile, { force: true });
      return null;
    }
    await writeErrors(calls, batch.id, errorsFile);
    return errorsFile;
  } catch (error) {
    const why = faultText(error, view.language);
    complain(
      inLanguage(view)(
        `${errorsFile} could not be written: ${why}; dtm batch errors ${batch.id} shows them`,
        `không ghi được ${errorsFile}: ${why}; dtm batch errors ${batch.id} cho xem các lỗi`,
      ),
    );
    return null;
  }
}

/** Pages that are read for those that are shown. */
const MOST_PAGES = 10;

/** Of a dry run, from the first pages of its submissions; empty where nothing would be corrected. */
async function firstCorrections(
  { id, submissions }: Batch,
  { call, refused }: Calls,
  view: Shell['view'],
): Promise<string> {
  const { cells = 0 } = submissions?.corrections ?? {};
  const found: BatchSubmissions['submissions'] = [];
  let [seen, query]: [number, string | null] = [0, cells === 0 ? null : ''];
  for (let page = 0; query !== null && page < MOST_PAGES && seen < Math.min(cells, MOST_CELLS); page += 1) {
    const answer = await call(`/batches/${encodeURIComponent(id)}/submissions${query}`);
    const read = readRecorded(BatchSubmissions, answer.body);
    if (read === null) throw refused(answer);
    for (const one of read.submissions) seen += one.correction?.cells.length ?? 0;
    found.push(...read.submissions.filter(({ correction }) => correction !== undefined));
    query = read.next === null ? null : `?after=${read.next}`;
  }
  return correctionsText(found, cells, view);
}

/** A page of them; null where there are none. */
async function firstErrors({ id, errors }: Batch, { call, refused }: Calls): Promise<BatchErrors | null> {
  if ((errors?.listed ?? 0) === 0) return null;
  const answer = await call(`/batches/${encodeURIComponent(id)}/errors`);
  const page = readRecorded(BatchErrors, answer.body);
  if (page === null) throw refused(answer);
  return page;
}
