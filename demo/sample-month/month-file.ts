/** The file of the sample month: sent as `dtm submit` sends it, waited for, and told of. */
import { setTimeout as sleep } from 'node:timers/promises';
import { errorsText } from '../../cli/batch/batch-text.ts';
import { batchIn, type Calls } from '../../cli/batch/calls.ts';
import { waitFor } from '../../cli/batch/wait-for.ts';
import { callHub } from '../../cli/call-hub.ts';
import { refusal } from '../../cli/refusal.ts';
import { counted, seconds } from '../../cli/table.ts';
import { type View, WIDTH } from '../../cli/view.ts';
import type { Batch } from '../../shared/contract/batches/batch.ts';
import { BatchErrors } from '../../shared/contract/batches/pages.ts';
import type { MonthFile } from '../sample/file-of-month.ts';

const view: View = { language: 'en', width: WIDTH, utc: false };

export type SentMonthFile = {
  readonly batch: Batch;
  readonly errors: BatchErrors['errors'];
  readonly milliseconds: number;
};

/** Throws where it is refused as a whole. */
export async function sendMonthFile(
  { text }: MonthFile,
  apiUrl: string,
  key: string,
  now: () => number,
): Promise<SentMonthFile> {
  const began = now();
  const calls: Calls = {
    call: (path, more) => callHub({ method: 'GET', url: `${apiUrl}${path}`, key, ...more }),
    refused: (answer) => refusal(answer, view),
  };
  const sent = await calls.call('/batches', {
    method: 'POST',
    headers: { 'Content-Type': 'text/csv' },
    body: text,
  });
  const shell = { remark: () => undefined, view, now };
  const batch = await waitFor(batchIn(sent, calls.refused), calls, shell, sleep);
  const page = BatchErrors.parse((await calls.call(`/batches/${encodeURIComponent(batch.id)}/errors`)).body);
  return { batch, errors: page.errors, milliseconds: now() - began };
}

/** Null where it came to what was planned: all reports in it count, and the one that is wrong is named by its row. */
export function fileMismatch(
  { requests, wrongRow }: MonthFile,
  { batch, errors }: SentMonthFile,
): string | null {
  const { submissions } = batch;
  const counting = (submissions?.accepted ?? 0) + (submissions?.sameAgain ?? 0);
  const isPlanned = counting === requests.length && submissions?.refused === 1 && errors[0]?.row === wrongRow;
  return isPlanned
    ? null
    : `✗ The file was not answered as planned: ${JSON.stringify({ submissions, errors })}`;
}

export function fileText(
  { agency, rows }: MonthFile,
  { batch, errors, milliseconds }: SentMonthFile,
): string {
  const accepted = (batch.submissions?.accepted ?? 0) + (batch.submissions?.sameAgain ?? 0);
  return [
    `A file of ${agency}, ${counted(rows, 'row')}: ${counted(accepted, 'report')} accepted, ${batch.submissions?.refused ?? 0} refused, in ${seconds(milliseconds)}:`,
    '',
    errorsText(errors, batch.errors?.count ?? 0, view),
  ].join('\n');
}
