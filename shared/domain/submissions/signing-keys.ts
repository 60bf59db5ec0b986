/**
 * The keys that the hub signs with (R27). Two slots, each with a secret of its own; of each secret one Ed25519 key per calendar year
 * (UTC), by HKDF (RFC 5869). So keys change every year by themselves, and those of next year are published a year before
 * they sign. Which slot signs is a record of the registry. ADR 10 says why.
 */

import { createPrivateKey, createPublicKey, hash, hkdfSync, type KeyObject } from 'node:crypto';
import { stagePrefix } from '../../contract/stage-names.ts';
import {
  type KeySet,
  type PublicKey,
  type SignedKind,
  type SigningState,
  type Slot,
  slots,
} from '../../contract/submissions/receipt.ts';
import { signJws } from './jws.ts';

/** The year in which the circular came into force: nothing was ever received before. */
const FIRST_YEAR = 2026;

/** Before it, the 32 bytes of a seed are a private key in PKCS #8 (RFC 8410 §7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

export type SigningKey = { readonly privateKey: KeyObject; readonly publicKey: PublicKey };

/** What AWS generates (64 characters), or any text of that much randomness; never shorter. */
const SHORTEST_SECRET = 40;

const yearOf = (milliseconds: number): number =>
  Math.max(FIRST_YEAR, new Date(milliseconds).getUTCFullYear());

/** RFC 7638: the same key always has the same, whoever computes it. */
export const thumbprint = ({ crv, kty, x }: Pick<PublicKey, 'crv' | 'kty' | 'x'>): string =>
  hash('sha256', JSON.stringify({ crv, kty, x }), 'base64url');

/**
 * The key of a slot in a year. The id ends in the beginning of the thumbprint: a secret that is replaced brings keys with
 * other ids, so that no id ever means two keys.
 */
export function deriveKey(stage: string, slot: Slot, secret: string, year: number): SigningKey {
  if (secret.length < SHORTEST_SECRET)
    throw new Error(`the secret of receipt key slot ${slot} is shorter than ${SHORTEST_SECRET} characters`);
  const seed = hkdfSync('sha256', secret, '', `dtm signing key/${stage}/${slot}/${year}`, 32);
  const der = Buffer.concat([PKCS8, Buffer.from(seed)]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const jwk = { kty: 'OKP', crv: 'Ed25519', x } as const;
  return {
    privateKey,
    publicKey: {
      ...jwk,
      kid: `${year}-${slot}-${thumbprint(jwk).slice(0, 8)}`,
      alg: 'EdDSA',
      use: 'sig',
      nbf: Date.UTC(year, 0) / 1000,
      exp: Date.UTC(year + 1, 0) / 1000,
    },
  };
}

export type SlotSecrets = Readonly<Record<Slot, string>>;

/** The public keys of a slot's secret, from the first year to the one after `now`. */
export function slotKeys(stage: string, slot: Slot, secret: string, now: number): PublicKey[] {
  const years = Array.from({ length: yearOf(now) + 2 - FIRST_YEAR }, (_, index) => FIRST_YEAR + index);
  return years.map((year) => deriveKey(stage, slot, secret, year).publicKey);
}

/** What stands in the place of a record that was never written. */
export const firstState: SigningState = {
  active: 'a',
  activeSince: '2026-01-01T00:00:00.000Z',
  renewed: { a: null, b: null },
  retired: [],
};

export const issuerOf = (stage: string): string => stagePrefix(stage);

export type Signer = {
  /**
   * A compact JWS over `payload`. `at` (Instant) is when what it says happened, and chooses the year's key: whoever asks again, even
   * years later, gets the same bytes, as long as the slot is the same.
   */
  readonly sign: (kind: SignedKind, at: string, payload: object) => string;
  /** What is published at `now` (milliseconds): nothing is ever signed with a key that is not among these. */
  readonly keySet: (now: number) => KeySet;
};

/** Derives each key when it is first asked for. Holds secrets: never log it. */
export function signerOf(stage: string, secrets: SlotSecrets, state: SigningState): Signer {
  const iss = issuerOf(stage);
  const derived = new Map<number, SigningKey>();
  const keyOf = (year: number): SigningKey => {
    const key = derived.get(year) ?? deriveKey(stage, state.active, secrets[state.active], year);
    derived.set(year, key);
    return key;
  };
  return {
    sign: (typ, at, payload) => {
      const { privateKey, publicKey } = keyOf(yearOf(Date.parse(at)));
      return signJws({ alg: 'EdDSA', typ, kid: publicKey.kid, iss }, payload, privateKey);
    },
    keySet: (now) => {
      const live = slots.flatMap((slot) => slotKeys(stage, slot, secrets[slot], now));
      // What the record says of a key goes before what is derived: it may say that the key is revoked.
      const keys = new Map([...live, ...state.retired].map((key) => [key.kid, key]));
      return { issuer: iss, keys: [...keys.values()].toSorted((a, b) => (a.kid < b.kid ? -1 : 1)) };
    },
  };
}
