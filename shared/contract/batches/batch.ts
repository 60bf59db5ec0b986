/** A batch as its sender sees it: how far it is, until when it has to be further, and what came of it. */
import * as z from 'zod';
import { COUNTRY } from '../registry.ts';
import { schema } from '../schema.ts';
import { AgencyCode, CanonicalDecimal, CatalogueId, Instant, Sha256 } from '../text.ts';

export const batchModes = ['valid-rows', 'all-or-nothing'] as const;
export const BatchMode = /* @__PURE__ */ schema(() =>
  z.enum(batchModes).meta({
    id: 'BatchMode',
    description:
      'valid-rows: submissions without a fault count, the others are reported. all-or-nothing: one fault anywhere, and nothing is recorded.',
  }),
);
export type BatchMode = (typeof batchModes)[number];

/** In the order in which a batch goes through them; `recording` is of all-or-nothing only. */
export const batchStates = [
  'awaiting-upload',
  'cutting',
  'judging',
  'recording',
  'finishing',
  'finished',
  'failed',
] as const;
export type BatchState = (typeof batchStates)[number];

/** CSV, a JSON object a line, and a workbook (.xlsx). */
export const batchMediaTypes = [
  'text/csv',
  'application/x-ndjson',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;
export const BatchMediaType = /* @__PURE__ */ schema(() =>
  z.enum(batchMediaTypes).meta({ id: 'BatchMediaType' }),
);
export type BatchMediaType = (typeof batchMediaTypes)[number];

/** In bytes, as it is sent: the file of a call, and that of an upload. */
export const INLINE_LIMIT = 4 * 1024 * 1024;
export const UPLOAD_LIMIT = 5 * 1024 ** 3;

/** Ids locate themselves: whose it is, of which file, how it is judged, and the how-manieth time. */
export const BatchId = /* @__PURE__ */ schema(() =>
  z
    .string()
    .max(80)
    .regex(/^(VN|[0-9A-Z]+(\.[0-9A-Z]+)*)~[0-9a-f]{32}~[va]d?~[1-9]\d{0,2}$/)
    .meta({
      id: 'BatchId',
      description:
        'agency~the first 32 digits of the SHA-256 of the file~v (valid-rows) or a (all-or-nothing), d of a dry run~run. The same file again is the same batch.',
      examples: ['H26~9f86d081884c7d659a2feaa0c55ad015~v~1'],
    }),
);

const Count = /* @__PURE__ */ schema(() => z.int().min(0));

/** What a sender says that the file comes to, or what of it was accepted: a sum, or those of both parts of a ratio. */
const Sum = /* @__PURE__ */ schema(() =>
  z.union([CanonicalDecimal, z.tuple([CanonicalDecimal, CanonicalDecimal])]),
);
export type Sum = z.infer<typeof Sum>;

export const DeclaredTotal = /* @__PURE__ */ schema(() =>
  z.strictObject({ dataset: CatalogueId, indicator: CatalogueId, sum: Sum }).meta({
    id: 'DeclaredTotal',
    description: 'What all cells of an indicator in the file come to; of a ratio both parts.',
  }),
);
export type DeclaredTotal = z.infer<typeof DeclaredTotal>;

export const ControlTotal = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      dataset: CatalogueId,
      indicator: CatalogueId,
      accepted: Sum,
      declared: Sum.nullable().meta({ description: 'null: nothing was declared of it.' }),
      equal: z.boolean().nullable(),
    })
    .meta({
      id: 'ControlTotal',
      description:
        'The plain sum of all values of an indicator that were accepted or the same again, whatever its fold: to be held against the file.',
    }),
);
export type ControlTotal = z.infer<typeof ControlTotal>;

