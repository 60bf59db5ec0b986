/** Reports that are refused: one for what is wrong with it, one for what stands already. */
import type { Example } from '../../openapi/example.ts';
import { accepted, inspection } from './report.ts';

const { receivedAt, sha256 } = accepted;

export const invalidExample: Example = {
  name: 'invalid',
  summary: 'Two errors, both named',
  headers: { 'Accept-Language': 'en' },
  body: {
    ...inspection,
    revision: 2,
    cells: [
      ...inspection.cells.slice(0, 11),
      { indicator: 'sharing.requests-refused', value: 18 },
      { indicator: 'connectivity.longest-outage', value: '12.55' },
    ],
  },
  status: 422,
  answer: {
    type: 'urn:dtm:problem:invalid-submission',
    title: 'The submission breaks the rules',
    status: 422,
    detail: 'Nothing was recorded. Errors: 2. errors[] says what and where.',
    code: 'invalid-submission',
    requestId: '9c4433b4-46d8-4389-a014-2731e7ebdef8',
    errors: [
      {
        code: 'wrong-scale',
        pointer: '/cells/12/value',
        key: 'connectivity.longest-outage',
        detail: '12.55 needs 2 digits after the decimal point; connectivity.longest-outage takes at most 1.',
      },
      {
        code: 'cross-check-failed',
        pointer: '/cells/11',
        key: 'sharing.requests-refused',
        detail:
          'Check refused-within-requested fails: sharing.requests-refused = 18 has to be <= sharing.requests-received = 17.',
      },
    ],
  },
};

export const conflictExample: Example = {
  name: 'conflict',
  summary: 'Other content under the same revision',
  headers: { 'Accept-Language': 'en' },
  body: {
    ...inspection,
    cells: [...inspection.cells.slice(0, 12), { indicator: 'connectivity.longest-outage', value: 13 }],
  },
  status: 409,
  answer: {
    type: 'urn:dtm:problem:revision-conflict',
    title: 'This revision holds other content',
    status: 409,
    detail: `Revision 1 of H26.dvc etx-inspection 2026-H2 was received at ${receivedAt} with other content (sha256 ${sha256}). To correct it, send a revision above 1, at most 998.`,
    code: 'revision-conflict',
    requestId: 'cc481daa-f6f6-46f1-a5e4-07ead80ac69a',
    errors: [
      {
        code: 'revision-conflict',
        pointer: '/revision',
        key: null,
        detail: `Revision 1 holds other content since ${receivedAt}; a correction has one above 1, at most 998.`,
        allowed: ['≥ 2', '≤ 998'],
      },
    ],
  },
};
