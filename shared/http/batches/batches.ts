/** The edge of batches: files and orders in, batches, errors and lists out. */
import { errorsAsFile } from '../../app/batches/errors-file.ts';
import { type GiveBackPorts, giveBackOrder } from '../../app/batches/give-back.ts';
import {
  askAgainIn,
  type BatchView,
  getBatch,
  listBatches,
  type ReadBatchPorts,
  readBatchSubmissions,
  readErrors,
  viewOf,
} from '../../app/batches/read-batches.ts';
import { type FileOrder, type StartPorts, startBatch } from '../../app/batches/start-batch.ts';
import { completeUpload, orderParts, type UploadPorts } from '../../app/batches/upload-parts.ts';
import type { DownloadPorts } from '../../app/ports/batches.ts';
import type { Batch } from '../../contract/batches/batch.ts';
import { BatchOrder, CompleteOrder, PartsOrder } from '../../contract/batches/order.ts';
import type { BatchList, BatchSubmissions } from '../../contract/batches/pages.ts';
import type { FileForm } from '../../contract/batches/record.ts';
import type { Credential } from '../../contract/registry.ts';
import type { Language } from '../../contract/text.ts';
import { declaredIn, declaredTotals } from '../../domain/batches/declared-totals.ts';
import { fill, type Problem, problem, problems } from '../../domain/problems/problems.ts';
import { refusedParameter, unknownCursor } from '../../domain/problems/refused-parameter.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { cut } from '../../domain/values/cut.ts';
import { nodeOf } from '../access/agency-parameter.ts';
import { readOrder } from '../access/read-order.ts';
import type { DecodedBody, HubRequest, Operation } from '../operation.ts';
import type { Operations } from '../pipeline.ts';
import { conditional } from '../registry/conditional.ts';
import { csvAnswer, jsonErrors, wantsCsv } from './render-errors.ts';

type BatchPorts = StartPorts & ReadBatchPorts & UploadPorts & GiveBackPorts & DownloadPorts;

const asked = (request: Pick<HubRequest, 'credential' | 'now'>) => {
  const { credential, now } = request;
  if (credential === null) throw new Error('the route needs a key');
  return { credential: credential satisfies Credential, now: Date.parse(now) };
};

/** With the problem in words. */
function inWords({ problem: why, ...view }: BatchView, language: Language): Batch {
  if (why === null) return { ...view, problem: null };
  const { title, detail } = problems[why.kind];
  const words = { title: title[language], detail: fill(detail[language], why.details) };
  return { ...view, problem: { code: why.kind, ...words } };
}

const waiting = (view: Pick<BatchView, 'state'>): Record<string, string> => {
  const seconds = askAgainIn(view);
  return seconds === null ? {} : { 'Retry-After': String(seconds) };
};

const startBatchOperation =
  (ports: BatchPorts): Operation<'startBatch'> =>
  async (request) => {
    const { credential, now } = asked(request);
    const { mode, dryRun, agency, run, decimalComma, declared } = request.query;
    const node = nodeOf(agency, credential);
    if (!node.ok) return node;
    const sent = fileOf(request.body, declared);
    if (!sent.ok) return sent;
    const { form, ...file } = sent.value;
    if (decimalComma === 'true' && form.mediaType !== 'text/csv') return fail(commaOfCsv(form.mediaType));
    const started = await startBatch(ports, {
      credential,
      agency: node.value,
      mode: mode ?? 'valid-rows',
      dryRun: dryRun === 'true',
      run: Number(run ?? 1),
      form: { ...form, decimalComma: decimalComma === 'true' },
      ...file,
      now,
    });
    if (!started.ok) return started;
    const { record } = started.value.standing;
    const view = await viewOf(ports, record);
    const headers = { Location: `/v1/batches/${record.id}`, ...waiting(view) };
    const value = { status: started.value.isNew ? 202 : 200, body: inWords(view, request.language), headers };
    return { ok: true, value, audit: { action: record.dryRun ? 'dry-run' : 'submit', resource: record.id } };
  };

/** Other files have numbers, or a point. */
const commaOfCsv = (said: string): Problem =>
  refusedParameter({ code: 'comma-of-csv', parameter: 'decimalComma', details: { said } });

/** A file, or an order for one that will be uploaded. */
function fileOf(
  body: DecodedBody | null,
  declared: string | undefined,
): Result<Omit<FileOrder, 'form'> & { form: Omit<FileForm, 'decimalComma'> }> {
  const inQuery = declared === undefined ? [] : declaredIn(declared);
  if (inQuery === null) {
    const details = { value: cut(declared ?? '', 100), expected: 'dataset:indicator=sum,…' };
    return fail(refusedParameter({ code: 'wrong-form', parameter: 'declared', details }));
  }
  if (body?.file !== undefined) {
    const { bytes, mediaType, encoding } = body.file;
    const totals = declaredTotals(inQuery);
    if (!totals.ok) return fail(refusedParameter({ ...totals.problem, parameter: 'declared' }));
    const { sha256 } = body;
    return ok({ form: { mediaType, encoding }, sha256, size: bytes.length, declared: totals.value, bytes });
  }
  const order = readOrder(BatchOrder, body);
  if (!order.ok) return order;
  const { size, sha256, mediaType, encoding = 'identity', declared: inOrder = [] } = order.value;
  const totals = declaredTotals([...inOrder, ...inQuery]);
  if (!totals.ok) {
    const finding = { ...totals.problem, pointer: '/declared', key: null };
    return fail(problem('invalid-change', { count: 1 }, [finding]));
  }
  return ok({ form: { mediaType, encoding }, sha256, size, declared: totals.value, bytes: null });
}

