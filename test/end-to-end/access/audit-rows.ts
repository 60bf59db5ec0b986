/** Calls of all kinds, right and wrong, and what the audit line of each has to say. */
import type { AuditEvent } from '../../../shared/contract/access/audit.ts';
import type { ReportSubmission } from '../../../shared/contract/submissions/submission.ts';
import type { HttpCall } from '../sender.ts';

/**
 * In every place that a caller can write to. As an idempotency key it is kept, but in no log. No id has the `_`: what has the form of
 * an id is logged as one.
 */
export const CANARY = 'canary_7f3a';

type Given = {
  /** A report that is right, but for the changes; its figures times `by`. */
  readonly report: (changes?: Partial<ReportSubmission>, by?: number) => ReportSubmission;
  /** The key under a name. */
  readonly keyOf: (name: string) => string;
};

const post = (body: unknown, more: Partial<HttpCall> = {}): HttpCall => ({
  method: 'POST',
  path: '/submissions',
  body,
  ...more,
});
const named = { 'Idempotency-Key': CANARY };

type Row = readonly [
  name: string,
  call: () => HttpCall,
  key: string | null,
  expected: Partial<AuditEvent> & { function: string; status: number },
];

const done = { outcome: 'done', problem: null, findings: 0, agency: 'H26' } as const;
const submit = { function: 'submit', event: 'submit', action: 'submit' } as const;
const nothing = { agency: null, system: null, dataset: null, period: null };
const ofReport = { agency: 'H26', system: 'H26.dvc', dataset: 'etx-monthly', period: '2026-11' };
const refused = { ...submit, outcome: 'refused', resource: null, target: nothing, agency: 'H26' } as const;
/** Whose body was read. */
const tried = { ...refused, resource: 'H26.dvc~etx-monthly~2026-11~1', target: ofReport } as const;
const stranger = { ...refused, agency: null, credential: null } as const;
const inSystem = 'H26.dvc~etx-monthly~2026-11';