const Outcome = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      accepted: Count.meta({
        description: 'New; of a dry run or where nothing was recorded: would have been.',
      }),
      sameAgain: Count.meta({ description: 'Stood already with the same content.' }),
      refused: Count,
      takenMeanwhile: Count.meta({
        description:
          'Judged right, and then another request took the same revision or key with other content before it was recorded. They are among the errors.',
      }),
      corrections: z
        .strictObject({
          changing: Count.meta({ description: 'Reports that would change figures of the one that counts.' }),
          unchanged: Count.meta({
            description: 'New revisions with the same figures: no total would change.',
          }),
          cells: Count.meta({ description: 'Cells that would change.' }),
        })
        .optional()
        .meta({
          description:
            'Of a dry run: what it would correct. Each cell, before and after, is in GET /batches/{id}/submissions.',
        }),
      recorded: z.boolean().meta({
        description:
          'Whether what is accepted was recorded: not in a dry run, nor in all-or-nothing with a fault.',
      }),
    })
    .meta({ id: 'BatchOutcome', description: 'Submissions that the file came to.' }),
);

const Errors = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      count: Count,
      listed: Count.meta({ description: 'How many can be read one by one: those of the first rows.' }),
      byCode: z
        .array(z.strictObject({ code: z.string(), count: Count }))
        .meta({ description: 'Most first.' }),
    })
    .meta({ id: 'BatchErrorCounts' }),
);

export const Batch = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      id: BatchId,
      agency: z.union([AgencyCode, z.literal(COUNTRY)]),
      mode: BatchMode,
      dryRun: z.boolean(),
      state: z.enum(batchStates).meta({
        description:
          'awaiting-upload → cutting → judging → (recording, of all-or-nothing) → finishing → finished; or failed, with `problem`.',
      }),
      deadline: Instant.nullable().meta({
        description: 'Until when it has left this state, or operators are called; null when it is over.',
      }),
      createdAt: Instant,
      receivedAt: Instant.nullable().meta({
        description: 'When the file was there as a whole: all its submissions have it.',
      }),
      finishedAt: Instant.nullable(),
      file: z.strictObject({
        sha256: Sha256,
        size: Count,
        mediaType: BatchMediaType,
        encoding: z.enum(['identity', 'gzip']),
      }),
      rows: Count.nullable().meta({
        description: 'Rows read, the header not counted; null until the file is read.',
      }),
      progress: z
        .strictObject({ pieces: Count, judged: Count, recorded: Count })
        .nullable()
        .meta({ description: 'Pieces of the file; null until it is read.' }),
      submissions: Outcome.nullable().meta({ description: 'null until it is over.' }),
      errors: Errors.nullable(),
      totals: z.array(ControlTotal).nullable(),
      receipt: z
        .string()
        .regex(/^[\w-]+\.[\w-]+\.[\w-]{86}$/)
        .nullable()
        .meta({
          description:
            'Signed (JWS, `typ` dtm-batch+jws): names the digest of the file and of the list of its submissions. null while it is under way, of a dry run, and where nothing was recorded.',
        }),
      problem: z
        .strictObject({ code: z.string(), title: z.string(), detail: z.string() })
        .nullable()
        .meta({ description: 'Why it failed, in the language that is asked for.' }),
    })
    .meta({ id: 'Batch' }),
);
export type Batch = z.infer<typeof Batch>;

export const BatchReceipt = /* @__PURE__ */ schema(() =>
  z
    .strictObject({
      id: BatchId,
      agency: z.union([AgencyCode, z.literal(COUNTRY)]),
      receivedAt: Instant,
      sha256: Sha256.meta({ description: 'Of the file as it was sent.' }),
      rows: Count.meta({ description: 'Rows read, the header not counted.' }),
      submissions: z.strictObject({
        count: Count,
        sha256: Sha256.meta({
          description: 'Of the lines `<id> <sha256>\\n` in the order of GET /batches/{id}/submissions.',
        }),
      }),
      accepted: Count,
      sameAgain: Count,
      refused: Count,
      takenMeanwhile: Count,
      errors: Count.meta({ description: 'How many there are in all.' }),
    })
    .meta({ id: 'BatchReceipt', description: 'What the receipt of a batch says.' }),
);
export type BatchReceipt = z.infer<typeof BatchReceipt>;
