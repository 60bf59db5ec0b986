/** A file to the hub: in one call where it is small, else by an order and parts. The same again is the same batch, and goes on. */
import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Batch,
  type BatchMode,
  type DeclaredTotal,
  INLINE_LIMIT,
} from '../../shared/contract/batches/batch.ts';
import { PART_SIZE, Parts, type PartsOrder } from '../../shared/contract/batches/order.ts';
import { LONGEST_DECLARED } from '../../shared/contract/batches/parameters.ts';
import { readRecorded } from '../../shared/contract/recorded.ts';
import { declaredText } from '../../shared/domain/batches/declared-totals.ts';
import { problemOf } from '../call-hub.ts';
import type { Shell } from '../commands/command.ts';
import { faultText } from '../fault.ts';
import { showProgress } from '../progress.ts';
import { inLanguage } from '../view.ts';
import { batchIn, brokenOff, type Calls, patiently } from './calls.ts';
import { declaredFile } from './declared-file.ts';
import type { FileSource } from './file-source.ts';
import { uploadParts } from './upload.ts';

/** How the file is to be judged, and for whom. */
export type SendOptions = {
  readonly mode?: BatchMode;
  readonly agency?: string;
  readonly run?: string;
  readonly decimalComma?: true;
  readonly dryRun?: true;
  /** Path of the file of control totals. */
  readonly declared?: string;
};
export type SentFile = { readonly batch: Batch; readonly isNew: boolean };
type Told = Pick<Shell, 'remark' | 'view' | 'now'>;

/** Throws where it is refused, or the line stays broken. */
export async function sendFile(
  source: FileSource,
  options: SendOptions,
  calls: Calls,
  shell: Told,
): Promise<SentFile> {
  const declared = options.declared === undefined ? [] : await declaredFile(options.declared);
  const said = declaredText(declared);
  const isOneCall = source.size <= INLINE_LIMIT && said.length <= LONGEST_DECLARED;
  const query = queryOf(options);
  if (isOneCall && said !== '') query.set('declared', said);
  const answer = await calls.call(`/batches?${query}`, {
    method: 'POST',
    ...(isOneCall ? await inOneCall(source) : await orderOf(source, declared)),
  });
  const batch = batchIn(answer, calls.refused);
  const isNew = answer.status !== 200;
  if (batch.state !== 'awaiting-upload') return { batch, isNew };
  return { batch: await upload(source, batch, calls, shell), isNew: true };
}

const queryOf = ({ mode, dryRun, agency, run, decimalComma }: SendOptions): URLSearchParams =>
  new URLSearchParams({
    ...(mode !== undefined && { mode }),
    ...(dryRun && { dryRun: 'true' }),
    ...(agency !== undefined && { agency }),
    ...(run !== undefined && { run }),
    ...(decimalComma && { decimalComma: 'true' }),
  });

async function inOneCall({ read, size, kind, encoding }: FileSource) {
  const body = await read(0, size);
  const headers = {
    'Content-Type': kind,
    'Content-Digest': `sha-256=:${hash('sha256', body, 'base64')}:`,
    ...(encoding === 'gzip' && { 'Content-Encoding': encoding }),
  };
  return { headers, body };
}

async function orderOf(
  { size, kind: mediaType, encoding, sha256 }: FileSource,
  declared: readonly DeclaredTotal[],
) {
  const order = { size, sha256: await sha256(), mediaType, encoding, declared };
  return { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(order) };
}

/** In milliseconds: 16 MiB at half a megabit a second. */
const PART_PATIENCE = 300_000;

async function upload(source: FileSource, { id }: Batch, calls: Calls, shell: Told): Promise<Batch> {
  const say = inLanguage(shell.view);
  const count = Math.ceil(source.size / PART_SIZE);
  const path = `/batches/${encodeURIComponent(id)}`;
  const headers = { 'Content-Type': 'application/json' };
  const onBroken = (error: unknown): void => {
    const why = faultText(error);
    shell.remark(say(`no answer (${why}); trying again`, `không có câu trả lời (${why}); đang thử lại`));
  };
  shell.remark(
    say(
      `${source.name} goes in parts (${count}); cut off, the same command again sends what is missing`,
      `${source.name} được gửi theo từng phần (${count}); nếu bị ngắt, chạy lại đúng lệnh này để gửi phần còn thiếu`,
    ),
  );
  const progress = showProgress(say('sending parts', 'đang gửi các phần'), count, process.stderr, shell.now);
  const orderParts = async (parts: PartsOrder['parts']): Promise<Parts | null> => {
    const body = JSON.stringify({ parts });
    const answer = await calls.call(`${path}/parts`, { method: 'POST', headers, body });
    const ordered = readRecorded(Parts, answer.body);
    if (ordered === null && problemOf(answer).code !== 'upload-over') throw calls.refused(answer);
    return ordered;
  };
  const putPart = async ({ url, headers: own }: Parts['parts'][number], body: Uint8Array<ArrayBuffer>) => {
    const answer = await fetch(url, {
      method: 'PUT',
      headers: own,
      body,
      signal: AbortSignal.timeout(PART_PATIENCE),
    });
    const text = await answer.text();
    if (answer.status !== 200)
      throw new Error(`${answer.status} ${/<Code>(\w+)/.exec(text)?.[1] ?? ''}`.trim());
  };
  const readPart = (number: number) => source.read((number - 1) * PART_SIZE, PART_SIZE);
  try {
    await uploadParts(
      { orderParts, putPart, readPart, pause: sleep, onPart: progress.update, onBroken },
      count,
    );
  } catch (error) {
    throw brokenOff(error);
  } finally {
    progress.stop();
  }
  const complete = () => calls.call(`${path}/complete`, { method: 'POST', headers, body: '{}' });
  return batchIn(await patiently(complete, onBroken), calls.refused);
}
