/** Verifications that an operator asked for: what is asked, how far it is, and what was found (R24). */
import * as z from 'zod';
import { OperatorArn, TaskVersion } from './access/change.ts';
import { schema } from './schema.ts';
import { SubmissionId } from './submissions/submission.ts';
import { CatalogueId, Instant } from './text.ts';

/** They are numbered. */
export const VerificationId = /* @__PURE__ */ schema(() =>
  z
    .string()
    .regex(/^\d{8}$/)
    .meta({ id: 'VerificationId', description: 'Counted from 1.', examples: ['00000001'] }),
);

const VerificationWhat = /* @__PURE__ */ schema(() =>
  z.enum(['totals', 'journal', 'entry']).meta({
    id: 'VerificationWhat',
    description:
      'totals: each recomputed from the ledger and compared; journal: the whole journal against the whole ledger, both ways; entry: one that is in the ledger and in no object of the journal is journalled, as the operator knows it to be genuine.',
  }),
);

/** Of each list in a report at most so many. */
export const MOST_NAMED = 100;

export const VerificationOrder = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      what: VerificationWhat,
      repair: z.boolean().optional().meta({
        description:
          'Totals that differ are folded anew and verified again; of the ledger what the journal proves is put right.',
      }),
      dataset: CatalogueId.optional().meta({ description: 'Of totals: only this dataset.' }),
      period: z
        .string()
        .min(4)
        .max(20)
        .optional()
        .meta({
          description: 'Of totals: only this period, open or closed. Left out: every open one.',
          examples: ['2026-11'],
        }),
      entry: SubmissionId.optional().meta({ description: 'The submission to be journalled.' }),
      reason: z
        .string()
        .min(3)
        .max(200)
        .optional()
        .meta({
          description: 'How it is known to be genuine; needed for that.',
          examples: ['the sender has the receipt, seen by Binh'],
        }),
    })
    .meta({ id: 'VerificationOrder' }),
);
export type VerificationOrder = z.infer<typeof VerificationOrder>;

const count = /* @__PURE__ */ schema(() => z.int().min(0));

const Place = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      dataset: z.string(),
      period: z.string(),
      agencies: count.nullable().meta({ description: 'Of level 1; null before it is begun.' }),
      done: count.meta({ description: 'Of these.' }),
      entries: count,
      totals: count,
      digest: z.string().nullable().meta({
        description: 'Over all recomputed totals: equal ledgers give equal digests. Null before the end.',
      }),
      differences: count.meta({
        description: 'Totals not equal to the ledger: after a repair, where there was one.',
      }),
      damaged: count.meta({ description: 'Entries whose content does not give their digest.' }),
      repaired: count.meta({ description: 'Totals that differed and were folded anew.' }),
      folded: count.meta({ description: 'These and all above them.' }),
      written: count,
    })
    .meta({ id: 'VerifiedPlace' }),
);

const cellDifference = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      total: z.string().meta({ examples: ['H26.05 etx-monthly 2026-11'] }),
      what: z.string().meta({ examples: ['sharing.messages-sent'] }),
      stored: z.string(),
      recomputed: z.string(),
    })
    .meta({
      id: 'CellDifference',
      description: 'A figure that is not what the ledger gives; long ones are cut.',
    }),
);
export type CellDifference = z.infer<typeof cellDifference>;

const faultKinds = [
  'missing',
  'altered',
  'extra',
  'damaged',
  'journal-damaged',
  'journal-unreadable',
] as const;

export const verificationFigures = /* @__PURE__ */ schema(() => ({
  places: z.array(Place).meta({ description: 'Of totals, in the order of their turns.' }),
  differences: z.array(cellDifference),
  repairedDifferences: z.array(cellDifference).meta({ description: 'As they were before the repair.' }),
  damaged: z.array(z.strictObject({ id: z.string(), stored: z.string(), right: z.string() })),
  stuck: z
    .array(z.string())
    .meta({ description: 'Still as wrong as before they were folded anew, and what the fold said.' }),
  journal: z
    .strictObject({
      until: Instant,
      objects: count,
      lines: count,
      keys: count,
      entries: count,
      younger: count,
    })
    .nullable()
    .meta({ id: 'CheckedJournal', description: 'How far the check of the journal came.' }),
  faults: z
    .array(z.strictObject({ kind: z.enum(faultKinds), name: z.string(), detail: z.string() }))
    .meta({ description: 'What is not as the journal says; after a repair, where there was one.' }),
  faultCount: count,
  repairedFaults: z
    .array(z.strictObject({ name: z.string(), outcome: z.string() }))
    .meta({ description: 'What was put right, or why not.' }),
  repairedFaultCount: count,
}));

/** What a report has of each; the lists are empty where the other thing was asked for. */
export const verificationShape = /* @__PURE__ */ schema(() => ({
  id: VerificationId,
  what: VerificationWhat,
  repair: z.boolean(),
  dataset: z.string().nullable(),
  period: z.string().nullable(),
  entry: z.string().nullable(),
  reason: z.string().nullable(),
  askedBy: OperatorArn,
  askedAt: Instant,
  outcome: z.enum(['asked', 'running', 'right', 'wrong', 'failed']).meta({
    id: 'VerificationOutcome',
    description:
      'asked: begins with the next minute; right: nothing differs, or the entry’s message is sent; wrong: something does, or the entry may not be journalled; failed: it could not be finished, `why` says by what.',
  }),
  why: z.string().nullable(),
  deadline: Instant.meta({ description: 'What is not finished by then has failed.' }),
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  trouble: z.string().nullable().meta({ description: 'What interrupted it last, and was got over.' }),
}));

export const Verification = /* @__PURE__ */ schema(() =>
  z.strictObject({ ...verificationShape, ...verificationFigures }).meta({
    id: 'Verification',
    description: `What was asked, how far it is, and what was found: of each list the first ${MOST_NAMED}.`,
  }),
);
export type Verification = z.infer<typeof Verification>;

export const VerificationSummary = /* @__PURE__ */ schema(() =>
  z.strictObject(verificationShape).meta({ id: 'VerificationSummary' }),
);
export type VerificationSummary = z.infer<typeof VerificationSummary>;

export const VerificationStanding = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      version: TaskVersion,
      verifications: z
        .array(VerificationSummary)
        .meta({ description: `Newest first, at most ${MOST_NAMED}.` }),
    })
    .meta({ id: 'VerificationStanding' }),
);
export type VerificationStanding = z.infer<typeof VerificationStanding>;
