/** Examples of batches: an upload that is ordered and awaited, and a file in one call. */
import type { Example } from '../openapi/example.ts';

const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const id = 'H26~9f86d081884c7d659a2feaa0c55ad015~v~1';

const awaited = {
  id,
  agency: 'H26',
  mode: 'valid-rows',
  dryRun: false,
  state: 'awaiting-upload',
  deadline: '2026-11-21T02:30:00.000Z',
  createdAt: '2026-11-20T02:30:00.000Z',
  receivedAt: null,
  finishedAt: null,
  file: { sha256, size: 52_428_800, mediaType: 'text/csv', encoding: 'gzip' },
  rows: null,
  progress: null,
  submissions: null,
  errors: null,
  totals: null,
  receipt: null,
  problem: null,
};

export const listBatchesExample: Example = {
  name: 'none yet',
  summary: 'Before the first file',
  status: 200,
  answer: { batches: [], next: null },
};

const file =
  'system,dataset,period,revision,complaints.received|kind=internal\nH26.dvc,etx-inspection,2026-H2,1,0\n';

export const startBatchExamples: readonly Example[] = [
  {
    name: 'an upload',
    summary: 'An order for a file of 50 MiB, in four parts',
    body: {
      size: 52_428_800,
      sha256,
      mediaType: 'text/csv',
      encoding: 'gzip',
      declared: [{ dataset: 'etx-inspection', indicator: 'incidents.recorded', sum: '1204' }],
    },
    status: 202,
    answer: awaited,
  },
  {
    name: 'a file',
    summary: 'A dry run of a small file',
    query: { dryRun: 'true' },
    headers: { 'Content-Type': 'text/csv' },
    body: file,
    status: 202,
    answer: {
      ...awaited,
      id: 'H26~7a1e47fec702a272a94c72c932cfba22~vd~1',
      dryRun: true,
      state: 'cutting',
      deadline: '2026-11-20T03:30:00.000Z',
      receivedAt: '2026-11-20T02:30:00.000Z',
      file: {
        sha256: '7a1e47fec702a272a94c72c932cfba225d7d0ba7e61056cfbb30f7dc8fb9d192',
        size: file.length,
        mediaType: 'text/csv',
        encoding: 'identity',
      },
    },
  },
];

export const getBatchExample: Example = {
  name: 'awaited',
  summary: 'Parts of it have not come yet',
  path: { id },
  status: 200,
  answer: awaited,
};

const refusal = { type: 'urn:dtm:problem:', requestId: 'cc481daa-f6f6-46f1-a5e4-07ead80ac69a', errors: [] };

export const orderPartsExample: Example = {
  name: 'not a batch',
  summary: 'No batch has this id',
  path: { id: 'yesterday' },
  headers: { 'Accept-Language': 'en' },
  body: { parts: [{ number: 1, sha256 }] },
  status: 404,
  answer: {
    ...refusal,
    type: `${refusal.type}batch-not-found`,
    title: 'No such batch',
    status: 404,
    detail: 'There is no batch yesterday; GET /batches lists those of your agency.',
    code: 'batch-not-found',
  },
};

export const completeBatchExample: Example = {
  name: 'too early',
  summary: 'Not one part has come',
  path: { id },
  headers: { 'Accept-Language': 'en' },
  body: {},
  status: 409,
  answer: {
    ...refusal,
    type: `${refusal.type}upload-incomplete`,
    title: 'Parts of the file are missing',
    status: 409,
    detail:
      'Of 52428800 bytes 0 are there, and part 1 is the first that is missing; ask POST /batches/' +
      `${id}/parts for all that are.`,
    code: 'upload-incomplete',
  },
};

export const giveBackBatchExample: Example = {
  name: 'not a batch',
  summary: 'No batch has this id',
  path: { id: 'yesterday' },
  headers: { 'Accept-Language': 'en' },
  status: 404,
  answer: orderPartsExample.answer,
};

export const batchErrorsExample: Example = {
  name: 'none',
  summary: 'It is not judged yet',
  path: { id },
  status: 200,
  answer: { errors: [], next: null },
};

export const batchSubmissionsExample: Example = {
  name: 'none',
  summary: 'It is not judged yet',
  path: { id },
  status: 200,
  answer: { submissions: [], next: null },
};
