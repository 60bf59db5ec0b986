/**
 * The hub's own API key, derived from a generated secret: whoever may read the secret has the key, and nobody has to copy
 * it anywhere. A secret is characters and no key, hence HKDF (RFC 5869).
 */
import { hkdfSync } from 'node:crypto';
import { type ApiKey, newApiKey } from './api-key.ts';

/** The same for the same secret and stage. */
export function deriveApiKey(secret: string, stage: string): ApiKey {
  let block = 0;
  return newApiKey((bytes) => {
    bytes.set(
      new Uint8Array(hkdfSync('sha256', secret, '', `dtm prober key/${stage}/${block}`, bytes.length)),
    );
    block += 1;
    return bytes;
  });
}
