/** Events: as they are sent, listed and read back. */
import type { Example } from '../../openapi/example.ts';
import { acceptedExample } from './receipts.ts';
import { accepted } from './report.ts';

const idempotencyKey = '6f1f7f0a-5b0e-4a57-8a63-5a0d3f7c9a10';
const bucket = '2026-11-20';
const id = `H26.dvc~etx-daily~${bucket}~${idempotencyKey}`;

const received = { indicator: 'transactions.received', dimensions: { channel: 'app', kind: 'citizen' } };

const quarterOfAnHour = {
  system: 'H26.dvc',
  dataset: 'etx-daily',
  increments: [
    {
      from: '2026-11-20T09:00:00+07:00',
      to: '2026-11-20T09:15:00+07:00',
      cells: [
        { ...received, value: 7 },
        { indicator: 'sharing.messages-sent', value: 31 },
      ],
    },
  ],
};

const facts = {
  receivedAt: accepted.receivedAt,
  sha256: 'a5a3e107b38c95cb8fdf480aac060287df318b0a74f7ef913f01a5633ef7c036',
  digest: '24a1523dd995c832f552107756cd5546c1bb1830050e84a164094089554e9be3',
};
const place = { agency: 'H26', system: 'H26.dvc', dataset: 'etx-daily', period: '2026-12', bucket };

export const eventsExample: Example = {
  name: 'events',
  summary: 'What happened in a quarter of an hour',
  headers: { 'Idempotency-Key': idempotencyKey },
  body: quarterOfAnHour,
  status: 202,
  answer: acceptedExample({ id, kind: 'event', ...place, idempotencyKey, ...facts }),
};

const state = {
  id,
  kind: 'event',
  ...place,
  state: 'counted',
  ...facts,
  storedAt: '2026-11-20T02:30:05.124Z',
  timeliness: 'on-time',
  cells: 2,
};

export const eventListExample: Example = {
  name: 'events',
  summary: 'What a system has sent of a day',
  query: { system: 'H26.dvc', dataset: 'etx-daily', period: '2026-12', bucket },
  status: 200,
  answer: { submissions: [state], next: null },
};

export const contentExample: Example = {
  name: 'content',
  summary: 'With the figures that were recorded',
  path: { id },
  query: { content: 'true' },
  status: 200,
  answer: {
    ...state,
    content: {
      increments: [
        {
          from: '2026-11-20T02:00:00.000Z',
          to: '2026-11-20T02:15:00.000Z',
          cells: [
            { indicator: 'sharing.messages-sent', dimensions: {}, value: '31' },
            { ...received, value: '7' },
          ],
        },
      ],
    },
  },
};
