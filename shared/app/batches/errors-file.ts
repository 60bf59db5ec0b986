/**
 * All listed errors of a file as one CSV, whose first column is the row of the file. It is made when somebody first asks for it in a
 * language, in one pass over the pages of errors, of which no more than one is held; whoever asks then is sent to it.
 */
import type { Language } from '../../contract/text.ts';
import { isToldNoMore } from '../../domain/batches/batch-state.ts';
import { errorLine, errorsHead } from '../../domain/batches/errors-csv.ts';
import { errorsFileName, errorsName } from '../../domain/batches/object-names.ts';
import { rowErrorOf } from '../../domain/batches/row-error.ts';
import type { RowFinding } from '../../domain/batches/row-finding.ts';
import type { Problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { SendingKey } from '../access/foreign.ts';
import type { DownloadPorts, ReadBatch, WorkObjectPorts } from '../ports/batches.ts';
import type { FindAgency } from '../ports/registry.ts';
import { ERRORS_IN_CHUNK } from './fault-list.ts';
import { linesOf } from './piece-lines.ts';
import { toldNoMore } from './read-batches.ts';
import { findBatch } from './whose-batch.ts';

export type ErrorsFilePorts = DownloadPorts &
  Pick<WorkObjectPorts, 'listNames' | 'readText'> & {
    readonly findAgency: FindAgency;
    readonly readBatch: ReadBatch;
  };

/** Where it is; or the text, where there are no errors (yet). */
export async function errorsAsFile(
  ports: ErrorsFilePorts,
  asked: { readonly credential: SendingKey; readonly now: number },
  id: string,
  language: Language,
): Promise<Result<{ readonly url: string } | { readonly text: string }, Problem>> {
  const found = await findBatch(ports, asked, id);
  if (!found.ok) return found;
  const { record } = found.value;
  if (isToldNoMore(record, asked.now)) return fail(toldNoMore(id));
  const { listed, by } = record.errors ?? { listed: 0, by: '' };
  if (listed === 0) return ok({ text: errorsHead(language) });
  const name = errorsFileName(id, language);
  if (!(await ports.listNames(name)).includes(name)) {
    const form = { type: 'text/csv; charset=utf-8', fileName: 'errors.csv' };
    const names = Array.from({ length: Math.ceil(listed / ERRORS_IN_CHUNK) }, (_, chunk) =>
      errorsName(id, by, chunk),
    );
    await ports.putDownload(name, textOf(ports, names, language), form);
  }
  return ok({ url: await ports.signDownload(name) });
}

async function* textOf(
  { readText }: Pick<WorkObjectPorts, 'readText'>,
  names: readonly string[],
  language: Language,
): AsyncGenerator<string> {
  yield errorsHead(language);
  for (const name of names) {
    let lines = '';
    for await (const line of linesOf(readText(name)))
      lines += errorLine(rowErrorOf(JSON.parse(line) as RowFinding, language));
    yield lines;
  }
}
