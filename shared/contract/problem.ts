/** Problem details (RFC 9457) as every error of the hub is answered. The codes of all rooms are joined in shared/domain/problems/problems.ts. */
import * as z from 'zod';
import { schema } from './schema.ts';

export const Finding = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      code: z.string(),
      pointer: z
        .string()
        .nullable()
        .meta({
          description: 'JSON pointer (RFC 6901) into the body, or into `file` where that is named.',
          examples: ['/cells/3/value'],
        }),
      parameter: z
        .string()
        .optional()
        .meta({ description: 'The parameter of query or path, or the header, that is wrong.' }),
      file: z
        .string()
        .optional()
        .meta({
          description: 'Of an import: the file of the body that is wrong.',
          examples: ['agencies.csv'],
        }),
      row: z
        .int()
        .nullable()
        .optional()
        .meta({ description: 'In `file`, counted as a spreadsheet does: the header is row 1.' }),
      column: z.string().nullable().optional().meta({ description: 'In `file`, by its header.' }),
      key: z
        .string()
        .nullable()
        .meta({
          description: "The sender's own key of the row: the cell, as it was sent.",
          examples: ['transactions.received|channel=app|kind=citizen'],
        }),
      detail: z.string(),
      allowed: z.array(z.string()).optional().meta({ description: 'Allowed values, at most 50 of them.' }),
    })
    .meta({ id: 'Finding', description: 'One error among all those of the request.' }),
);
export type Finding = z.infer<typeof Finding>;

export const ProblemDetails = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      type: z.string(),
      title: z.string(),
      status: z.int(),
      detail: z.string(),
      code: z.string(),
      requestId: z.string(),
      errors: z.array(Finding).meta({ description: 'At most 100, and 64 KB of them.' }),
      moreErrors: z.int().min(1).optional().meta({
        description: 'How many more errors the request has than `errors`; left out where it has all.',
      }),
    })
    .meta({
      id: 'ProblemDetails',
      description:
        'RFC 9457. `errors` has all errors of the request at once; of more than an answer carries the first, and `moreErrors` counts the rest.',
    }),
);
export type ProblemDetails = z.infer<typeof ProblemDetails>;

export const Health = /* @__PURE__ */ schema(() =>
  z.strictObject({ status: z.literal('ok'), stage: z.string() }).meta({ id: 'Health' }),
);
