/**
 * Every call leaves one audit event, of the schema that is the allow-list (DESIGN §9), in the log of the function
 * that served it; and nothing that a caller wrote is in any line of any log of the whole hub.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { operatorSecrets } from '../../../shared/aws/operator.ts';
import { readSecret } from '../../../shared/aws/secrets.ts';
import { AuditEvent } from '../../../shared/contract/access/audit.ts';
import type { Slot } from '../../../shared/contract/submissions/receipt.ts';
import { parseApiKey } from '../../../shared/domain/access/api-key.ts';
import { deriveKey } from '../../../shared/domain/submissions/signing-keys.ts';
import { STAGE, startHub, type TestHub, unknownKey } from '../hub.ts';
import { allLogs, eventsOf, jsonLog } from '../logs.ts';
import { operatorSqs, untilQuiet } from '../queues.ts';
import { report } from '../report.ts';
import { type HttpAnswer, type HttpCall, senderOf } from '../sender.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

/** In every place that a caller can write to. As an idempotency key it is kept, but in no log. */
const CANARY = 'canary7f3a';

let hub: TestHub;
const keys: Record<string, string> = {};

beforeAll(async () => {
  hub = await startHub();
  keys.H26 = await hub.issue('H26');
  keys.readOnly = await hub.issue('H26', { scopes: ['read'] });
  keys.revoked = await hub.issue('H26', { revokedAt: '2026-11-01T00:00:00.000Z' });
  keys.expired = await hub.issue('H29', { validTo: '2026-11-01T00:00:00.000Z' });
  keys.unknown = unknownKey();
}, 120_000);
afterAll(() => hub.stop());

const canaryHeaders = {
  'User-Agent': CANARY,
  'X-Request-Id': CANARY,
  'X-Forwarded-For': CANARY,
  'X-Amzn-Trace-Id': CANARY,
  Referer: `https://${CANARY}/`,
  Cookie: `session=${CANARY}`,
  'Accept-Language': `en, ${CANARY}`,
};
const keyIdOf = (name: string): string => parseApiKey(keys[name] ?? '', STAGE)?.keyId ?? '';

/** With canaries in its headers, and the key under the name. */
async function call(given: HttpCall, key: string | null = 'H26'): Promise<HttpAnswer> {
  const sender = senderOf(hub, key === null ? null : (keys[key] ?? key));
  return sender.call({ ...given, headers: { ...canaryHeaders, ...given.headers } });
}

const audits = (name: string, answer: HttpAnswer): AuditEvent[] =>
  eventsOf(AuditEvent, jsonLog(hub.twin, name)).filter(
    ({ requestId }) => requestId === answer.headers.get('x-request-id'),
  );

const valid = () => report(hub.seed);
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
const refused = { ...submit, outcome: 'refused', resource: null, agency: 'H26' } as const;
const stranger = { ...refused, agency: null, credential: null } as const;
const inSystem = 'H26.dvc~etx-monthly~2026-11';

