/** Clients of the issuer of tokens, as operators register, change and end them. The hub has no secret of theirs, nor a hash of one. */
import * as z from 'zod';
import { schema } from '../schema.ts';
import { Instant, SystemId } from '../text.ts';
import { Change, TaskVersion } from './change.ts';
import { ClientId } from './client-id.ts';
import { KeyId } from './key-id.ts';
import { credentialStates, grants, MOST_KEY_DAYS } from './keys.ts';
import { scopes } from './scopes.ts';

const asked = /* @__PURE__ */ schema(() => ({
  ...grants,
  days: z
    .int()
    .min(1)
    .max(MOST_KEY_DAYS)
    .meta({ description: 'How long its tokens are taken, from now on.' }),
}));

export const ClientOrder = /* @__PURE__ */ schema(() =>
  z.strictObject({ clientId: ClientId, ...asked }).meta({ id: 'ClientOrder' }),
);
export type ClientOrder = z.infer<typeof ClientOrder>;

export const ClientChange = /* @__PURE__ */ schema(() =>
  z.strictObject({ ...asked }).meta({
    id: 'ClientChange',
    description: 'All that the client may do from then on: what it could before and is not named here ends.',
  }),
);
export type ClientChange = z.infer<typeof ClientChange>;

export const RegisteredClient = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      id: KeyId.meta({
        description: 'By which the hub names it in receipts, logs and texts; it follows from `clientId`.',
      }),
      clientId: ClientId,
      state: z.enum(credentialStates),
      agencies: z.array(z.string()).min(1),
      systems: z.array(SystemId).nullable(),
      scopes: z.array(z.enum(scopes)),
      networks: z.array(z.string()).nullable(),
      note: z.string().nullable(),
      validFrom: Instant,
      validTo: Instant,
      revokedAt: Instant.nullable(),
      registeredBy: z.string().nullable().meta({ description: 'Null where no operator signed for it.' }),
    })
    .meta({ id: 'RegisteredClient' }),
);
export type RegisteredClient = z.infer<typeof RegisteredClient>;

export const ClientList = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      clients: z.array(RegisteredClient).meta({ description: 'By id.' }),
      next: KeyId.nullable().meta({ description: 'Go on with `after`; null at the end.' }),
    })
    .meta({ id: 'ClientList' }),
);
export type ClientList = z.infer<typeof ClientList>;

export const ClientLife = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      client: RegisteredClient,
      version: TaskVersion,
      changes: z.array(Change).meta({ description: 'What operators did with it, oldest first.' }),
    })
    .meta({ id: 'ClientLife' }),
);
export type ClientLife = z.infer<typeof ClientLife>;
