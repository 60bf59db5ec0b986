/**
 * Keys as operators issue, rotate and end them. Whoever makes a key keeps its secret, and sends the hash: no secret crosses the API,
 * and the same request can be made again.
 */
import * as z from 'zod';
import { schema } from '../schema.ts';
import { Instant, Sha256, SystemId } from '../text.ts';
import { Change, TaskVersion } from './change.ts';
import { KeyId } from './key-id.ts';
import { scopes } from './scopes.ts';

/** How long a key is valid, at most, and where nothing is said. */
export const MOST_KEY_DAYS = 1096;
export const KEY_DAYS = 365;
/** How long the key before goes on beside its next one, at most, and where nothing is said. */
export const MOST_OVERLAP_DAYS = 90;
export const OVERLAP_DAYS = 14;

/** What a credential may do, as operators ask for it. */
export const grants = /* @__PURE__ */ schema(() => ({
  agencies: z
    .array(z.string().min(1).max(60))
    .min(1)
    .max(20)
    .meta({
      description: 'It acts for these and their sub-units, in either code scheme (R18); or for VN alone.',
      examples: [['H26']],
    }),
  systems: z
    .array(SystemId)
    .min(1)
    .max(200)
    .nullable()
    .meta({ description: 'Only these systems; null: all of the agencies.' }),
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
  networks: z
    .array(z.string().min(1).max(60))
    .min(1)
    .max(20)
    .nullable()
    .meta({
      description: 'Only from these (CIDR, v4 and v6); null: from anywhere.',
      examples: [['203.0.113.0/24']],
    }),
  note: z
    .string()
    .min(1)
    .max(200)
    .nullable()
    .meta({ description: 'For operators: whose it is, whom to ask.' }),
}));

const made = /* @__PURE__ */ schema(() => ({
  keyId: KeyId,
  secretHash: Sha256.meta({ description: 'SHA-256 of the secret, which stays with whoever made the key.' }),
  days: z.int().min(1).max(MOST_KEY_DAYS).meta({ description: 'How long it is valid, from now on.' }),
}));

export const KeyOrder = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      ...made,
      ...grants,
    })
    .meta({ id: 'KeyOrder' }),
);
export type KeyOrder = z.infer<typeof KeyOrder>;

export const RotationOrder = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      ...made,
      overlapDays: z
        .int()
        .min(0)
        .max(MOST_OVERLAP_DAYS)
        .meta({ description: 'So long the key before goes on, if it does not end sooner by itself.' }),
    })
    .meta({ id: 'RotationOrder', description: 'The next key of a line: the same grants, another secret.' }),
);
export type RotationOrder = z.infer<typeof RotationOrder>;

export const credentialStates = ['live', 'revoked', 'expired', 'not yet valid'] as const;

export const IssuedKey = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      keyId: KeyId,
      state: z.enum(credentialStates),
      agencies: z.array(z.string()).min(1),
      systems: z.array(SystemId).nullable(),
      scopes: z.array(z.enum(scopes)),
      networks: z.array(z.string()).nullable(),
      note: z.string().nullable(),
      validFrom: Instant,
      validTo: Instant,
      revokedAt: Instant.nullable(),
      issuedBy: z.string().nullable().meta({ description: 'Null where no operator signed for it.' }),
      replaces: KeyId.nullable(),
      replacedBy: KeyId.nullable(),
    })
    .meta({ id: 'IssuedKey', description: 'A key without its secret or the hash of it.' }),
);
export type IssuedKey = z.infer<typeof IssuedKey>;

export const KeyList = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      keys: z.array(IssuedKey).meta({ description: 'By key id.' }),
      next: KeyId.nullable().meta({ description: 'Go on with `after`; null at the end.' }),
    })
    .meta({ id: 'KeyList' }),
);
export type KeyList = z.infer<typeof KeyList>;

export const KeyLife = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      key: IssuedKey,
      version: TaskVersion,
      changes: z.array(Change).meta({ description: 'What operators did with it, oldest first.' }),
    })
    .meta({ id: 'KeyLife' }),
);
export type KeyLife = z.infer<typeof KeyLife>;

const KeySubmission = /* @__PURE__ */ schema(() =>
  z.strictObject({
    id: z.string(),
    kind: z.enum(['report', 'withdrawal', 'event', 'event-withdrawal']),
    agency: z.string(),
    receivedAt: Instant,
    fate: z
      .enum(['stands', 'superseded', 'withdrawn', 'missing'])
      .meta({ description: 'missing: the journal has it and the ledger has not.' }),
    by: z.string().nullable().meta({ description: 'The submission through which it stands no more.' }),
  }),
);
export type KeySubmission = z.infer<typeof KeySubmission>;

export const KeySubmissions = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      keyId: KeyId,
      since: Instant,
      submissions: z.array(KeySubmission),
      unreadable: z
        .array(z.string())
        .meta({ description: 'Objects of the journal that cannot be read: what they have is not told.' }),
      journaledTo: Instant.nullable().meta({
        description:
          'When the last object was written that was looked at; what is on its way is not in the journal yet.',
      }),
      next: z.string().nullable().meta({ description: 'Go on with `after`; null at the end.' }),
    })
    .meta({
      id: 'KeySubmissions',
      description: 'What a key recorded, from the journal, with what became of it.',
    }),
);
export type KeySubmissions = z.infer<typeof KeySubmissions>;