const table: readonly Row[] = [
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
    { ...submit, ...done, status: 202, resource: `${inSystem}~1` },
  ],
  [
    'a conflict',
    () => post(report(hub.seed, {}, 2)),
    'H26',
    { ...refused, status: 409, problem: 'revision-conflict' },
  ],
  [
    'the idempotency key again with other content',
    () => post(report(hub.seed, {}, 2), { headers: named }),
    'H26',
    { ...refused, status: 422, problem: 'idempotency-key-reused' },
  ],
  [
    'canaries all over the body',
    () => post({ [CANARY]: CANARY, system: CANARY, cells: [{ indicator: CANARY, value: CANARY }] }),
    'H26',
    { ...refused, status: 422, problem: 'invalid-submission' },
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
    { ...refused, status: 400, problem: 'invalid-request' },
  ],
  [
    'a foreign system',
    () => post({ ...valid(), system: 'H29.dvc' }),
    'H26',
    { ...refused, status: 403, problem: 'foreign-agency' },
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
    () => ({ path: `/submissions/${keys.H26}` }),
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
    'totals of a foreign agency',
    () => ({ path: '/totals?dataset=etx-monthly&period=2026-11&agency=H29' }),
    'H26',
    { function: 'read-totals', status: 403, problem: 'foreign-agency', resource: 'H29~etx-monthly~2026-11' },
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

const rows = table.map(([name, given, key, expected]) => ({ name, given, key, expected }));

test.each(rows)('one audit event is left by $name', async ({ given, key, expected }) => {
  const { function: name, ...facts } = expected;
  const answer = await call(given(), key);
  expect(answer.status).toBe(expected.status);
  const found = audits(name, answer);
  const known = key === null || key === CANARY || name === 'public' ? null : keyIdOf(key);
  expect(found).toEqual([expect.objectContaining({ credential: known, ...facts })]);
  expect(found[0]?.sourceAddress).toBe('127.0.0.1');
});

test('an outage is audited as a failure', async () => {
  hub.twin.setFaults([
    { kind: 'throttle', service: 'dynamodb', operation: 'PutItem', principal: `dtm-${STAGE}-submit` },
  ]);
  const answer = await call(post(report(hub.seed, { revision: 2 }, 2)));
  hub.twin.setFaults([]);
  expect(answer.status).toBe(503);
  expect(audits('submit', answer)).toEqual([
    expect.objectContaining({ outcome: 'failed', problem: 'unavailable', credential: keyIdOf('H26') }),
  ]);
});

test('what the gateway answers itself is in the access log, and in no function', async () => {
  for (const path of [`/${CANARY}`, `/submissions/${CANARY}/${CANARY}?${CANARY}=${CANARY}`]) {
    expect((await call({ path })).status).toBe(404);
  }
  const calls = [...allLogs(hub.twin)].filter(([name]) => name.includes('access')).flatMap(([, log]) => log);
  expect(calls.filter((line) => JSON.parse(line).status === '404')).toHaveLength(4);
});

test('a method that a path does not take is audited by the function that says so', async () => {
  const answer = await call(post(valid(), { method: 'DELETE' }));
  expect(answer.status).toBe(405);
  expect(audits('public', answer)).toEqual([
    expect.objectContaining({
      event: 'unknown-route',
      action: 'read',
      outcome: 'refused',
      status: 405,
      problem: 'method-not-allowed',
      agency: null,
      credential: null,
      resource: null,
    }),
  ]);
});

/** What is signed with, in every form that it has in a function: the secrets as they came, and the keys made of them. */
async function signingSecrets(): Promise<string[]> {
  const { awsUrl, region, operatorCredentials } = hub.twin;
  const client = operatorSecrets({ endpoint: awsUrl, region, credentials: operatorCredentials });
  const read = async (slot: Slot): Promise<string[]> => {
    const secret = (await readSecret(client)(`dtm-${STAGE}-receipt-key-${slot}`)) ?? '';
    const { privateKey } = deriveKey(STAGE, slot, secret, 2026);
    return [secret, privateKey.export({ format: 'jwk' }).d ?? ''];
  };
  const found = [...(await read('a')), ...(await read('b'))];
  client.destroy();
  return found;
}

test('no line of any log has a word of what a caller wrote, or a key', async () => {
  const sqs = operatorSqs(hub.twin);
  await untilQuiet(sqs, hub.twin);
  sqs.destroy();
  const logs = allLogs(hub.twin);
  expect([...logs.keys()].map((name) => name.replace(/^.*\//, '')).sort()).toEqual([
    'access',
    ...['aggregate', 'jwks', 'public', 'read-submissions', 'read-totals', 'submit', 'trail'].map(
      (name) => `dtm-${STAGE}-${name}`,
    ),
  ]);
  const secrets = [...Object.values(keys).map((key) => key.split('_')[3] ?? ''), ...(await signingSecrets())];
  expect(secrets.every((secret) => secret.length > 40)).toBe(true);
  const tellTales = [CANARY, `dtm_${STAGE}_`, ...secrets, 'connectivity.outages'];
  const leaks = [...logs].flatMap(([name, lines]) =>
    lines.filter((line) => tellTales.some((told) => line.includes(told))).map((line) => `${name}: ${line}`),
  );
  expect(leaks).toEqual([]);
});
