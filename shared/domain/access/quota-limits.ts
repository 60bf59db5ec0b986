/** How much a subject may do: what operators have set for it, or else what its level of agency has. */
import type { QuotaLimits, Quotas } from '../../contract/access/quotas.ts';
import { type Agency, COUNTRY } from '../../contract/registry.ts';
import { deadlineLevelOf } from '../registry/deadline-level.ts';
import type { CallLimits } from './quota-lease.ts';

/** `key`: a credential of any kind, by its id; `agency`: one that is acted for, with its sub-units, by its code. */
export type QuotaSubject = { readonly of: 'key' | 'agency'; readonly id: string };

/**
 * Until an operator sets others. On a deadline an hour brings half of a month: a province of some 130 systems that report each hour then
 * sends 47,000 calls. A system with 50 events a second makes 180,000, which is what a key may of it.
 */
export const firstQuotas: Quotas = {
  defaults: {
    central: limits(300_000, 3_000_000),
    province: limits(300_000, 3_000_000),
    department: limits(60_000, 600_000),
    commune: limits(30_000, 300_000),
  },
  own: [],
};

function limits(requestsPerHour: number, requestsPerDay: number): QuotaLimits {
  return { requestsPerHour, requestsPerDay, batchesAtOnce: 4 };
}

/** Null of an agency that the registry does not have. */
export type Level = keyof Quotas['defaults'];
export const levelOf = (code: string, agency: Agency | null): Level =>
  code === COUNTRY ? 'central' : agency === null ? 'commune' : deadlineLevelOf(agency);

const ownOf = ({ own }: Quotas, { of, id }: QuotaSubject) =>
  own.find((one) => one.of === of && one.id === id);

export function limitsOfAgency(quotas: Quotas, code: string, level: Level): QuotaLimits {
  return { ...quotas.defaults[level], ...ownOf(quotas, { of: 'agency', id: code })?.limits };
}

/** So much of what its agencies have a key alone may use: one that goes wild leaves the others of its agency the rest. */
const SHARE_OF_A_KEY = 3 / 5;

/** Of what its agencies have together, or what was set for it. */
export function limitsOfKey(quotas: Quotas, keyId: string, agencies: readonly CallLimits[]): CallLimits {
  const share = (name: keyof CallLimits): number => {
    const together = agencies.reduce((all, one) => all + one[name], 0);
    return Math.max(1, Math.floor(together * SHARE_OF_A_KEY));
  };
  const own = ownOf(quotas, { of: 'key', id: keyId })?.limits;
  return {
    requestsPerHour: own?.requestsPerHour ?? share('requestsPerHour'),
    requestsPerDay: own?.requestsPerDay ?? share('requestsPerDay'),
  };
}
