/** What the hub keeps of a batch: its record in table Operations, the messages of its queue, the lines of its objects. */
import * as z from 'zod';
import { recorded } from '../recorded.ts';
import { COUNTRY } from '../registry.ts';
import { schema } from '../schema.ts';
import { AgencyCode, Instant, Sha256, SystemId } from '../text.ts';
import { BatchId, BatchMediaType, BatchMode, batchStates, ControlTotal, DeclaredTotal } from './batch.ts';

const Count = /* @__PURE__ */ schema(() => z.int().min(0));
const Agency = /* @__PURE__ */ schema(() => z.union([AgencyCode, z.literal(COUNTRY)]));

/** How the file is to be read. */
const FileForm = /* @__PURE__ */ schema(() =>
  z.strictObject({
    mediaType: BatchMediaType,
    encoding: z.enum(['identity', 'gzip']),
    decimalComma: z.boolean(),
  }),
);
export type FileForm = z.infer<typeof FileForm>;

/** What the calls that cut the file have left: only slices that are named here count. */
const Cut = /* @__PURE__ */ schema(() =>
  recorded({
    pieces: z.int().min(1).max(2048),
    slices: z.array(z.string()),
    rows: Count,
    /** Faults of rows that belong to no submission. */
    strays: Count,
    isWhole: z.boolean(),
    /** From where the next call goes on, and what the header says, as the reader has them. */
    upTo: z.unknown(),
    layout: z.unknown(),
  }),
);

/** The sweep's own notes: how much was done when it last looked, since when, and how often it has sent messages again. */
const Watch = /* @__PURE__ */ schema(() => recorded({ done: Count, since: Instant, resent: Count }));

export const BatchRecord = /* @__PURE__ */ schema(() =>
  recorded({
    id: BatchId,
    agency: Agency,
    mode: BatchMode,
    dryRun: z.boolean(),
    state: z.enum(batchStates),
    deadline: Instant.nullable(),
    createdAt: Instant,
    receivedAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
    /** The key that sent it and what it was bound to then. */
    credential: z.string(),
    systems: z.array(SystemId).nullable(),
    file: recorded({ sha256: Sha256, size: Count, ...FileForm.shape }),
    declared: z.array(DeclaredTotal),
    /** Of a multipart upload that is under way. */
    uploadId: z.string().nullable(),
    /** The version of the object that is judged, whatever is put in its place. */
    version: z.string().nullable(),
    cut: Cut.nullable(),
    /** All-or-nothing: whether everything is recorded, decided once when all of it was judged. */
    verdict: z.enum(['record', 'leave']).nullable(),
    result: recorded({
      accepted: Count,
      sameAgain: Count,
      refused: Count,
      takenMeanwhile: Count,
      recorded: z.boolean(),
      /** Of a dry run. */
      corrections: recorded({ changing: Count, unchanged: Count, cells: Count }).optional(),
      totals: z.array(ControlTotal),
      list: recorded({ count: Count, sha256: Sha256 }),
    }).nullable(),
    errors: recorded({
      count: Count,
      listed: Count,
      /** The call whose list of them counts. */
      by: z.string(),
      byCode: z.array(z.tuple([z.string(), Count])),
    }).nullable(),
    problem: recorded({
      kind: z.string(),
      details: z.record(z.string(), z.union([z.string(), z.number()])),
    }).nullable(),
    watch: Watch.nullable(),
  }).meta({ id: 'BatchRecord' }),
);
export type BatchRecord = z.infer<typeof BatchRecord>;

const steps = ['cut', 'judge', 'settle', 'finish'] as const;

export const BatchMessage = /* @__PURE__ */ schema(() =>
  recorded({ batch: BatchId, step: z.enum(steps), piece: Count.optional() }).meta({ id: 'BatchMessage' }),
);
export type BatchMessage = z.infer<typeof BatchMessage>;

/** The batches of some agencies that are under way, by agency. */
export const OpenBatches = /* @__PURE__ */ schema(() =>
  recorded({ open: z.array(recorded({ id: BatchId, agency: Agency, at: Instant })) }).meta({
    id: 'OpenBatches',
  }),
);
export type OpenBatches = z.infer<typeof OpenBatches>;
