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
import { auditRows, CANARY } from './audit-rows.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

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

const table = auditRows({
  report: (changes, by) => report(hub.seed, changes, by),
  keyOf: (name) => keys[name] ?? '',
});
const post = (body: unknown, more: Partial<HttpCall> = {}): HttpCall => ({
  method: 'POST',
  path: '/submissions',
  body,
  ...more,
});
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
  expect(calls.filter((line) => JSON.parse(line).status === '404')).toHaveLength(
    2 + rows.filter(({ expected }) => expected.status === 404).length,
  );
});

test('a method that a path does not take is audited by the function that says so', async () => {
  const answer = await call(post(report(hub.seed), { method: 'DELETE' }));
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

test('what a caller wrote is in a line as an id where it has the form of one, and nowhere else', async () => {
  const answer = await call({ path: '/totals?dataset=canary-of-form&period=2026-11&agency=CANARY.7' });
  const [line] = audits('read-totals', answer);
  expect(line?.target).toEqual({
    agency: 'CANARY.7',
    system: null,
    dataset: 'canary-of-form',
    period: '2026-11',
  });
  expect(JSON.stringify({ ...line, target: null, resource: null }).toLowerCase()).not.toContain('canary');
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
    ...[
      'aggregate',
      // S3 says that it was configured.
      'batch-work',
      'jwks',
      'public',
      'read-registry',
      'read-submissions',
      'read-totals',
      'submit',
      'trail',
    ].map((name) => `dtm-${STAGE}-${name}`),
  ]);
  const secrets = [...Object.values(keys).map((key) => key.split('_')[3] ?? ''), ...(await signingSecrets())];
  expect(secrets.every((secret) => secret.length > 40)).toBe(true);
  const tellTales = [CANARY, `dtm_${STAGE}_`, ...secrets, 'connectivity.outages'];
  const leaks = [...logs].flatMap(([name, lines]) =>
    lines.filter((line) => tellTales.some((told) => line.includes(told))).map((line) => `${name}: ${line}`),
  );
  expect(leaks).toEqual([]);
});