export function auditRows(given: Given): readonly Row[] {
  const { report } = given;
  const valid = () => report();
  return [
    [
      'a dry run',
      () => post(valid(), { path: '/submissions?dryRun=true', headers: named }),
      'H26',
      { ...submit, ...done, status: 200, action: 'dry-run', resource: `${inSystem}~1` },
    ],
    [
      'a report',
      () => post(valid(), { headers: named }),
      'H26',
      { ...submit, ...done, status: 202, resource: `${inSystem}~1`, target: ofReport },
    ],
    ['a conflict', () => post(report({}, 2)), 'H26', { ...tried, status: 409, problem: 'revision-conflict' }],
    [
      'the idempotency key again with other content',
      () => post(report({}, 2), { headers: named }),
      'H26',
      { ...tried, status: 422, problem: 'idempotency-key-reused' },
    ],
    [
      'canaries all over the body',
      () => post({ [CANARY]: CANARY, system: CANARY, cells: [{ indicator: CANARY, value: CANARY }] }),
      'H26',
      { ...refused, status: 422, problem: 'invalid-submission' },
    ],
    [
      'canaries beside ids',
      () => post({ ...valid(), [CANARY]: CANARY, period: CANARY, agency: CANARY }),
      'H26',
      { ...refused, status: 422, problem: 'invalid-submission', target: { ...ofReport, period: null } },
    ],
    ['no JSON', () => post(`{"${CANARY}`), 'H26', { ...refused, status: 400, problem: 'malformed-json' }],
    [
      'another content type',
      () => post(CANARY, { headers: { 'Content-Type': `text/${CANARY}` } }),
      'H26',
      { ...refused, status: 415, problem: 'unsupported-media-type' },
    ],
    [
      'an unknown parameter',
      () => post(valid(), { path: `/submissions?${CANARY}=${CANARY}` }),
      'H26',
      { ...tried, status: 400, problem: 'invalid-request' },
    ],
    [
      'a foreign system',
      () => post({ ...valid(), system: 'H29.dvc' }),
      'H26',
      {
        ...tried,
        status: 403,
        problem: 'foreign-agency',
        resource: 'H29.dvc~etx-monthly~2026-11~1',
        target: { ...ofReport, agency: 'H29', system: 'H29.dvc' },
      },
    ],
    [
      'a key that may only read',
      () => post(valid()),
      'readOnly',
      { ...refused, status: 403, problem: 'scope-missing' },
    ],
    ['a revoked key', () => post(valid()), 'revoked', { ...refused, status: 401, problem: 'key-revoked' }],
    [
      'an expired key',
      () => post(valid()),
      'expired',
      { ...refused, status: 401, problem: 'key-expired', agency: 'H29' },
    ],
    [
      'an unknown key',
      () => post(valid()),
      'unknown',
      { ...refused, status: 401, problem: 'key-unknown', agency: null },
    ],
    ['a malformed key', () => post(valid()), CANARY, { ...stranger, status: 401, problem: 'key-malformed' }],
    ['no key', () => post(valid()), null, { ...stranger, status: 401, problem: 'key-missing' }],
    [
      'a list',
      () => ({ path: '/submissions?system=H26.dvc&dataset=etx-monthly&period=2026-11' }),
      'H26',
      { ...done, function: 'read-submissions', event: 'listSubmissions', status: 200, resource: inSystem },
    ],
    [
      'an id that is none',
      () => ({ path: `/submissions/${CANARY}` }),
      'H26',
      { function: 'read-submissions', event: 'getSubmission', status: 404, resource: null, agency: 'H26' },
    ],
    [
      'a key in the place of an id',
      () => ({ path: `/submissions/${given.keyOf('H26')}` }),
      'H26',
      { function: 'read-submissions', event: 'getSubmission', status: 404, resource: null, agency: 'H26' },
    ],
    [
      'totals',
      () => ({ path: '/totals?dataset=etx-monthly&period=2026-11' }),
      'H26',
      { ...done, function: 'read-totals', status: 200, action: 'read', resource: 'H26~etx-monthly~2026-11' },
    ],
    [
      'totals of canaries',
      () => ({ path: `/totals?dataset=${CANARY}&period=2026-11&agency=${CANARY}` }),
      'H26',
      { function: 'read-totals', event: 'getTotals', status: 400, outcome: 'refused', agency: 'H26' },
    ],
    [
      'totals for a key that is revoked',
      () => ({ path: '/totals?dataset=etx-monthly&period=2026-11&agency=000.00.18.H26' }),
      'revoked',
      {
        function: 'read-totals',
        status: 401,
        problem: 'key-revoked',
        resource: 'H26.18~etx-monthly~2026-11',
        target: { agency: 'H26.18', system: null, dataset: 'etx-monthly', period: '2026-11' },
      },
    ],
    [
      'a wrong parameter beside ids',
      () => ({ path: `/submissions?system=H26.dvc&dataset=etx-monthly&period=2026-13&${CANARY}=1` }),
      'H26',
      {
        function: 'read-submissions',
        status: 400,
        resource: null,
        target: { agency: 'H26', system: 'H26.dvc', dataset: 'etx-monthly', period: null },
      },
    ],
    [
      'a withdrawal of what is not there',
      () => ({ method: 'DELETE', path: '/submissions/H26.dvc~etx-monthly~2026-10~7' }),
      'H26',
      {
        function: 'submit',
        action: 'withdraw',
        status: 404,
        resource: 'H26.dvc~etx-monthly~2026-10~7',
        target: { ...ofReport, period: '2026-10' },
      },
    ],
    [
      'a dataset that is none',
      () => ({ path: '/catalogue/no-such-dataset' }),
      'H26',
      {
        function: 'read-registry',
        status: 404,
        resource: 'catalogue~no-such-dataset',
        target: { ...nothing, dataset: 'no-such-dataset' },
      },
    ],
    [
      'totals of a foreign agency',
      () => ({ path: '/totals?dataset=etx-monthly&period=2026-11&agency=H29' }),
      'H26',
      {
        function: 'read-totals',
        status: 403,
        problem: 'foreign-agency',
        resource: 'H29~etx-monthly~2026-11',
      },
    ],
    ['health', () => ({ path: '/health' }), null, { function: 'public', event: 'getHealth', status: 200 }],
    [
      'the document',
      () => ({ path: '/openapi.json' }),
      null,
      { function: 'public', event: 'getOpenApi', status: 200 },
    ],
    [
      'the keys of receipts',
      () => ({ path: '/.well-known/jwks.json' }),
      null,
      { function: 'jwks', event: 'getKeySet', status: 200 },
    ],
  ];
}
