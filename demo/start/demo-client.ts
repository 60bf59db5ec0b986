/** The client of an agency that `npm start` shows tokens with: known to the twin's issuer, and registered at the hub. */
import { randomBytes } from 'node:crypto';
import type { Credential } from '../../shared/contract/registry.ts';
import { clientCredentialId } from '../../shared/domain/access/client-credential-id.ts';
import { keyState } from '../../shared/domain/access/issue-key.ts';
import { DAY } from '../../shared/domain/values/duration.ts';
import type { IssuerClient } from '../../twin/issuer/protocol.ts';

const VALID_DAYS = 365;
const scopes = ['submit', 'read', 'batch'] as const;

const demoClientId = (agency: string): string => `${agency.toLowerCase()}-demo`;

/** At the issuer; its secret is made anew at each start, as the issuer keeps nothing. */
export const demoClient = (agency: string): IssuerClient => ({
  clientId: demoClientId(agency),
  secret: randomBytes(24).toString('base64url'),
  scopes: [...scopes],
});

/** At the hub: what is to be written; null where it is registered and goes on for a week. An operator may have revoked it: so it stays. */
export function demoRegistration(
  agency: string,
  held: readonly Credential[],
  now: number,
): Credential | null {
  const clientId = demoClientId(agency);
  const keyId = clientCredentialId(clientId);
  const known = held.find((one) => one.keyId === keyId);
  if (known !== undefined && (known.revokedAt !== null || keyState(known, now + 7 * DAY) === 'live'))
    return null;
  return {
    keyId,
    clientId,
    agency,
    systems: null,
    scopes: [...scopes],
    validFrom: new Date(now).toISOString(),
    validTo: new Date(now + VALID_DAYS * DAY).toISOString(),
    revokedAt: null,
  };
}
