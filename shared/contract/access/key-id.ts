import * as z from 'zod';
import { schema } from '../schema.ts';

export const KeyId = /* @__PURE__ */ schema(() =>
  z
    .string()
    .regex(/^[0-9a-z]{12}$/)
    .meta({
      id: 'KeyId',
      description: 'The 12 characters behind the stage in a key. No secret.',
      examples: ['k3v8x2m9q4w7'],
    }),
);
