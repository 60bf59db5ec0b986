/** The slots of receipt keys as operators see them and change them (ADR 10). */
import * as z from 'zod';
import { TaskVersion } from '../access/change.ts';
import { schema } from '../schema.ts';
import { Instant } from '../text.ts';
import { PublicKey, SigningState, slots } from './receipt.ts';

/** Of a saved set as many are taken: a year has four, and each renewal some more. */
const MOST_SAVED = 300;

export const ReceiptKeyStanding = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      version: TaskVersion,
      slots: z.array(
        z
          .strictObject({
            slot: z.enum(slots),
            signs: z.boolean(),
            since: Instant.nullable().meta({
              description: 'When it began to sign, or its secret was replaced; null: since the deployment.',
            }),
            kid: z.string().meta({ description: 'Of this year’s key.' }),
          })
          .meta({ id: 'ReceiptKeySlot' }),
      ),
      retired: z.array(PublicKey).meta({ description: 'Of secrets that were replaced.' }),
    })
    .meta({ id: 'ReceiptKeyStanding' }),
);
export type ReceiptKeyStanding = z.infer<typeof ReceiptKeyStanding>;

const action = /* @__PURE__ */ schema(() => z.enum(['rotate', 'renew', 'leaked', 'keep']));

export const ReceiptKeyOrder = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      action: action.meta({
        description:
          '`rotate`: the other slot signs. `renew`: a new secret for the one that does not sign. `leaked`: others have the secret of `slot`. `keep`: publish what `saved` knows and the registry lost.',
      }),
      slot: z.enum(slots).optional().meta({ description: 'Needed for leaked.' }),
      early: z
        .boolean()
        .optional()
        .meta({ description: 'With rotate: though its keys are published for less than a day.' }),
      saved: z
        .strictObject({ issuer: z.string().max(100), keys: z.array(PublicKey).max(MOST_SAVED) })
        .optional()
        .meta({ description: 'A key set as the hub published it once; needed for keep.' }),
    })
    .meta({ id: 'ReceiptKeyOrder' }),
);
export type ReceiptKeyOrder = z.infer<typeof ReceiptKeyOrder>;

export const ReceiptKeyWork = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      action,
      slot: z
        .enum(slots)
        .meta({ description: 'That signs from then on; of renew the one with the new secret.' }),
      kept: z.int().meta({ description: 'With keep: as many keys are published again.' }),
      on: z.int().meta({ description: 'Version of the record of slots that it is made on.' }),
      state: SigningState.meta({ description: 'The record of slots from then on.' }),
      begunAt: Instant,
      endedAt: Instant.nullable().meta({ description: 'Null: it is under way, or died.' }),
    })
    .meta({ id: 'ReceiptKeyWork', description: 'One change of the slots of receipt keys.' }),
);
export type ReceiptKeyWork = z.infer<typeof ReceiptKeyWork>;
