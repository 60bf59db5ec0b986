/**
 * Examples of every operation, as the OpenAPI document shows them. A test replays each against the twin, in this
 * order, with the clock at `examplesClock`, and holds status and answer to what stands here.
 */
import type { OperationId } from '../../contract/routes.ts';
import type { Example } from './example.ts';
import { drillsExample, unknownDrillExample } from './examples-of-drills.ts';
import { availabilityExample, complianceExample, dutiesExample } from './examples-of-duties.ts';
import { contentExample, eventListExample, eventsExample } from './examples-of-events.ts';
import { acceptedExample, keySetExample } from './examples-of-receipts.ts';
import { conflictExample, invalidExample, standing } from './examples-of-refusals.ts';

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

const id = 'H26.dvc~etx-inspection~2026-H2~1';
const { receivedAt, sha256 } = standing;
const digest = 'a9f7ed81c8c620ce2b1b32b8bef7c395319e279acc87fa8284fb46d338f98139';
/** Of the withdrawal: there is nothing in it but what it withdraws. */
const withdrawal = 'cce1877502e98ea412bc452bd0960bbc80efbe956f9a8dd615bba4a702af2ed9';

const reported = { agency: 'H26', system: 'H26.dvc', dataset: 'etx-inspection', period: '2026-H2' };

const state = {
  id,
  ...reported,
  revision: 1,
  state: 'counted',
  receivedAt,
  storedAt: '2026-11-20T02:30:05.124Z',
  sha256,
  digest,
  timeliness: 'on-time',
  cells: 13,
};

const total = (indicator: string, value: string, kind?: string) => ({
  indicator,
  dimensions: kind === undefined ? {} : { kind },
  value,
});

const totalCells = [
  total('complaints.received', '3', 'agency'),
  total('complaints.received', '41', 'business'),
  total('complaints.received', '128', 'citizen'),
  total('complaints.received', '0', 'internal'),
  total('complaints.settled', '3', 'agency'),
  total('complaints.settled', '40', 'business'),
  total('complaints.settled', '120', 'citizen'),
  total('complaints.settled', '0', 'internal'),
  total('connectivity.longest-outage', '12.5'),
  total('incidents.recorded', '4'),
  total('incidents.settled', '4'),
  total('sharing.requests-received', '17'),
  total('sharing.requests-refused', '2'),
];

const totalSubtotals = [total('complaints.received', '172'), total('complaints.settled', '163')];

const totals = {
  dataset: 'etx-inspection',
  period: '2026-H2',
  from: '2026-06-15',
  to: '2026-12-14',
  foldedFrom: [],
  stocksFrom: null,
  total: {
    node: 'H26',
    names: { vi: 'Ủy ban nhân dân Thành phố Hà Nội', en: "People's Committee of Ha Noi" },
    reporters: 1,
    newestReceivedAt: receivedAt,
    cells: totalCells,
    subtotals: totalSubtotals,
  },
  children: [
    {
      node: 'H26.dvc',
      names: {
        vi: 'Hệ thống thông tin giải quyết thủ tục hành chính thành phố Hà Nội',
        en: 'Administrative procedure information system of Ha Noi',
      },
      reporters: 1,
      newestReceivedAt: receivedAt,
      cells: totalCells,
      subtotals: totalSubtotals,
    },
  ],
  next: null,
  asOf: null,
  ...{ changedSince: [], changes: 0, nextChange: null },
};

export const examples: Readonly<Record<OperationId, readonly Example[]>> = {
  submit: [
    {
      name: 'dry run',
      summary: 'What would be said of it',
      query: { dryRun: 'true' },
      body: inspection,
      status: 200,
      answer: { dryRun: true, verdict: 'new', id, sha256, digest, cells: 13, timeliness: 'on-time' },
    },
    {
      name: 'report',
      summary: 'A report of half a year',
      body: inspection,
      status: 202,
      answer: acceptedExample({ id, kind: 'report', ...reported, revision: 1, receivedAt, sha256, digest }),
    },
    eventsExample,
    dutiesExample,
    invalidExample(wrong),
    conflictExample({
      ...inspection,
      cells: [...inspection.cells.slice(0, 12), { indicator: 'connectivity.longest-outage', value: 13 }],
    }),
  ],
  listSubmissions: [
    {
      name: 'revisions',
      summary: 'All revisions of a report',
      query: { system: 'H26.dvc', dataset: 'etx-inspection', period: '2026-H2' },
      status: 200,
      answer: { submissions: [state], next: null },
    },
    eventListExample,
  ],
  getSubmission: [
    {
      name: 'state',
      summary: 'A submission that is counted',
      path: { id },
      status: 200,
      answer: state,
    },
    contentExample,
  ],
  getTotals: [
    {
      name: 'province',
      summary: 'A province and its systems',
      query: { dataset: 'etx-inspection', period: '2026-H2', agency: 'H26' },
      status: 200,
      answer: totals,
    },
    {
      name: 'legacy code',
      summary: 'The same by the legacy code',
      query: { dataset: 'etx-inspection', period: '2026-H2', agency: '000.00.00.H26' },
      status: 200,
      answer: totals,
    },
  ],
  withdrawSubmission: [
    {
      name: 'dry run',
      summary: 'What would be said of it',
      path: { id },
      query: { dryRun: 'true' },
      status: 200,
      answer: {
        ...{ dryRun: true, verdict: 'new', id: 'H26.dvc~etx-inspection~2026-H2~2' },
        ...{ sha256: withdrawal, digest: withdrawal, cells: 0, timeliness: 'on-time' },
      },
    },
    {
      name: 'withdrawn',
      summary: 'A report is taken back: the withdrawal is the next revision',
      path: { id },
      status: 202,
      answer: acceptedExample({
        id: 'H26.dvc~etx-inspection~2026-H2~2',
        kind: 'withdrawal',
        ...{ ...reported, revision: 2, receivedAt, sha256: withdrawal, digest: withdrawal },
      }),
    },
  ],
  getCompliance: [complianceExample],
  getKeySet: [
    { name: 'keys', summary: 'This year’s keys and next year’s', status: 200, answer: keySetExample },
  ],
  getAvailability: [availabilityExample],
  listDrills: [drillsExample],
  getDrill: [unknownDrillExample],
  getOpenApi: [{ name: 'document', summary: 'This document', status: 200 }],
  getHealth: [
    { name: 'health', summary: 'The hub answers', status: 200, answer: { status: 'ok', stage: 'dev' } },
  ],
};
