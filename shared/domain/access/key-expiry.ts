/** Which keys end soon with nothing to follow them: their senders would be refused from one minute to the next. */
import type { Credential } from '../../contract/registry.ts';
import { DAY } from '../values/duration.ts';
import { agenciesOf } from './agencies-of.ts';

const covers = (next: Credential, ending: Credential): boolean =>
  agenciesOf(ending).every((agency) => agenciesOf(next).includes(agency)) &&
  next.revokedAt === null &&
  next.validFrom <= ending.validTo &&
  ending.scopes.every((scope) => next.scopes.includes(scope)) &&
  (next.networks === undefined ||
    (ending.networks?.every((network) => next.networks?.includes(network)) ?? false)) &&
  (next.systems === null || (ending.systems?.every((system) => next.systems?.includes(system)) ?? false));

/**
 * Keys that end within `days` and of which no other key, of the same agencies, with its systems, scopes and networks, goes on beyond
 * that: a sender who rotates in time (two keys may live at once) is not among them. The one that ends first, first.
 */
export function expiringKeys(credentials: readonly Credential[], now: number, days: number): Credential[] {
  const today = new Date(now).toISOString();
  const horizon = new Date(now + days * DAY).toISOString();
  const later = credentials.filter(({ validTo }) => validTo > horizon);
  return credentials
    .filter(({ revokedAt, validTo }) => revokedAt === null && validTo > today && validTo <= horizon)
    .filter((ending) => !later.some((next) => covers(next, ending)))
    .toSorted((a, b) => (a.validTo < b.validTo ? -1 : 1));
}
