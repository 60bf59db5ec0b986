/** What a dry run answers (R26): the verdict, and what it would change. */
import * as z from 'zod';
import { schema } from '../schema.ts';
import { Sha256 } from '../text.ts';
import { CellValue } from './ledger.ts';
import { fate, SubmissionId, Timeliness } from './submission.ts';

const verdicts = ['new', 'same-again'] as const;

export const Correction = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      of: SubmissionId.meta({ description: 'The highest revision that is there: what counts until then.' }),
      unchanged: z
        .boolean()
        .meta({ description: 'True: it has the same figures, and no total would change.' }),
      cells: z
        .array(
          z.strictObject({
            cell: z.string().meta({ examples: ['transactions.received|channel=app|kind=citizen'] }),
            before: CellValue.nullable(),
            after: CellValue.nullable(),
          }),
        )
        .meta({ description: 'Those that differ, in the order of their keys. Null: the cell is not in it.' }),
    })
    .meta({ id: 'Correction', description: 'What a report would change of the one that counts now.' }),
);
export type Correction = z.infer<typeof Correction>;

export const DryRunVerdict = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      dryRun: z.literal(true),
      verdict: z.enum(verdicts).meta({
        description: 'What the real run would answer with 202; anything else is the same problem as there.',
      }),
      id: SubmissionId,
      sha256: Sha256,
      digest: Sha256,
      cells: z.int(),
      timeliness: Timeliness,
      correction: Correction.optional().meta({
        description: 'Of a new revision of a report that is there already, where it would count.',
      }),
      ...fate,
    })
    .meta({ id: 'DryRunVerdict' }),
);
export type DryRunVerdict = z.infer<typeof DryRunVerdict>;
