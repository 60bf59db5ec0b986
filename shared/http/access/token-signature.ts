/** Signatures of tokens by aws-jwt-verify. What the claims say is judged by the domain, with the clock that it is given. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { JwtBaseError } from 'aws-jwt-verify/error';
import { verifyJwtSync } from 'aws-jwt-verify/jwt-verifier';
import type { VerifySignature } from '../../app/ports/issuer.ts';
import type { SigningKey } from '../../domain/access/token/signing-key.ts';

/** Times, issuer and audience are none of the library's: it would ask the clock of the machine. */
const signatureAlone = { issuer: null, audience: null, graceSeconds: Number.POSITIVE_INFINITY } as const;

/** Null for what is of the form of a key and is none, as a point beside its curve: it has signed nothing. */
function keyObject(jwk: SigningKey['jwk']): KeyObject | null {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return null;
  }
}

/** Keys are made ready once: by the key itself, as an issuer may give another one the same id. */
export function signatureVerifier(): VerifySignature {
  const ready = new WeakMap<SigningKey['jwk'], KeyObject | null>();
  return ({ text }, { jwk }) => {
    if (!ready.has(jwk)) ready.set(jwk, keyObject(jwk));
    const key = ready.get(jwk);
    if (key === null || key === undefined) return false;
    try {
      verifyJwtSync(text, jwk, signatureAlone, () => key);
      return true;
    } catch (error) {
      if (error instanceof JwtBaseError) return false;
      throw error;
    }
  };
}
