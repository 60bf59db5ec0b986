import * as z from 'zod';
import { schema } from '../schema.ts';

/** What an issuer may call a client: visible ASCII (RFC 6749 appendix A.1, without the blank). */
export const ClientId = /* @__PURE__ */ schema(() =>
  z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/)
    .meta({
      id: 'ClientId',
      description: 'What the issuer of tokens calls the client, letter for letter: its `client_id`.',
      examples: ['h26-dvc'],
    }),
);
