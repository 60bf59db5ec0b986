/** What senders post and what they get back. */
import * as z from 'zod';
import { schema } from '../schema.ts';
import {
  AgencyCode,
  CatalogueId,
  Day,
  DocumentNumber,
  EventBucket,
  Instant,
  LONGEST_INSTANT,
  PeriodId,
  Sha256,
  SystemId,
} from '../text.ts';

/** A revision corrects the one before; the highest counts. The ledger has 999; the last can only withdraw. */
export const MAX_REVISION = 998;

/** Of a body, decompressed, in bytes: some 5,000 cells. Larger data goes in batches, where it holds for each submission. */
export const BODY_LIMIT = 262_144;

/** Of a report. */
export const MOST_CELLS = 5000;

/** JSON numbers are exact up to 15 significant digits in every parser; beyond that the sender writes text. */
const Value = /* @__PURE__ */ schema(() =>
  z.union([z.number(), z.string()]).meta({
    id: 'Value',
    description: 'A JSON number of up to 15 significant digits, or the decimal as text.',
    examples: [1250, '98.25'],
  }),
);

/** The document itself stays with the agency; the digest says which one it is. */
export const Evidence = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      day: Day.meta({ description: 'When it was done; not after the day on which it is reported.' }),
      reference: DocumentNumber,
      sha256: Sha256.meta({ description: 'Of the file of the document.' }),
    })
    .meta({ id: 'Evidence', description: 'That something was done on a day: the document that says so.' }),
);
export type Evidence = z.infer<typeof Evidence>;

/**
 * Names of the catalogue have at most 60 characters (`CatalogueId`). Whether it has a longer one is asked of the catalogue all the same:
 * that the indicator is unknown says more than that its name is long.
 */
const asNamed = { maxLength: 60 };

export const Cell = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      indicator: z
        .string()
        .meta({ ...asNamed, description: 'One of the dataset.', examples: ['transactions.received'] }),
      dimensions: z
        .record(z.string().meta(asNamed), z.string().meta(asNamed))
        .optional()
        .meta({ description: 'One value for each dimension of the indicator.' }),
      value: Value.optional().meta({ description: 'For every fold but "ratio" and "evidence".' }),
      numerator: Value.optional().meta({ description: 'For fold "ratio" only.' }),
      denominator: Value.optional().meta({ description: 'For fold "ratio" only.' }),
      evidence: Evidence.nullable()
        .optional()
        .meta({ description: 'For fold "evidence" only; null says that there is none.' }),
    })
    .meta({ id: 'Cell', description: 'One figure: an indicator, its dimension values and its value.' }),
);
export type Cell = z.infer<typeof Cell>;

export const ReportSubmission = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      system: SystemId,
      dataset: CatalogueId,
      period: PeriodId,
      revision: z
        .int()
        .min(1)
        .max(MAX_REVISION)
        .meta({ description: 'Begins at 1; a correction sends a higher one.' }),
      agency: z.string().optional().meta({
        maxLength: 40,
        description: 'Checked against the registry when sent; either code scheme (R18).',
      }),
      cells: z.array(Cell).min(1).max(MOST_CELLS),
    })
    .meta({ id: 'ReportSubmission', description: 'The state of one system in one period.' }),
);
export type ReportSubmission = z.infer<typeof ReportSubmission>;

/** A sender's own name for a request; part of an event's id. UUIDs and ULIDs fit. */
export const IdempotencyKey = /* @__PURE__ */ schema(() =>
  z
    .string()
    .regex(/^[A-Za-z0-9._:-]{1,64}$/)
    .meta({ id: 'IdempotencyKey', examples: ['6f1f7f0a-5b0e-4a57-8a63-5a0d3f7c9a10'] }),
);

/** At most so many increments in one request. */
const MAX_INCREMENTS = 500;

export const EventSubmission = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      system: SystemId,
      dataset: CatalogueId,
      agency: z
        .string()
        .optional()
        .meta({ maxLength: 40, description: 'Checked against the registry when sent.' }),
      increments: z
        .array(
          z.strictObject({
            from: z.iso
              .datetime({ offset: true })
              .max(LONGEST_INSTANT)
              .meta({ description: 'When the window begins.' }),
            to: z.iso
              .datetime({ offset: true })
              .max(LONGEST_INSTANT)
              .meta({ description: 'When it ends; not before it begins.' }),
            cells: z
              .array(Cell)
              .min(1)
              .max(200)
              .meta({ description: 'Any cells of the dataset, each once.' }),
          }),
        )
        .min(1)
        .max(MAX_INCREMENTS),
    })
    .meta({
      id: 'EventSubmission',
      description:
        'Increments of one system, all within one time bucket of the dataset, recorded as one entry under the Idempotency-Key.',
    }),
);
export type EventSubmission = z.infer<typeof EventSubmission>;

