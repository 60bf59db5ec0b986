/**
 * Examples of every operation, as the OpenAPI document shows them. A test replays each against the twin, in this
 * order, with the clock at `examplesClock`, and holds status and answer to what stands here.
 */
import type { OperationId } from '../contract/routes.ts';

export type Example = {
  readonly name: string;
  readonly summary: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly status: number;
  /** Left out where the answer is too large to show; times and request ids are those of the day of recording. */
  readonly answer?: unknown;
};

/** The day of the examples: the second half-year of 2026 takes submissions then. */
export const examplesClock = '2026-11-20T02:30:00.000Z';

const kinds = ['internal', 'agency', 'citizen', 'business'] as const;

const inspection = {
  system: 'H26.dvc',
  dataset: 'etx-inspection',
  period: '2026-H2',
  revision: 1,
  cells: [
    ...kinds.map((kind, index) => ({
      indicator: 'complaints.received',
      dimensions: { kind },
      value: [0, 3, 128, 41][index],
    })),
    ...kinds.map((kind, index) => ({
      indicator: 'complaints.settled',
      dimensions: { kind },
      value: [0, 3, 120, 40][index],
    })),
    { indicator: 'incidents.recorded', value: 4 },
    { indicator: 'incidents.settled', value: 4 },
    { indicator: 'sharing.requests-received', value: 17 },
    { indicator: 'sharing.requests-refused', value: 2 },
    { indicator: 'connectivity.longest-outage', value: '12.5' },
  ],
};

const wrong = {
  ...inspection,
  revision: 2,
  cells: [
    ...inspection.cells.slice(0, 11),
    { indicator: 'sharing.requests-refused', value: 18 },
    { indicator: 'connectivity.longest-outage', value: '12.55' },
  ],
};

export const examples: Readonly<Record<OperationId, readonly Example[]>> = {
  submitReport: [
    {
      name: 'dry run',
      summary: 'What would be said of it',
      query: { dryRun: 'true' },
      body: inspection,
      status: 200,
    },
    { name: 'report', summary: 'A report of half a year', body: inspection, status: 202 },
    {
      name: 'invalid',
      summary: 'Two errors, both named',
      headers: { 'Accept-Language': 'en' },
      body: wrong,
      status: 422,
    },
    {
      name: 'conflict',
      summary: 'Other content under the same revision',
      headers: { 'Accept-Language': 'en' },
      body: {
        ...inspection,
        cells: [...inspection.cells.slice(0, 12), { indicator: 'connectivity.longest-outage', value: 13 }],
      },
      status: 409,
    },
  ],
  listSubmissions: [
    {
      name: 'revisions',
      summary: 'All revisions of a report',
      query: { system: 'H26.dvc', dataset: 'etx-inspection', period: '2026-H2' },
      status: 200,
    },
  ],
  getSubmission: [
    {
      name: 'state',
      summary: 'A submission that is counted',
      path: { id: 'H26.dvc~etx-inspection~2026-H2~1' },
      status: 200,
    },
  ],
  getTotals: [
    {
      name: 'province',
      summary: 'A province and its systems',
      query: { dataset: 'etx-inspection', period: '2026-H2', agency: 'H26' },
      status: 200,
    },
    {
      name: 'legacy code',
      summary: 'The same by the legacy code',
      query: { dataset: 'etx-inspection', period: '2026-H2', agency: '000.00.00.H26' },
      status: 200,
    },
  ],
  getOpenApi: [{ name: 'document', summary: 'This document', status: 200 }],
  getHealth: [
    { name: 'health', summary: 'The hub answers', status: 200, answer: { status: 'ok', stage: 'local' } },
  ],
};
