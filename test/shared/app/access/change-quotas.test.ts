/** Quotas as operators change them. */
import { describe, expect, test } from 'vitest';
import { changeQuotas, standingQuotas } from '../../../../shared/app/access/change-quotas.ts';
import { readQuotaHistory } from '../../../../shared/app/access/read-history.ts';
import { MOST_OWN_QUOTAS, type QuotaOrder, type Quotas } from '../../../../shared/contract/access/quotas.ts';
import { changeQuota } from '../../../../shared/domain/access/change-quota.ts';
import { firstQuotas } from '../../../../shared/domain/access/quota-limits.ts';
import { fakeOperations } from '../../../fakes/operations.ts';
import { fakeQuotas } from '../../../fakes/quotas.ts';

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

test('a change is made on the version that was seen, and stands in the history', async () => {
  const ports = { ...fakeOperations(), ...fakeQuotas() };
  const order = (on: string, request: string) => ({
    task: 'quotas',
    operator: 'arn:aws:iam::123456789012:user/on-call',
    requestId: request,
    on,
    request: request.padEnd(64, '0'),
    now: Date.parse('2026-11-20T02:30:00.000Z'),
  });
  expect(await standingQuotas(ports)).toEqual({ version: '0.0', quotas: firstQuotas });
  expect((await changeQuotas(ports, order('0.0', 'a'), H26)).ok).toBe(true);
  const late = await changeQuotas(ports, order('0.0', 'b'), { ...H26, limits: null });
  expect(late.ok ? null : late.problem.kind).toBe('version-changed');
  const again = await changeQuotas(ports, order('0.0', 'a'), H26);
  expect(again.ok && again.value.version).toBe('0.1');
  expect((await changeQuotas(ports, order('0.1', 'c'), { ...H26, limits: null })).ok).toBe(true);
  const { changes } = await readQuotaHistory(ports.listQuotas, null);
  expect(changes.map(({ action, version }) => `${action} ${version}`)).toEqual(['reset 0.2', 'set 0.1']);
});
