/** Quotas at the edge: what a caller reads in headers, and who is asked before what. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type AdmitCall, quotaGate } from '../../../shared/app/access/quota-gate.ts';
import type { QuotaUser } from '../../../shared/app/access/quota-subjects.ts';
import { firstQuotas } from '../../../shared/domain/access/quota-limits.ts';
import { fakeCounts } from '../../fakes/quotas.ts';
import { keyOf, right, send } from './call-event.ts';

const nobody = `Bearer ${keyOf('nobody000000')}`;
const vendor = `Bearer ${keyOf('vendor000000')}`;
const report = (system: string) => ({
  headers: { ...right, Authorization: vendor },
  body: JSON.stringify({ system }),
});

/** So many calls an hour of H26, and of each of its keys: who is not in the registry is a commune. */
const gate = (requestsPerHour = 2): AdmitCall =>
  quotaGate({
    countCalls: fakeCounts().of('a'),
    readQuotas: async () => ({
      ...firstQuotas,
      own: [
        { of: 'agency', id: 'H26', limits: { requestsPerHour } },
        { of: 'key', id: 'goodgoodgood', limits: { requestsPerHour } },
      ],
    }),
    findAgency: async () => null,
    say: () => undefined,
  });

const namesOf = (users: readonly QuotaUser[]): string =>
  users.map((user) => (user.of === 'key' ? user.credential.keyId : user.code)).join(' ');

test('every answer says how the quotas stand, a refusal too', async () => {
  const admit = gate();
  const { headers } = await send({ headers: right, body: '{}' }, { admit });
  expect(headers['RateLimit-Policy']).toBe(
    '"key-hour";q=2;w=3600, "key-day";q=180000;w=86400, "agency-hour";q=2;w=3600, "agency-day";q=300000;w=86400',
  );
  expect(headers.RateLimit).toBe(
    '"key-hour";r=1;t=1800, "key-day";r=179999;t=52200, "agency-hour";r=1;t=1800, "agency-day";r=299999;t=52200',
  );
  const refused = await send({ headers: right, body: 'no JSON' }, { admit });
  expect([refused.status, refused.headers.RateLimit]).toEqual([
    400,
    expect.stringContaining('"key-hour";r=0'),
  ]);
});

test('who has used up a quota gets 429, with which, from when to when, and when again', async () => {
  const admit = gate();
  for (let call = 0; call < 2; call += 1) await send({ headers: right, body: '{}' }, { admit });
  const { status, headers, problem, audit } = await send({ headers: right, body: '{}' }, { admit });
  expect([status, problem.code]).toEqual([429, 'quota-exceeded']);
  expect(problem.detail).toContain('at most 2 requests of goodgoodgood are taken');
  // Half an hour, and half of the minute over which those who wait are spread.
  expect(headers['Retry-After']).toBe('1830');
  expect(audit).toMatchObject([
    { outcome: 'refused', status: 429, problem: 'quota-exceeded', credential: 'goodgoodgood', agency: 'H26' },
  ]);
});

test('a call without a right key uses no quota', async () => {
  const asked: string[] = [];
  const admit: AdmitCall = async (users) => {
    asked.push(namesOf(users));
    return { ok: true, value: [] };
  };
  await send({ headers: { ...right, Authorization: nobody }, body: '{}' }, { admit });
  expect(asked).toEqual([]);
});

test('the key of a vendor uses the quota of the agency that it sends for', async () => {
  const asked: string[] = [];
  const admit: AdmitCall = async (users) => {
    asked.push(namesOf(users));
    return { ok: true, value: [] };
  };
  const actingFor = async (_: unknown, what: string) => (what === 'G06.dtm' ? 'G06' : null);
  await send(report('G06.dtm'), { admit, actingFor });
  await send(report('H99.dvc'), { admit, actingFor });
  expect(asked).toEqual(['vendor000000', 'G06', 'vendor000000']);
});

test('a vendor who is over the quota of one agency is refused for that one alone', async () => {
  const admit = gate(1);
  const actingFor = async (_: unknown, what: string) => what.split('.')[0] ?? null;
  expect((await send(report('H26.dvc'), { admit, actingFor })).status).toBe(202);
  const refused = await send(report('H26.dvc'), { admit, actingFor });
  expect([refused.status, refused.audit[0]?.agency]).toEqual([429, 'H26']);
  expect((await send(report('G06.dtm'), { admit, actingFor })).status).toBe(202);
});

test('every function that takes keys counts its calls', () => {
  const names = [
    'batches',
    'oversight',
    'read-drills',
    'read-registry',
    'read-submissions',
    'read-totals',
    'submit',
  ];
  for (const name of names) {
    const source = readFileSync(new URL(`../../../functions/${name}.ts`, import.meta.url), 'utf8');
    expect(source).toContain('authenticate: senderAuthentication(');
    expect(source).toContain('admit: quotaGate(');
  }
});
