/** What was changed in the example of maintenance. */
import type { Example } from '../../openapi/example.ts';
import { ended, started } from '../../oversight/examples/maintenance.ts';

const operator = 'arn:aws:iam::123456789012:user/dtm-dev-on-call';
const record = 'maintenance~00000001';
const start = {
  record,
  action: 'start',
  version: '1.1',
  on: '0.0',
  at: started.startedAt,
  operator,
  requestId: '0b8f0f5e-6d0e-4c53-9d0a-1a5b8a4f7c11',
  request: 'bd1c7a0cb1d9cf2bb36d0a0a4c9a9dbb7a6a6de9c7a4b0ea3ef2d3e5c2a1f001',
  before: null,
  after: '4d3f1a0cb1d9cf2bb36d0a0a4c9a9dbb7a6a6de9c7a4b0ea3ef2d3e5c2a1f002',
  body: started,
};
const end = {
  ...start,
  action: 'end',
  version: '1.2',
  on: '1.1',
  at: ended.endedAt,
  requestId: '5f0d9b1c-2a8e-4e0f-8f39-7e1e5a5f2d42',
  request: '7d1c7a0cb1d9cf2bb36d0a0a4c9a9dbb7a6a6de9c7a4b0ea3ef2d3e5c2a1f003',
  before: start.after,
  after: '9d3f1a0cb1d9cf2bb36d0a0a4c9a9dbb7a6a6de9c7a4b0ea3ef2d3e5c2a1f004',
  body: ended,
};

export const historyExample: Example = {
  name: 'maintenance',
  summary: 'A maintenance that was started and ended',
  query: { task: 'maintenance' },
  status: 200,
  answer: { task: 'maintenance', changes: [end, start], next: null },
};
