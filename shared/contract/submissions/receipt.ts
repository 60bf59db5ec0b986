/**
 * Receipts (R27) and the keys that they are checked with. A receipt is a compact JWS (RFC 7515) signed with Ed25519
 * (RFC 8037); its header names the kind of document, the hub that issued it and the key.
 */
import * as z from 'zod';
import { schema } from '../schema.ts';
import { AgencyCode, CatalogueId, EventBucket, Instant, PeriodId, Sha256, SystemId } from '../text.ts';
import { EntryKind } from './submission.ts';

/** What the hub signs, as the header's `typ` (RFC 8725 §3.11): no document can pass for one of another kind. */
const signedKinds = ['dtm-receipt+jws', 'dtm-drill-report+jws', 'dtm-batch+jws'] as const;
export type SignedKind = (typeof signedKinds)[number];

export const slots = ['a', 'b'] as const;
export type Slot = (typeof slots)[number];

export const JwsHeader = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      alg: z.literal('EdDSA'),
      typ: z.enum(signedKinds),
      kid: z.string().min(1),
      iss: z.string().min(1),
    })
    .meta({ id: 'JwsHeader' }),
);
export type JwsHeader = z.infer<typeof JwsHeader>;

/** The facts of the ledger's entry, which are those of the first time: a retry gets the same. */
export const Receipt = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      id: z.string(),
      kind: EntryKind,
      agency: AgencyCode,
      system: SystemId,
      dataset: CatalogueId,
      period: PeriodId,
      /** Of reports and their withdrawals. */
      revision: z.int().optional(),
      /** Of events and their withdrawals. */
      bucket: EventBucket.optional(),
      idempotencyKey: z.string().optional(),
      receivedAt: Instant,
      sha256: Sha256,
      digest: Sha256,
    })
    .meta({ id: 'Receipt', description: 'What a receipt says, between its two points.' }),
);
export type Receipt = z.infer<typeof Receipt>;

/** Seconds since 1970 (RFC 7519 §2, NumericDate), up to the end of the year 9999. */
const NumericDate = /* @__PURE__ */ schema(() => z.int().min(0).max(253_402_300_799));

export const PublicKey = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      x: z
        .string()
        .meta({ maxLength: 43, description: 'The public key, 32 bytes in base64url (RFC 8037 §2).' }),
      kid: z.string().meta({ maxLength: 15 }),
      alg: z.literal('EdDSA'),
      use: z.literal('sig'),
      nbf: NumericDate.meta({ description: 'It signs for nothing that was received before.' }),
      exp: NumericDate.meta({ description: 'It signs for nothing that was received from then on.' }),
      revoked: z
        .strictObject({ revoked_at: NumericDate, reason: z.enum(['compromised']) })
        .optional()
        .meta({
          description:
            'Others may have had the key: its signature alone proves nothing any more. Ask the hub for the submission.',
        }),
    })
    .meta({ id: 'PublicKey', description: 'A JWK (RFC 7517, RFC 8037) of one slot and one year.' }),
);
export type PublicKey = z.infer<typeof PublicKey>;

export const KeySet = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      issuer: z.string().meta({ description: 'The `iss` of what these keys sign.', examples: ['dtm-prod'] }),
      keys: z.array(PublicKey),
    })
    .meta({
      id: 'KeySet',
      description:
        'A JWK set: the keys of both slots from the first year to the next, and all that were ever replaced. Keep a copy: receipts are then checked offline.',
    }),
);
export type KeySet = z.infer<typeof KeySet>;

/** The record of the registry: which slot signs, and the public keys of secrets that were replaced. */
export const SigningState = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      active: z.enum(slots),
      activeSince: Instant,
      /** When the secret of a slot was last replaced; null: it is the one that was made with the stack. */
      renewed: z.strictObject({ a: Instant.nullable(), b: Instant.nullable() }),
      retired: z.array(PublicKey),
    })
    .meta({ id: 'SigningState', description: 'Absent: slot a signs, and nothing was ever replaced.' }),
);
export type SigningState = z.infer<typeof SigningState>;
