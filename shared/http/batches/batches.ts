/** The edge of batches: files and orders in, batches, errors and lists out. */
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
import type { Batch } from '../../contract/batches/batch.ts';
import { BatchOrder, CompleteOrder, PartsOrder } from '../../contract/batches/order.ts';
import type { BatchList, BatchSubmissions } from '../../contract/batches/pages.ts';
import type { FileForm } from '../../contract/batches/record.ts';
import type { Credential } from '../../contract/registry.ts';
import type { Language } from '../../contract/text.ts';
import { fill, type Problem, problems } from '../../domain/problems/problems.ts';
import { refusedParameter } from '../../domain/problems/refused-parameter.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { nodeOf } from '../access/agency-parameter.ts';
import { readOrder } from '../access/read-order.ts';
import type { Answer, DecodedBody, HubRequest, Operation } from '../operation.ts';
import { conditional } from '../registry/conditional.ts';
import { csvErrors, jsonErrors, wantsCsv } from './render-errors.ts';

export type BatchPorts = StartPorts & ReadBatchPorts & UploadPorts;

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

export const startBatchOperation =
  (ports: BatchPorts): Operation<'startBatch'> =>
  async (request) => {
    const { credential, now } = asked(request);
    const { mode, dryRun, agency, run, decimalComma } = request.query;
    const node = nodeOf(agency, credential);
    if (!node.ok) return node;
    const sent = fileOf(request.body);
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
): Result<Omit<FileOrder, 'form'> & { form: Omit<FileForm, 'decimalComma'> }> {
  if (body?.file !== undefined) {
    const { bytes, mediaType, encoding } = body.file;
    return ok({
      form: { mediaType, encoding },
      sha256: body.sha256,
      size: bytes.length,
      declared: [],
      bytes,
    });
  }
  const order = readOrder(BatchOrder, body);
  if (!order.ok) return order;
  const { size, sha256, mediaType, encoding = 'identity', declared = [] } = order.value;
  return ok({ form: { mediaType, encoding }, sha256, size, declared, bytes: null });
}

export const orderPartsOperation =
  (ports: BatchPorts): Operation<'orderBatchParts'> =>
  async (request) => {
    const audit = { action: 'submit', resource: request.id } as const;
    const order = readOrder(PartsOrder, request.body);
    if (!order.ok) return { ...order, audit };
    const parts = await orderParts(ports, asked(request), request.id, order.value);
    return parts.ok ? { ok: true, value: { status: 200, body: parts.value }, audit } : { ...parts, audit };
  };

export const completeBatchOperation =
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

export const listBatchesOperation =
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

export const getBatchOperation =
  (ports: BatchPorts): Operation<'getBatch'> =>
  async (request) => {
    const audit = { resource: request.id };
    const found = await getBatch(ports, asked(request), request.id);
    if (!found.ok) return { ...found, audit };
    const answer = conditional(request.headers, inWords(found.value, request.language));
    const value = { ...answer, headers: { ...answer.headers, ...waiting(found.value) } };
    return { ok: true, value, audit };
  };

export const listBatchErrorsOperation =
  (ports: BatchPorts): Operation<'listBatchErrors'> =>
  async (request) => {
    const { id, language } = request;
    const audit = { resource: id };
    const chunk = Number(request.query.after ?? 0);
    const page = await readErrors(ports, asked(request), id, chunk);
    if (!page.ok) return { ...page, audit };
    const value: Answer = wantsCsv(request.headers.accept)
      ? csvErrors(page.value, language, chunk === 0, `/v1/batches/${id}/errors`)
      : { status: 200, body: jsonErrors(page.value, language) };
    return { ok: true, value, audit };
  };

export const listBatchSubmissionsOperation =
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