const orderPartsOperation =
  (ports: BatchPorts): Operation<'orderBatchParts'> =>
  async (request) => {
    const audit = { action: 'submit', resource: request.id } as const;
    const order = readOrder(PartsOrder, request.body);
    if (!order.ok) return { ...order, audit };
    const parts = await orderParts(ports, asked(request), request.id, order.value);
    return parts.ok ? { ok: true, value: { status: 200, body: parts.value }, audit } : { ...parts, audit };
  };

const completeBatchOperation =
  (ports: BatchPorts): Operation<'completeBatch'> =>
  async (request) => {
    const audit = { action: 'submit', resource: request.id } as const;
    const order = readOrder(CompleteOrder, request.body);
    if (!order.ok) return { ...order, audit };
    const completed = await completeUpload(ports, asked(request), request.id);
    if (!completed.ok) return { ...completed, audit };
    const view = await viewOf(ports, completed.value.record);
    const value = { status: 202, body: inWords(view, request.language), headers: waiting(view) };
    return { ok: true, value, audit };
  };

const giveBackBatchOperation =
  (ports: BatchPorts): Operation<'giveBackBatch'> =>
  async (request) => {
    const audit = { action: 'withdraw', resource: request.id } as const;
    const given = await giveBackOrder(ports, asked(request), request.id);
    if (!given.ok) return { ...given, audit };
    const body = inWords(await viewOf(ports, given.value.record), request.language);
    return { ok: true, value: { status: 200, body }, audit };
  };

const listBatchesOperation =
  (ports: BatchPorts): Operation<'listBatches'> =>
  async (request) => {
    const by = asked(request);
    const node = nodeOf(request.query.agency, by.credential);
    if (!node.ok) return node;
    const [createdAt = '', ...id] = request.query.after?.split('~') ?? [];
    const after = id.length === 0 ? null : { createdAt, id: id.join('~') };
    const page = await listBatches(ports, by, node.value, after);
    if (!page.ok) return page;
    const { batches, next } = page.value;
    const views = await Promise.all(batches.map((record) => viewOf(ports, record)));
    const body: BatchList = {
      batches: views.map((view) => inWords(view, request.language)),
      next: next === null ? null : `${next.createdAt}~${next.id}`,
    };
    return { ok: true, value: { status: 200, body } };
  };

const getBatchOperation =
  (ports: BatchPorts): Operation<'getBatch'> =>
  async (request) => {
    const audit = { resource: request.id };
    const found = await getBatch(ports, asked(request), request.id);
    if (!found.ok) return { ...found, audit };
    const answer = conditional(request.headers, inWords(found.value, request.language));
    const value = { ...answer, headers: { ...answer.headers, ...waiting(found.value) } };
    return { ok: true, value, audit };
  };

const listBatchErrorsOperation =
  (ports: BatchPorts): Operation<'listBatchErrors'> =>
  async (request) => {
    const { id, language } = request;
    const audit = { resource: id };
    const { after } = request.query;
    if (wantsCsv(request.headers.accept)) {
      // It is whole: there is no page behind another.
      if (after !== undefined) return { ...fail(unknownCursor(after)), audit };
      const file = await errorsAsFile(ports, asked(request), id, language);
      return file.ok ? { ok: true, value: csvAnswer(file.value), audit } : { ...file, audit };
    }
    const page = await readErrors(ports, asked(request), id, Number(after ?? 0));
    if (!page.ok) return { ...page, audit };
    return { ok: true, value: { status: 200, body: jsonErrors(page.value, language) }, audit };
  };

const listBatchSubmissionsOperation =
  (ports: BatchPorts): Operation<'listBatchSubmissions'> =>
  async (request) => {
    const { id } = request;
    const audit = { resource: id };
    const [piece = 0, line = 0] = request.query.after?.split('-').map(Number) ?? [];
    const page = await readBatchSubmissions(ports, asked(request), id, { piece, line });
    if (!page.ok) return { ...page, audit };
    const { submissions, next } = page.value;
    const body: BatchSubmissions = {
      submissions: [...submissions],
      next: next === null ? null : `${next.piece}-${next.line}`,
    };
    return { ok: true, value: { status: 200, body }, audit };
  };

/** All of them, over the same ports. */
export const batchOperations = (ports: BatchPorts): Operations<'batches'> => ({
  startBatch: startBatchOperation(ports),
  listBatches: listBatchesOperation(ports),
  getBatch: getBatchOperation(ports),
  orderBatchParts: orderPartsOperation(ports),
  completeBatch: completeBatchOperation(ports),
  giveBackBatch: giveBackBatchOperation(ports),
  listBatchErrors: listBatchErrorsOperation(ports),
  listBatchSubmissions: listBatchSubmissionsOperation(ports),
});
