/** What the OpenAPI document says of the operations of files. */
import * as z from 'zod';
import { Batch, batchMediaTypes } from '../../contract/batches/batch.ts';
import { BatchOrder, CompleteOrder, Parts, PartsOrder } from '../../contract/batches/order.ts';
import { BatchErrors, BatchList, BatchSubmissions } from '../../contract/batches/pages.ts';
import {
  acceptLanguage,
  type Descriptions,
  headerText,
  inLanguage,
  problemsOfBody,
  problemsOfHub,
  problemsOfKey,
} from '../openapi/description.ts';

const ofBatch = ['invalid-request', ...problemsOfKey, 'foreign-agency', 'batch-not-found'] as const;

export const filesDescriptions = {
  startBatch: {
    summary: 'Send a file',
    description:
      'CSV or NDJSON of up to 4 MiB as it is sent (gzip by `Content-Encoding`), or, as application/json, an order for a file that is uploaded in parts, up to 5 GiB. Rows of one system, dataset and period are one submission, judged and recorded as by POST /submissions. The answer is the batch; ask GET /batches/{id} until it is over. The same file again is the same batch, whose answer is 200. At most four batches of an agency are under way at once.',
    header: z.object({
      'Content-Encoding': headerText().optional().meta({ description: '`gzip` or none, of the file.' }),
      'Content-Digest': headerText()
        .optional()
        .meta({ description: 'Checked when sent (RFC 9530): `sha-256=:<base64>:` of the body as sent.' }),
      'Accept-Language': acceptLanguage,
    }),
    body: BatchOrder,
    files: batchMediaTypes,
    answers: {
      200: { description: 'The batch, which is there already.', schema: Batch },
      202: { description: 'The batch.', schema: Batch },
    },
    problems: [
      'invalid-request',
      ...problemsOfKey,
      'foreign-agency',
      'batch-differs',
      ...problemsOfBody,
      'file-too-large',
      'unsupported-file-type',
      'invalid-change',
      'too-many-batches',
      ...problemsOfHub,
    ],
  },
  listBatches: {
    summary: 'Batches of an agency',
    description: 'Newest first, 20 at a time. A key for some systems sees those of keys for no others.',
    header: inLanguage,
    answers: { 200: { description: 'The batches.', schema: BatchList } },
    problems: ['invalid-request', ...problemsOfKey, 'foreign-agency', ...problemsOfHub],
  },
  getBatch: {
    summary: 'A batch',
    description:
      'How far it is, until when it has to be further, and what came of it. `Retry-After` says when to ask again, while it is under way; with `If-None-Match` the answer is 304 while nothing has changed.',
    header: z.object({ 'If-None-Match': headerText().optional(), 'Accept-Language': acceptLanguage }),
    answers: {
      200: { description: 'The batch.', schema: Batch },
      304: { description: 'Nothing has changed.' },
    },
    problems: [...ofBatch, ...problemsOfHub],
  },
  orderBatchParts: {
    summary: 'Where parts of a file go',
    description:
      'A URL for each part that has not come with this digest, to PUT it to with the headers that stand there. So who goes on after a broken line asks for all parts and sends what is named.',
    header: inLanguage,
    body: PartsOrder,
    answers: { 200: { description: 'The parts.', schema: Parts } },
    problems: [
      ...ofBatch,
      'upload-over',
      'upload-gone',
      'invalid-change',
      ...problemsOfBody,
      ...problemsOfHub,
    ],
  },
  completeBatch: {
    summary: 'All parts are sent',
    description:
      'Makes the file of its parts; it is judged from then on. The same again is answered with the batch, however far it is.',
    header: inLanguage,
    body: CompleteOrder,
    answers: { 202: { description: 'The batch.', schema: Batch } },
    problems: [
      ...ofBatch,
      'upload-incomplete',
      'part-differs',
      'parts-changed',
      'upload-gone',
      'invalid-change',
      ...problemsOfBody,
      ...problemsOfHub,
    ],
  },
  giveBackBatch: {
    summary: 'Give an order back',
    description:
      'Of a batch that waits for its upload: it is `failed` from then on (`order-given-back`), and makes place for another. The same again is answered alike; what is judged already goes on.',
    header: inLanguage,
    answers: { 200: { description: 'The batch.', schema: Batch } },
    problems: [...ofBatch, 'upload-over', ...problemsOfHub],
  },
  listBatchErrors: {
    summary: 'Errors of a file',
    description:
      'In the order of rows, a thousand at a time, the first 100,000; `byCode` of the batch counts all. With `Accept: text/csv` all of them are one file, to which `Location` leads for five minutes: it needs no key, and none is to be sent there. Empty until the batch is over.',
    header: z.object({
      Accept: headerText().optional().meta({ description: 'text/csv, or JSON.' }),
      'Accept-Language': acceptLanguage,
    }),
    answers: {
      200: { description: 'The errors.', schema: BatchErrors },
      303: { description: 'As CSV they are where `Location` says.' },
    },
    problems: [...ofBatch, 'batch-details-gone', ...problemsOfHub],
  },
  listBatchSubmissions: {
    summary: 'Submissions of a file',
    description:
      'What was accepted or stood already, up to a thousand at a time, in the order of the digest that the receipt names. Each has a receipt of its own: GET /submissions/{id}. Empty until the batch is over.',
    header: inLanguage,
    answers: { 200: { description: 'The submissions.', schema: BatchSubmissions } },
    problems: [...ofBatch, 'batch-details-gone', ...problemsOfHub],
  },
} satisfies Descriptions;
