/** Quotas as an operator changes them: of a level, of an agency or of a credential. */
import { MOST_OWN_QUOTAS, type QuotaOrder, type Quotas } from '../../contract/access/quotas.ts';
import { COUNTRY } from '../../contract/registry.ts';
import type { FindingValue } from '../problems/problems.ts';
import { fail, ok, type Result } from '../problems/result.ts';
import { parseAgencyCode } from '../values/agency-code.ts';
import { firstQuotas, type Level } from './quota-limits.ts';

const levels = Object.keys(firstQuotas.defaults) as Level[];

const wrongId = (value: string, expected: string, allowed?: readonly string[]): FindingValue[] => [
  {
    code: 'wrong-form',
    pointer: '/id',
    key: null,
    details: { value, expected },
    ...(allowed && { allowed }),
  },
];

/** Batches are an agency's: of a key that would bound nothing. */
const ofNoKey = (name: 'batchesAtOnce'): FindingValue[] => [
  { code: 'unknown-field', pointer: `/limits/${name}`, key: null, details: { name } },
];

/** The quotas from then on; of an agency or key they stand in the order of their ids. */
export function changeQuota(
  quotas: Quotas,
  { of, id, limits }: QuotaOrder,
): Result<Quotas, readonly FindingValue[]> {
  if (of === 'level') {
    const level = levels.find((one) => one === id);
    if (level === undefined) return fail(wrongId(id, levels.join(' | '), levels));
    const after = limits === null ? firstQuotas.defaults[level] : { ...quotas.defaults[level], ...limits };
    return ok({ ...quotas, defaults: { ...quotas.defaults, [level]: after } });
  }
  const code = of === 'agency' ? parseAgencyCode(id) : null;
  if (code !== null && !code.ok && id !== COUNTRY) return fail(wrongId(id, 'H26'));
  if (of === 'key' && !/^[0-9A-Za-z._~@|-]{1,60}$/.test(id)) return fail(wrongId(id, 'k3v8x2m9q4w7'));
  if (of === 'key' && limits?.batchesAtOnce !== undefined) return fail(ofNoKey('batchesAtOnce'));
  const name = code?.ok ? code.code : id;
  const others = quotas.own.filter((one) => one.of !== of || one.id !== name);
  if (limits === null) return ok({ ...quotas, own: others });
  if (others.length >= MOST_OWN_QUOTAS) {
    const details = { value: others.length + 1, limit: MOST_OWN_QUOTAS };
    return fail([{ code: 'above-most', pointer: '/id', key: null, details }]);
  }
  const before = quotas.own.find((one) => one.of === of && one.id === name);
  const own = [...others, { of, id: name, limits: { ...before?.limits, ...limits } }];
  return ok({ ...quotas, own: own.sort((a, b) => (`${a.of} ${a.id}` < `${b.of} ${b.id}` ? -1 : 1)) });
}
