/** What can be read of a batch a page at a time. */
import * as z from 'zod';
import { schema } from '../schema.ts';
import { Correction } from '../submissions/dry-run.ts';
import { SubmissionId } from '../submissions/submission.ts';
import { Sha256 } from '../text.ts';
import { Batch } from './batch.ts';
import { RowError } from './row-error.ts';

const next = 'The `after` of the next page; null where this is the last.';

export const BatchList = /* @__PURE__ */ schema(() =>
  z
    .strictObject({ batches: z.array(Batch), next: z.string().nullable().meta({ description: next }) })
    .meta({ id: 'BatchList', description: 'Newest first.' }),
);
export type BatchList = z.infer<typeof BatchList>;

export const BatchErrors = /* @__PURE__ */ schema(() =>
  z
    .strictObject({ errors: z.array(RowError), next: z.string().nullable().meta({ description: next }) })
    .meta({ id: 'BatchErrors', description: 'In the order of rows.' }),
);
export type BatchErrors = z.infer<typeof BatchErrors>;

export const BatchSubmissions = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      submissions: z.array(
        z.strictObject({
          id: SubmissionId,
          sha256: Sha256,
          outcome: z.enum(['accepted', 'same-again']),
          state: z.enum(['superseded', 'withdrawn']).optional(),
          by: SubmissionId.optional(),
          nextRevision: z.int().optional(),
          correction: Correction.optional().meta({
            description:
              'Of a dry run: of a new revision of a report that is there already, where it would count.',
          }),
        }),
      ),
      next: z.string().nullable().meta({ description: next }),
    })
    .meta({
      id: 'BatchSubmissions',
      description:
        'What was accepted, or stood already, in the order of the digest that the receipt names. `state`, `by` and `nextRevision` as in the answer to a submission.',
    }),
);
export type BatchSubmissions = z.infer<typeof BatchSubmissions>;
