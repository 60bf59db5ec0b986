/** Messages that could not be counted, as operators see them and handle them. */
import * as z from 'zod';
import { TaskVersion } from '../access/change.ts';
import { schema } from '../schema.ts';
import { Instant, Sha256 } from '../text.ts';

/** As many are handled by one change at most: with three copies of their names its record stays far below the 400 KB of an item. */
export const MOST_HANDLED = 100;

/** SQS gives each message one of its own; of a message that is put there anew it is another. */
export const DeadLetterId = /* @__PURE__ */ schema(() =>
  z
    .string()
    .regex(/^[0-9a-f-]{1,100}$/)
    .meta({
      id: 'DeadLetterId',
      description: 'Of the message, by SQS.',
      examples: ['5fea7756-0ea4-451a-a703-a558b933e274'],
    }),
);

/** The queues whose messages may be set aside: reports and events to be counted, and work on batches. */
export const deadLetterSources = ['submissions', 'batches'] as const;
export type DeadLetterSource = (typeof deadLetterSources)[number];

const fields = /* @__PURE__ */ schema(() => ({
  id: z.string().meta({ description: 'Of the message, by SQS.' }),
  queue: z.enum(deadLetterSources).meta({ description: 'Where it was set aside, and is sent back to.' }),
  what: z.string().meta({ description: 'The submission that it is about, or how it begins.' }),
  reason: z.string().nullable().meta({
    description:
      'Why it was not counted; null where SQS itself set it aside after too many receives without an answer.',
  }),
  receiveCount: z.int().meta({ description: 'How often it was looked at here.' }),
  sentAt: Instant.meta({ description: 'When it was sent first: a queue keeps it for 14 days from then.' }),
}));

export const DeadLetterSummary = /* @__PURE__ */ schema(() =>
  z.strictObject(fields).meta({ id: 'DeadLetterSummary' }),
);
export type DeadLetterSummary = z.infer<typeof DeadLetterSummary>;

export const DeadLetterList = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      version: TaskVersion,
      letters: z.array(DeadLetterSummary).meta({ description: 'Oldest first.' }),
      more: z.boolean().meta({ description: 'There are others: handle some of these, and list again.' }),
    })
    .meta({ id: 'DeadLetterList' }),
);
export type DeadLetterList = z.infer<typeof DeadLetterList>;

export const DeadLetterShown = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      ...fields,
      body: z.string().meta({ description: 'The message, as it is in the queue.' }),
    })
    .meta({ id: 'DeadLetterShown' }),
);
export type DeadLetterShown = z.infer<typeof DeadLetterShown>;

export const DeadLetterOrder = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      action: z.enum(['send-back', 'delete']),
      ids: z
        .array(DeadLetterId)
        .min(1)
        .max(MOST_HANDLED)
        .optional()
        .meta({ description: 'Those to be handled; left out, and with send-back only: all there are.' }),
      before: Instant.optional().meta({
        description:
          'Without `ids`: only what was sent first before this, so that what comes back dead does not go round. Left out: before now; `before` of the answer, to go on.',
      }),
      reason: z
        .string()
        .min(3)
        .max(200)
        .optional()
        .meta({
          description: 'Why they are deleted; needed for that.',
          examples: ['a test of the vendor, put there by hand'],
        }),
    })
    .meta({ id: 'DeadLetterOrder' }),
);
export type DeadLetterOrder = z.infer<typeof DeadLetterOrder>;

export const DeadLetterWork = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      action: z.enum(['send-back', 'delete']),
      reason: z.string().nullable(),
      before: Instant,
      letters: z
        .array(z.strictObject({ id: z.string(), what: z.string(), sha256: Sha256 }))
        .meta({ description: 'What was taken in hand, oldest first, with the digest of each body.' }),
      left: z.int().meta({ description: 'As many others were there, and stayed.' }),
      more: z.boolean().meta({ description: 'Some of them are to be handled too: ask again.' }),
      begunAt: Instant,
      endedAt: Instant.nullable().meta({ description: 'Null: it is under way, or died.' }),
      notThere: z.array(z.string()).meta({
        description:
          'Those that were not there any more: handled before its function died, or held by somebody else.',
      }),
    })
    .meta({ id: 'DeadLetterWork', description: 'One handling of dead letters.' }),
);
export type DeadLetterWork = z.infer<typeof DeadLetterWork>;
