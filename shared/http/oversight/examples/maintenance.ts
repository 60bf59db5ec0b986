/** Maintenance of a hub that had none before. */
import type { Example } from '../../openapi/example.ts';

export const started = {
  reason: 'new release',
  startedAt: '2026-11-20T02:30:00.000Z',
  until: '2026-11-20T14:30:00.000Z',
  endedAt: null,
};
export const ended = { ...started, endedAt: '2026-11-20T02:31:00.000Z' };

export const listMaintenanceExample: Example = {
  name: 'none yet',
  summary: 'Before the first: the version to name in If-Match',
  status: 200,
  answer: { version: '0.0', maintenances: [] },
};

export const startMaintenanceExamples: readonly Example[] = [
  {
    name: 'start',
    summary: 'From now on',
    headers: { 'If-Match': '"0.0"' },
    body: { reason: 'new release', until: null },
    status: 201,
    answer: started,
  },
  {
    name: 'on no version',
    summary: 'Without If-Match',
    headers: { 'Accept-Language': 'en' },
    body: { reason: 'new release', until: null },
    status: 428,
    answer: {
      type: 'urn:dtm:problem:version-missing',
      title: 'The change does not say on which version it is made',
      status: 428,
      detail:
        'Read maintenance first, and repeat its ETag in If-Match: nobody then overwrites what another has changed.',
      code: 'version-missing',
      requestId: 'cc481daa-f6f6-46f1-a5e4-07ead80ac69b',
      errors: [],
    },
  },
];

export const endMaintenanceExample: Example = {
  name: 'end',
  summary: 'The hub is in service again',
  headers: { 'If-Match': '"1.1"' },
  status: 200,
  answer: ended,
};
