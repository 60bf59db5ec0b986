/** An error of a file, as senders get it. */
import * as z from 'zod';
import { schema } from '../schema.ts';

export const RowError = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      row: z.int().min(1).nullable().meta({
        description:
          'As a spreadsheet counts: the header is row 1. Of NDJSON the line. Null: the file as a whole.',
      }),
      column: z
        .string()
        .nullable()
        .meta({ description: 'The heading, as the file has it; null: the row as a whole.' }),
      key: z
        .string()
        .nullable()
        .meta({ description: "What stands in the column `key` of the row: the sender's own name of it." }),
      code: z.string(),
      detail: z.string(),
      value: z
        .string()
        .nullable()
        .meta({ description: 'What stands there, its first 60 characters; null where nothing does.' }),
      allowed: z.array(z.string()).optional().meta({ description: 'Allowed values, at most 50 of them.' }),
      submission: z
        .string()
        .nullable()
        .meta({
          description: 'The submission that the row is part of, as far as its rows say which it is.',
          examples: ['H26.dvc~etx-monthly~2026-10'],
        }),
    })
    .meta({ id: 'RowError', description: 'One error among those of a file.' }),
);
export type RowError = z.infer<typeof RowError>;
