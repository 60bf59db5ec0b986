/** Quotas as operators change them. */
import { describe, expect, test } from 'vitest';
import { changeQuotas, standingQuotas } from '../../../../shared/app/access/change-quotas.ts';
import { readQuotaHistory } from '../../../../shared/app/access/read-history.ts';
import { MOST_OWN_QUOTAS, type QuotaOrder, type Quotas } from '../../../../shared/contract/access/quotas.ts';
import { changeQuota } from '../../../../shared/domain/access/change-quota.ts';
import { firstQuotas } from '../../../../shared/domain/access/quota-limits.ts';
import { fakeOperations } from '../../../fakes/operations.ts';
import { fakeQuotas } from '../../../fakes/quotas.ts';
import { agencies } from '../../../fixtures/registry.ts';

/** Of an order that is right. */
function changed(quotas: Quotas, order: QuotaOrder): Quotas {
  const after = changeQuota(quotas, order);
  if (!after.ok) throw new Error(JSON.stringify(after.problem));
  return after.value;
}

const H26: QuotaOrder = { of: 'agency', id: 'H26', limits: { requestsPerHour: 400_000 } };

describe('the quotas from then on', () => {
  test('what is not named stays, of a level and of an agency', () => {
    const level = changed(firstQuotas, { of: 'level', id: 'commune', limits: { batchesAtOnce: 5 } });
    expect(level.defaults.commune).toEqual({ ...firstQuotas.defaults.commune, batchesAtOnce: 5 });
    const twice = changed(changed(firstQuotas, H26), { ...H26, limits: { batchesAtOnce: 8 } });
    expect(twice.own).toEqual([
      { of: 'agency', id: 'H26', limits: { requestsPerHour: 400_000, batchesAtOnce: 8 } },
    ]);
  });

  test('null takes away what is its own, and gives a level what the hub comes with', () => {
    expect(changed(changed(firstQuotas, H26), { ...H26, limits: null })).toEqual(firstQuotas);
    const level = changed(firstQuotas, { of: 'level', id: 'province', limits: { requestsPerDay: 1 } });
    expect(changed(level, { of: 'level', id: 'province', limits: null })).toEqual(firstQuotas);
  });

  test('an agency is found under either of its codes', () => {
    const { own } = changed(firstQuotas, { ...H26, id: '000.00.00.H26' });
    expect(own.map(({ id }) => id)).toEqual(['H26']);
  });

  test.each([
    [{ of: 'level', id: 'village', limits: {} }, 'wrong-form'],
    [{ of: 'agency', id: 'no agency', limits: {} }, 'wrong-form'],
    [{ of: 'key', id: 'no key', limits: {} }, 'wrong-form'],
  ] as const)('%j is refused', (order, code) => {
    const refused = changeQuota(firstQuotas, order);
    expect(refused.ok ? [] : refused.problem).toMatchObject([{ code, pointer: '/id' }]);
  });

  test('batches at once are no limit of a key', () => {
    const refused = changeQuota(firstQuotas, { of: 'key', id: 'key7', limits: { batchesAtOnce: 2 } });
    expect(refused.ok ? [] : refused.problem).toMatchObject([
      { code: 'unknown-field', pointer: '/limits/batchesAtOnce' },
    ]);
  });

  test('no more have their own than every container reads', () => {
    const own = Array.from({ length: MOST_OWN_QUOTAS }, (_, at) => ({
      of: 'key' as const,
      id: `key${at}`,
      limits: {},
    }));
    const full = { ...firstQuotas, own };
    const refused = changeQuota(full, H26);
    expect(refused.ok ? [] : refused.problem).toMatchObject([{ code: 'above-most' }]);
    expect(changeQuota(full, { of: 'key', id: 'key7', limits: { requestsPerDay: 1 } }).ok).toBe(true);
  });
});

/** Of a registry with one agency and one credential. */
function portsOf() {
  const agency = agencies.find(({ code }) => code === 'H26');
  return {
    ...fakeOperations(),
    ...fakeQuotas(),
    findAgency: async (code: string) =>
      agency !== undefined && code === agency.code ? { value: agency, version: 1 } : null,
    hasCredential: async (id: string) => id === 'k3v8x2m9q4w7',
  };
}

const orderOf = (on: string, request: string) => ({
  task: 'quotas',
  operator: 'arn:aws:iam::123456789012:user/on-call',
  requestId: request,
  on,
  request: request.padEnd(64, '0'),
  now: Date.parse('2026-11-20T02:30:00.000Z'),
});

test('a change is made on the version that was seen, and stands in the history', async () => {
  const ports = portsOf();
  expect(await standingQuotas(ports)).toEqual({ version: '0.0', quotas: firstQuotas });
  expect((await changeQuotas(ports, orderOf('0.0', 'a'), H26)).ok).toBe(true);
  const late = await changeQuotas(ports, orderOf('0.0', 'b'), { ...H26, limits: null });
  expect(late.ok ? null : late.problem.kind).toBe('version-changed');
  const again = await changeQuotas(ports, orderOf('0.0', 'a'), H26);
  expect(again.ok && again.value.version).toBe('0.1');
  expect((await changeQuotas(ports, orderOf('0.1', 'c'), { ...H26, limits: null })).ok).toBe(true);
  const { changes } = await readQuotaHistory(ports.listQuotas, null);
  expect(changes.map(({ action, version }) => `${action} ${version}`)).toEqual(['reset 0.2', 'set 0.1']);
});

test.each([
  [{ of: 'agency', id: 'H99' }, 'unknown-agency'],
  [{ of: 'key', id: 'k3v8x2m9q4w8' }, 'unknown-credential'],
  [{ of: 'agency', id: 'no agency' }, 'wrong-form'],
] as const)(
  'of %j nothing is set, and nothing stands in the history; what is no more can be reset',
  async (whose, code) => {
    const ports = portsOf();
    const refused = await changeQuotas(ports, orderOf('0.0', 'a'), {
      ...whose,
      limits: { requestsPerDay: 9 },
    });
    expect(refused.ok ? null : refused.problem).toMatchObject({
      kind: 'invalid-change',
      findings: [{ code, pointer: '/id' }],
    });
    expect(await standingQuotas(ports)).toEqual({ version: '0.0', quotas: firstQuotas });
    const reset = await changeQuotas(ports, orderOf('0.0', 'b'), { ...whose, limits: null });
    expect(reset.ok).toBe(code !== 'wrong-form');
  },
);

test.each([
  { of: 'agency', id: '000.00.00.H26' },
  { of: 'agency', id: 'VN' },
  { of: 'key', id: 'k3v8x2m9q4w7' },
] as const)('of %j it is', async (whose) => {
  const set = await changeQuotas(portsOf(), orderOf('0.0', 'a'), { ...whose, limits: { requestsPerDay: 9 } });
  expect(set.ok).toBe(true);
});