export const SubmissionId = /* @__PURE__ */ schema(() =>
  z
    .string()
    .max(200)
    .regex(
      /^[0-9A-Z.]+\.[a-z0-9-]+~[a-z0-9.-]+~([0-9QH-]+~[1-9]\d{0,2}|\d{4}-\d\d-\d\d(T\d\d(:\d\d)?)?~[A-Za-z0-9._:-]{1,64}!?)$/,
    )
    .meta({
      id: 'SubmissionId',
      description:
        'system~dataset~period~revision of a report; system~dataset~bucket~Idempotency-Key of events, with ! behind it of their withdrawal.',
      examples: ['H26.dvc~etx-monthly~2026-10~1'],
    }),
);

/** What an entry of the ledger is. */
export const EntryKind = /* @__PURE__ */ schema(() =>
  z.enum(['report', 'withdrawal', 'event', 'event-withdrawal']).meta({
    id: 'EntryKind',
    description: 'report or event: figures; withdrawal or event-withdrawal: takes them back.',
  }),
);

const submissionStates = ['accepted', 'counted', 'superseded', 'withdrawn'] as const;
/** Of what counts nowhere any more. */
const SupersededOrWithdrawn = /* @__PURE__ */ schema(() =>
  z.enum(['superseded', 'withdrawn']).meta({
    description:
      'Where the same was recorded before and counts in no total any more: nothing new was recorded. In a dry run of a revision that was not, too: it would count in none. superseded: a higher revision counts; withdrawn: taken back.',
  }),
);

/** What has become of an entry that is sent again. */
export const fate = /* @__PURE__ */ schema(() => ({
  state: SupersededOrWithdrawn.optional(),
  by: SubmissionId.optional().meta({ description: 'With `state`: what superseded or withdrew it.' }),
  nextRevision: z.int().optional().meta({
    description:
      'With `state`, of a report: the revision to send so that it counts. Absent where all are used. Events are sent again under another key.',
  }),
}));

export const Timeliness = /* @__PURE__ */ schema(() =>
  z
    .enum(['on-time', 'late'])
    .meta({ id: 'Timeliness', description: 'Against the deadline of the agency (R19).' }),
);

export const Accepted = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      id: SubmissionId,
      status: z.literal('accepted'),
      receivedAt: Instant.meta({ description: 'Of the first time; a retry gets the same.' }),
      sha256: Sha256.meta({
        description: 'Of the body as it was sent the first time, before decompression.',
      }),
      digest: Sha256.meta({
        description: 'Of the canonical content: the same for the same content in any order or notation.',
      }),
      timeliness: Timeliness,
      receipt: z
        .string()
        .regex(/^[\w-]+\.[\w-]+\.[\w-]{86}$/)
        .meta({
          description:
            'Signed receipt: a compact JWS (RFC 7515, EdDSA) over what the hub recorded. Keep it; it is checked offline with the keys of `/.well-known/jwks.json`. A retry gets the same.',
        }),
      ...fate,
    })
    .meta({ id: 'Accepted' }),
);
export type Accepted = z.infer<typeof Accepted>;

/** As it is sent; decimals are text, in their canonical form. */
export const Content = /* @__PURE__ */ schema(() =>
  z
    .union([
      z.strictObject({ cells: z.array(Cell).meta({ description: 'Of a report.' }) }),
      z.strictObject({
        increments: z
          .array(z.strictObject({ from: Instant, to: Instant, cells: z.array(Cell) }))
          .meta({ description: 'Of events.' }),
      }),
    ])
    .meta({
      id: 'Content',
      description:
        'What was recorded, in the form in which it is sent: sent again under the same id, it is the same again. Of a withdrawal an empty list.',
    }),
);
export type Content = z.infer<typeof Content>;

export const SubmissionState = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      id: SubmissionId,
      kind: EntryKind,
      system: SystemId,
      agency: AgencyCode,
      dataset: CatalogueId,
      period: PeriodId,
      revision: z.int().optional().meta({ description: 'Of a report.' }),
      bucket: EventBucket.optional().meta({ description: 'Of events.' }),
      state: z.enum(submissionStates).meta({
        description:
          'accepted: recorded, not yet in the totals; counted: the total of its agency goes by it, which for a withdrawal means that what it took back is out; superseded: a higher revision counts instead; withdrawn: taken back, and it stays so when a later revision counts.',
      }),
      by: SubmissionId.optional().meta({
        description: 'What superseded it, or the withdrawal that took it back.',
      }),
      receivedAt: Instant,
      storedAt: Instant,
      sha256: Sha256,
      digest: Sha256,
      timeliness: Timeliness,
      cells: z.int().meta({ description: 'How many figures it has.' }),
      content: Content.optional().meta({ description: 'With `content=true` only.' }),
    })
    .meta({ id: 'SubmissionState' }),
);
export type SubmissionState = z.infer<typeof SubmissionState>;

export const SubmissionList = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      submissions: z.array(SubmissionState),
      next: SubmissionId.nullable().meta({
        description:
          'Of events: send it as `after` for what is behind; null at the end, and always of reports.',
      }),
    })
    .meta({
      id: 'SubmissionList',
      description: 'All revisions of a report, oldest first; or entries of events by bucket, shard and key.',
    }),
);
export type SubmissionList = z.infer<typeof SubmissionList>;
