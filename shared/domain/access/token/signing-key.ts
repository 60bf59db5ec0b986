/**
 * Keys of an issuer as they may verify a token. Which algorithms a key verifies follows from the key and never from the token: a public
 * key is no secret of HMAC, and none verifies `none` (RFC 8725 §3.1, §2.1).
 */

/** Asymmetric ones that aws-jwt-verify has; no token of another is looked at. */
export const signatureAlgorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'] as const;
type SignatureAlgorithm = (typeof signatureAlgorithms)[number];

/** A public key as a JSON Web Key (RFC 7517). */
export type SigningKey = {
  readonly keyId: string;
  readonly algorithms: readonly SignatureAlgorithm[];
  readonly jwk: PublicJwk;
};

type PublicJwk =
  | { readonly kty: 'RSA'; readonly kid: string; readonly n: string; readonly e: string }
  | {
      readonly kty: 'EC';
      readonly kid: string;
      readonly crv: string;
      readonly x: string;
      readonly y: string;
    };

/** 2,048 bits, the least that RFC 7518 §3.3 allows, as bytes of the modulus. */
const LEAST_MODULUS = 256;
/** Of the exponent and of a coordinate, in characters: what is longer is no key that an issuer has, and slow to use. */
const LONGEST_MODULUS = 2_048;
const LONGEST_EXPONENT = 8;
const LONGEST_COORDINATE = 100;
/** Of those in a set. */
const MOST_KEYS = 100;

const curves: Readonly<Record<string, SignatureAlgorithm>> = {
  'P-256': 'ES256',
  'P-384': 'ES384',
  'P-521': 'ES512',
};

const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value !== '' && value.length <= most && /^[\w-]+$/.test(value);

type Verifies = { readonly jwk: PublicJwk; readonly all: readonly SignatureAlgorithm[] };

function publicPart(kid: string, member: Readonly<Record<string, unknown>>): Verifies | null {
  const { kty, n, e, crv, x, y } = member;
  if (kty === 'RSA' && isText(n, LONGEST_MODULUS) && isText(e, LONGEST_EXPONENT))
    return Buffer.from(n, 'base64url').length < LEAST_MODULUS
      ? null
      : { jwk: { kty, kid, n, e }, all: ['RS256', 'RS384', 'RS512'] };
  if (kty !== 'EC' || typeof crv !== 'string') return null;
  const algorithm = Object.hasOwn(curves, crv) ? curves[crv] : undefined;
  if (algorithm === undefined || !isText(x, LONGEST_COORDINATE) || !isText(y, LONGEST_COORDINATE))
    return null;
  return { jwk: { kty, kid, crv, x, y }, all: [algorithm] };
}

function signingKey(member: unknown): SigningKey | null {
  if (typeof member !== 'object' || member === null) return null;
  const { kid, use, alg, key_ops: uses } = member as Readonly<Record<string, unknown>>;
  if (typeof kid !== 'string' || kid === '') return null;
  if (use !== undefined && use !== 'sig') return null;
  if (Array.isArray(uses) && !uses.includes('verify')) return null;
  const part = publicPart(kid, member as Readonly<Record<string, unknown>>);
  if (part === null) return null;
  const algorithms = part.all.filter((one) => alg === undefined || alg === one);
  return algorithms.length === 0 ? null : { keyId: kid, algorithms, jwk: part.jwk };
}

/**
 * By key id, those of a set (RFC 7517 §5) that may verify signatures; the first of an id. What else is in it is left out, as §5 asks.
 * Null where it is no set.
 */
export function signingKeysIn(set: unknown): ReadonlyMap<string, SigningKey> | null {
  const members = typeof set === 'object' && set !== null && 'keys' in set ? set.keys : null;
  if (!Array.isArray(members)) return null;
  const keys = new Map<string, SigningKey>();
  for (const member of members.slice(0, MOST_KEYS)) {
    const key = signingKey(member);
    if (key !== null && !keys.has(key.keyId)) keys.set(key.keyId, key);
  }
  return keys;
}
