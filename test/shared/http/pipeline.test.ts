import { expect, test } from 'vitest';
import { AuditEvent } from '../../../shared/contract/access/audit.ts';
import { ok } from '../../../shared/domain/problems/result.ts';
import type { HubRequest } from '../../../shared/http/operation.ts';
import { httpFunction } from '../../../shared/http/pipeline.ts';
import { right, send } from './call-event.ts';

const good = { headers: right, body: '{}' };

test('the operation gets the request in one form', async () => {
  const requests: HubRequest<'submit'>[] = [];
  await send(
    {
      ...good,
      headers: { ...right, 'Idempotency-Key': 'k' },
      query: { dryRun: ['false'] },
    },
    {
      operation: async (request) => {
        requests.push(request);
        return ok({ status: 200, body: {} });
      },
    },
  );
  expect(requests).toMatchObject([
    {
      requestId: 'request-1',
      language: 'en',
      credential: { keyId: 'goodgoodgood' },
      id: null,
      query: { dryRun: 'false' },
      headers: { 'idempotency-key': 'k', 'content-type': 'application/json' },
      body: { findings: [] },
      now: '2026-11-16T02:30:00.000Z',
    },
  ]);
});

test('every answer carries its request id, its language and the security fields', async () => {
  const fields = {
    'X-Request-Id': 'request-1',
    'Content-Language': 'en',
    'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  };
  expect((await send(good)).headers).toMatchObject({
    ...fields,
    'Content-Type': 'application/json; charset=utf-8',
  });
  expect((await send({ headers: { 'Accept-Language': 'en' } })).headers).toMatchObject(fields);
});

test('the audit line has every field and only those', async () => {
  const { audit } = await send(good);
  expect(audit).toEqual([
    {
      audit: true,
      event: 'submit',
      time: '2026-11-16T02:30:00.000Z',
      requestId: 'request-1',
      agency: 'H26',
      credential: 'goodgoodgood',
      operator: null,
      action: 'submit',
      resource: 'H26.dvc~etx-monthly~2026-10~1',
      target: { agency: 'H26', system: 'H26.dvc', dataset: 'etx-monthly', period: '2026-10' },
      outcome: 'done',
      status: 202,
      problem: null,
      findings: 0,
      sourceAddress: '203.0.113.7',
      sha256: '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
      before: null,
      after: null,
      durationMs: 0,
    },
  ]);
  expect(AuditEvent.safeParse(audit[0]).success).toBe(true);
});

test('a bug is a 500 that says nothing, a fault line without the message, and one audit line', async () => {
  const { status, problem, body, faults, audit, headers } = await send(good, {
    operation: async () => {
      throw new TypeError('Unexpected CANARY\n    at CANARY', { cause: new RangeError('CANARY') });
    },
  });
  expect([status, problem.code, problem.errors]).toEqual([500, 'internal-error', []]);
  expect(headers['Retry-After']).toBe('3');
  expect(body).not.toContain('CANARY');
  expect(faults).toMatchObject([
    { level: 'ERROR', event: 'submit', requestId: 'request-1', fault: 'TypeError' },
  ]);
  expect(faults[0]?.trace[0]).toMatch(/^at .*pipeline\.test\.ts:\d+/);
  expect(faults[0]?.trace).toContain('caused by RangeError');
  expect(JSON.stringify(faults)).not.toContain('CANARY');
  expect(audit).toMatchObject([
    { outcome: 'failed', status: 500, problem: 'internal-error', credential: 'goodgoodgood' },
  ]);
});

test.each([
  ['the operation', { operation: () => Promise.reject(new Error('throttled')) }],
  ['the look-up of the key', { findCredential: () => Promise.reject(new Error('throttled')) }],
])('an outage of %s is a 503 with Retry-After', async (_name, wiring) => {
  const { status, problem, headers, audit } = await send(good, { ...wiring, isOutage: () => true });
  expect([status, problem.code, headers['Retry-After']]).toEqual([503, 'unavailable', '3']);
  expect(audit).toMatchObject([{ outcome: 'failed', status: 503 }]);
});

test('what is thrown need not be an error', async () => {
  const { status, faults } = await send(good, { operation: () => Promise.reject('CANARY') });
  expect([status, faults]).toMatchObject([500, [{ fault: 'Error', trace: [] }]]);
});

test('what reading the headers throws is answered and leaves its audit line too', async () => {
  const { Authorization, 'Content-Type': type } = right;
  const { status, problem, faults, audit } = await send({
    headers: { Authorization, 'Content-Type': type },
    multiHeaders: { 'Accept-Language': [Symbol('no text') as never] },
    body: '{}',
  });
  expect([status, problem.code, faults.length]).toEqual([500, 'internal-error', 1]);
  expect(audit).toMatchObject([
    { outcome: 'failed', status: 500, problem: 'internal-error', event: 'submit' },
  ]);
});

test('before Lambda kills the function it answers 504, tells the operation, and leaves one audit line', async () => {
  const signals: AbortSignal[] = [];
  const { status, problem, audit } = await send(good, {
    remaining: 300,
    operation: ({ signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    },
  });
  expect([status, problem.code, signals[0]?.aborted]).toEqual([504, 'timeout', true]);
  expect(audit).toMatchObject([{ outcome: 'failed', status: 504, problem: 'timeout' }]);
});

test('an operation says action and resource in both cases; what is no id is not logged', async () => {
  const refusal = {
    ok: false,
    problem: { kind: 'submission-not-found', details: { id: 'x' }, findings: [] },
  } as const;
  const asked = await send(good, {
    operation: async () => ({ ...refusal, audit: { action: 'dry-run', resource: 'H26.dvc' } }),
  });
  expect(asked.audit).toMatchObject([
    { action: 'dry-run', resource: 'H26.dvc', outcome: 'refused', status: 404 },
  ]);
  const wrong = await send(good, {
    operation: async () => ({ ...refusal, audit: { resource: 'dtm_dev_key' } }),
  });
  expect(wrong.audit).toMatchObject([{ resource: null }]);
});

test('a route that needs a key cannot be wired without authentication', () => {
  const answer = async () => ok({ status: 200, body: {} });
  const wire = () =>
    httpFunction({
      name: 'submit',
      operations: { submit: answer, withdrawSubmission: answer },
      authenticate: null,
      log: () => {},
      isOutage: () => false,
      now: () => 0,
      random: () => 0,
    });
  expect(wire).toThrow('function submit: submit needs scope "submit", but nothing authenticates');
});
