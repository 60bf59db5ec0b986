/**
 * API keys: `dtm_<stage>_<keyId>_<secret>_<checksum>` (DESIGN §9).
 *
 * The secret is 32 random bytes in lower-case hexadecimal: base64url has `_`, the separator, among its digits, and
 * mixed case does not survive being read out or typed. The checksum is the first six hexadecimal digits of the
 * SHA-256 of all before it, so that a cut or mistyped key is told from an unknown one without any look-up, and
 * scanners of source code can recognise a leaked key by its form.
 */
import { hash, timingSafeEqual } from 'node:crypto';

export type ApiKey = { readonly keyId: string; readonly secret: string };

const FORM = /^dtm_([a-z][a-z0-9]{1,9})_([0-9a-z]{12})_([0-9a-f]{64})_([0-9a-f]{6})$/;
const KEY_ID_DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

const checksumOf = (body: string): string => hash('sha256', body, 'hex').slice(0, 6);

export function formatApiKey(stage: string, { keyId, secret }: ApiKey): string {
  const body = `dtm_${stage}_${keyId}_${secret}`;
  return `${body}_${checksumOf(body)}`;
}

/** Null when the text is no key of this stage: cut, mistyped, or made for another one. */
export function parseApiKey(text: string, stage: string): ApiKey | null {
  const [, keyStage, keyId, secret, checksum] = FORM.exec(text) ?? [];
  if (keyStage !== stage || keyId === undefined || secret === undefined) return null;
  return checksumOf(text.slice(0, -7)) === checksum ? { keyId, secret } : null;
}

/** What is stored: SHA-256 of the secret as written. 256 random bits need no salt and no slow hash. */
export const hashSecret = (secret: string): string => hash('sha256', secret, 'hex');

/** In time that does not depend on where the hashes differ. */
export function isSecret(secret: string, secretHash: string): boolean {
  const given = hash('sha256', secret, 'buffer');
  const stored = Buffer.from(secretHash, 'hex');
  return given.length === stored.length && timingSafeEqual(given, stored);
}

/** `random` fills an array with random bytes, as `crypto.getRandomValues` does. */
export function newApiKey(random: (bytes: Uint8Array) => Uint8Array): ApiKey {
  let keyId = '';
  while (keyId.length < 12) {
    for (const byte of random(new Uint8Array(16))) {
      // 252 is the last multiple of 36: without the rest every digit is equally likely
      if (byte < 252 && keyId.length < 12) keyId += KEY_ID_DIGITS[byte % 36];
    }
  }
  return { keyId, secret: Buffer.from(random(new Uint8Array(32))).toString('hex') };
}
