/** Examples of recovery drills: those of a hub that has held none, and of an agency's key. */
import type { Example } from '../openapi/example.ts';

export const drillsExample: Example = {
  name: 'drills',
  summary: 'All drills, newest first',
  status: 200,
  answer: { drills: [] },
};

export const unknownDrillExample: Example = {
  name: 'not a drill',
  summary: 'No drill has this id',
  path: { id: 'yesterday' },
  headers: { 'Accept-Language': 'en' },
  status: 404,
  answer: {
    type: 'urn:dtm:problem:drill-not-found',
    title: 'No such drill',
    status: 404,
    detail: 'No recovery drill has the id yesterday; GET /drills lists all.',
    code: 'drill-not-found',
    requestId: 'cc481daa-f6f6-46f1-a5e4-07ead80ac69a',
    errors: [],
  },
};

export const drillsToStartExample: Example = {
  name: 'none yet',
  summary: 'Before the first: the version to name in If-Match',
  status: 200,
  answer: { version: '0.0', drills: [] },
};

const asked = {
  id: '20261120-023000',
  outcome: 'asked',
  startedBy: 'dtm-dev-on-call',
  startedAt: '2026-11-20T02:30:00.000Z',
  finishedAt: null,
  restorePoint: null,
  differenceCount: 0,
  step: null,
  entriesChecked: 0,
  rpoTablesSeconds: null,
  rpoJournalSeconds: null,
  rtoSeconds: null,
};

export const startDrillExample: Example = {
  name: 'start',
  summary: 'It begins within five minutes',
  headers: { 'If-Match': '"0.0"' },
  body: {},
  status: 201,
  answer: asked,
};
