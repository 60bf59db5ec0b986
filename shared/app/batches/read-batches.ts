/** What senders ask after their batches. */
import type { Batch, BatchReceipt } from '../../contract/batches/batch.ts';
import type { BatchRecord } from '../../contract/batches/record.ts';
import { isOver, isToldNoMore, TOLD_FOR_DAYS } from '../../domain/batches/batch-state.ts';
import { errorsName, outcomeName } from '../../domain/batches/object-names.ts';
import type { RowFinding } from '../../domain/batches/row-finding.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';
import { refusedParameter } from '../../domain/problems/refused-parameter.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { SendingKey } from '../access/foreign.ts';
import type { ListedBatch, ReadBatch, ReadBatchList, WorkObjectPorts } from '../ports/batches.ts';
import type { FindAgency } from '../ports/registry.ts';
import type { ReadSigner, Sign } from '../ports/signing.ts';
import { ERRORS_IN_CHUNK } from './fault-list.ts';
import { progressOf } from './move-batch.ts';
import { linesOf, type OutcomeLine } from './piece-lines.ts';
import { findBatch, maySee, refuseAgency } from './whose-batch.ts';

export type ReadBatchPorts = Pick<WorkObjectPorts, 'listNames' | 'readText'> & {
  readonly findAgency: FindAgency;
  readonly readBatch: ReadBatch;
  readonly readBatchList: ReadBatchList;
  readonly readSigner: ReadSigner<Sign>;
};

type Asked = { readonly credential: SendingKey; readonly now: number };

/** A batch without words: the edge has them, for the problem too. */
export type BatchView = Omit<Batch, 'problem'> & { readonly problem: Problem | null };

/** Two lists of names, while it is under way. */
export async function viewOf(
  ports: Pick<ReadBatchPorts, 'listNames' | 'readSigner'>,
  record: BatchRecord,
): Promise<BatchView> {
  const { id, agency, mode, dryRun, state, deadline, createdAt, receivedAt, finishedAt, file, cut, result } =
    record;
  const { sha256, size, mediaType, encoding } = file;
  const progress = isOver(record) ? null : await progressOf(ports, record);
  const pieces = cut?.pieces ?? 0;
  const done = result === null ? null : { pieces, judged: pieces, recorded: result.recorded ? pieces : 0 };
  const recorded = dryRun ? 0 : (progress?.settled.length ?? 0);
  const totals = result?.totals ?? null;
  return {
    ...{ id, agency, mode, dryRun, state, deadline, createdAt, receivedAt, finishedAt },
    file: { sha256, size, mediaType, encoding },
    rows: cut?.isWhole ? cut.rows : null,
    progress: progress === null ? done : { pieces, judged: progress.judged.length, recorded },
    submissions: outcomeOf(result),
    errors:
      record.errors === null
        ? null
        : {
            count: record.errors.count,
            listed: record.errors.listed,
            byCode: record.errors.byCode.map(([code, count]) => ({ code, count })),
          },
    totals: totals === null ? null : [...totals],
    receipt: result?.recorded ? await receiptOf(ports, record) : null,
    problem: record.problem === null ? null : (record.problem as Problem),
  };
}

function outcomeOf(result: BatchRecord['result']): Batch['submissions'] {
  if (result === null) return null;
  const { accepted, sameAgain, refused, takenMeanwhile, recorded, corrections } = result;
  return { accepted, sameAgain, refused, takenMeanwhile, ...(corrections && { corrections }), recorded };
}

/** Signed when it is asked for: the same bytes each time, while the same slot signs. */
async function receiptOf(
  { readSigner }: Pick<ReadBatchPorts, 'readSigner'>,
  { id, agency, receivedAt, file, cut, result, errors }: BatchRecord,
): Promise<string | null> {
  if (result === null || receivedAt === null || cut === null || errors === null) return null;
  const { accepted, sameAgain, refused, takenMeanwhile, list } = result;
  const receipt: BatchReceipt = {
    ...{ id, agency, receivedAt, sha256: file.sha256, rows: cut.rows },
    submissions: { count: list.count, sha256: list.sha256 },
    ...{ accepted, sameAgain, refused, takenMeanwhile, errors: errors.count },
  };
  return (await readSigner()).sign('dtm-batch+jws', receivedAt, receipt);
}

export async function getBatch(
  ports: ReadBatchPorts,
  asked: Asked,
  id: string,
): Promise<Result<BatchView, Problem>> {
  const found = await findBatch(ports, asked, id);
  return found.ok ? ok(await viewOf(ports, found.value.record)) : found;
}

/** Batches on a page; a page reads as many records, and one more of the list. */
const ON_PAGE = 20;

