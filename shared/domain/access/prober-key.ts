/**
 * The prober's credential: of the key that is derived from its secret, for the hub's own system alone. Whoever loads the
 * registry registers it, so that no step is forgotten; near its end, or after the secret was replaced, it is made anew.
 */
import { HUB_SYSTEM } from '../../contract/oversight/availability.ts';
import type { Credential } from '../../contract/registry.ts';
import { agencyOfSystemId } from '../submissions/submission-key.ts';
import { DAY } from '../values/duration.ts';
import { hashSecret } from './api-key.ts';
import { deriveApiKey } from './derived-key.ts';

const VALID_DAYS = 1096;
/** With so many days left it is renewed by the next load. */
const RENEW_DAYS = 365;

/** The credential that is to be written; null where the registry has it. */
export function proberCredential(
  secret: string,
  known: ReadonlyMap<string, Credential>,
  stage: string,
  now: number,
): Credential | null {
  const key = deriveApiKey(secret, stage);
  const held = known.get(key.keyId);
  if (held !== undefined && Date.parse(held.validTo) - now > RENEW_DAYS * DAY) return null;
  return {
    keyId: key.keyId,
    secretHash: hashSecret(key.secret),
    agency: agencyOfSystemId(HUB_SYSTEM),
    systems: [HUB_SYSTEM],
    scopes: ['submit', 'read'],
    validFrom: held?.validFrom ?? new Date(now).toISOString(),
    validTo: new Date(now + VALID_DAYS * DAY).toISOString(),
    revokedAt: held?.revokedAt ?? null,
  };
}
