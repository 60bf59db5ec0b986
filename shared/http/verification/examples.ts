/** Examples of verifications: the first one of a hub. */
import type { Example } from '../openapi/example.ts';

export const listVerificationsExample: Example = {
  name: 'none yet',
  summary: 'Before the first: the version to name in If-Match',
  status: 200,
  answer: { version: '0.0', verifications: [] },
};

export const askForVerificationExample: Example = {
  name: 'all open totals',
  summary: 'Each recomputed from the ledger and compared, and repaired where it differs',
  headers: { 'If-Match': '"0.0"' },
  body: { what: 'totals', repair: true },
  status: 201,
  answer: {
    id: '00000001',
    what: 'totals',
    repair: true,
    dataset: null,
    period: null,
    entry: null,
    reason: null,
    askedBy: 'arn:aws:iam::123456789012:user/dtm-dev-on-call',
    askedAt: '2026-11-20T02:30:00.000Z',
    outcome: 'asked',
    why: null,
    deadline: '2026-11-21T02:30:00.000Z',
    startedAt: null,
    finishedAt: null,
    trouble: null,
  },
};

export const unknownVerificationExample: Example = {
  name: 'no such number',
  summary: 'No verification has this number',
  path: { id: '00000009' },
  headers: { 'Accept-Language': 'en' },
  status: 404,
  answer: {
    type: 'urn:dtm:problem:verification-not-found',
    title: 'No such verification',
    status: 404,
    detail: 'No verification has the number 00000009; GET /admin/verification lists all.',
    code: 'verification-not-found',
    requestId: 'cc481daa-f6f6-46f1-a5e4-07ead80ac69a',
    errors: [],
  },
};