export type BatchPage = { readonly batches: readonly BatchRecord[]; readonly next: ListedBatch | null };

export async function listBatches(
  ports: ReadBatchPorts,
  asked: Asked,
  agency: string,
  after: ListedBatch | null,
): Promise<Result<BatchPage, Problem>> {
  const foreign = await refuseAgency(ports, asked, agency, { parameter: 'agency' });
  if (foreign !== null) return fail(foreign);
  const listed = await ports.readBatchList(agency, after, ON_PAGE + 1);
  const page = listed.slice(0, ON_PAGE);
  const found = await Promise.all(page.map(({ id }) => ports.readBatch(id)));
  const batches = found.flatMap((standing, index) =>
    // A call that died may have listed it twice: it counts where its record has the same instant.
    standing !== null &&
    standing.record.createdAt === page[index]?.createdAt &&
    maySee(asked.credential, standing)
      ? standing.record
      : [],
  );
  return ok({ batches, next: listed.length > ON_PAGE ? (page.at(-1) ?? null) : null });
}

export type ErrorPage = { readonly errors: readonly RowFinding[]; readonly next: number | null };

/** `chunk`: which thousand. One object is read. */
export async function readErrors(
  ports: ReadBatchPorts,
  asked: Asked,
  id: string,
  chunk: number,
): Promise<Result<ErrorPage, Problem>> {
  const found = await findBatch(ports, asked, id);
  if (!found.ok) return found;
  if (isToldNoMore(found.value.record, asked.now)) return fail(toldNoMore(id));
  const { listed, by } = found.value.record.errors ?? { listed: 0, by: '' };
  const chunks = Math.ceil(listed / ERRORS_IN_CHUNK);
  if (chunk >= chunks) return chunk === 0 ? ok({ errors: [], next: null }) : fail(unknownPage(chunk));
  const lines = await Array.fromAsync(linesOf(ports.readText(errorsName(id, by, chunk))));
  const errors = lines.map((line) => JSON.parse(line) as RowFinding);
  return ok({ errors, next: chunk + 1 < chunks ? chunk + 1 : null });
}

/** Its rows are gone, after as many days as they are kept. */
export const toldNoMore = (id: string): Problem => problem('batch-details-gone', { id, days: TOLD_FOR_DAYS });

const unknownPage = (value: number | string): Problem =>
  refusedParameter({ code: 'unknown-cursor', parameter: 'after', details: { value: String(value) } });

/** A place in the list: the piece, and how many of its lines come before. */
export type ListPlace = { readonly piece: number; readonly line: number };
export type SubmissionPage = {
  readonly submissions: readonly OutcomeLine[];
  readonly next: ListPlace | null;
};

const LINES_ON_PAGE = 1000;
/** UTF-16 units: what corrections change is as long as the reports. A page has one line at least, and stays far below the 6 MB of an answer. */
const LETTERS_ON_PAGE = 1_000_000;
/** Pieces without a submission are passed over, at most so many in a call. */
const MOST_PIECES = 64;

/** In the order in which the digest of the receipt has them. Empty until the batch is finished. */
export async function readBatchSubmissions(
  ports: ReadBatchPorts,
  asked: Asked,
  id: string,
  from: ListPlace,
): Promise<Result<SubmissionPage, Problem>> {
  const found = await findBatch(ports, asked, id);
  if (!found.ok) return found;
  const { state, cut } = found.value.record;
  if (isToldNoMore(found.value.record, asked.now)) return fail(toldNoMore(id));
  if (state !== 'finished' || cut === null) return ok({ submissions: [], next: null });
  if (from.piece >= cut.pieces) return fail(unknownPage(`${from.piece}-${from.line}`));
  const submissions: OutcomeLine[] = [];
  let letters = 0;
  const last = Math.min(cut.pieces, from.piece + MOST_PIECES);
  for (let { piece, line } = from; piece < last; piece += 1, line = 0) {
    let at = -1;
    for await (const text of linesOf(ports.readText(outcomeName(id, piece)))) {
      // The first line is of counts.
      at += 1;
      if (at <= line) continue;
      if (submissions.length === LINES_ON_PAGE || letters >= LETTERS_ON_PAGE)
        return ok({ submissions, next: { piece, line: at - 1 } });
      submissions.push(JSON.parse(text) as OutcomeLine);
      letters += text.length;
    }
  }
  return ok({ submissions, next: last < cut.pieces ? { piece: last, line: 0 } : null });
}

/** Whether a batch can be asked after again at once: seconds to wait, null when it is over. */
export const askAgainIn = (record: Pick<BatchRecord, 'state'>): number | null =>
  isOver(record) ? null : record.state === 'awaiting-upload' ? 60 : 2;
