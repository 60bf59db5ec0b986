/** Making an API key, and what a key is at a time. */
import type { IssuedKey } from '../../contract/access/keys.ts';
import type { Credential } from '../../contract/registry.ts';
import { DAY } from '../values/duration.ts';
import { formatApiKey, hashSecret, newApiKey } from './api-key.ts';

/** Fills an array with random bytes, as `crypto.getRandomValues` does. */
export type Random = (bytes: Uint8Array) => Uint8Array;
export type KeyOrder = Pick<Credential, 'agency' | 'systems' | 'scopes'> & { readonly days: number };

/** `key` is shown once; only `credential` is stored. */
export function issueKey(
  order: KeyOrder,
  stage: string,
  now: number,
  random: Random,
): { readonly key: string; readonly credential: Credential } {
  const { days, ...granted } = order;
  const made = newApiKey(random);
  const credential: Credential = {
    keyId: made.keyId,
    secretHash: hashSecret(made.secret),
    ...granted,
    validFrom: new Date(now).toISOString(),
    validTo: new Date(now + days * DAY).toISOString(),
    revokedAt: null,
  };
  return { key: formatApiKey(stage, made), credential };
}

export type KeyState = IssuedKey['state'];

export const keyState = ({ revokedAt, validFrom, validTo }: Credential, now: number): KeyState => {
  const at = new Date(now).toISOString();
  if (revokedAt !== null && revokedAt <= at) return 'revoked';
  if (validTo <= at) return 'expired';
  return validFrom > at ? 'not yet valid' : 'live';
};
