/**
 * The states of a batch, and what takes it from one to the next. Each answers with the next record, or null where the batch is not in
 * the state that it is for: whoever comes second finds that it was done. Every state has a deadline (none hangs).
 */
import type { BatchState } from '../../contract/batches/batch.ts';
import { uploadPrefixes } from '../../contract/batches/prefixes.ts';
import type { BatchRecord } from '../../contract/batches/record.ts';
import type { Details, ProblemKind } from '../problems/problems.ts';
import { DAY, HOUR } from '../values/duration.ts';

/** In milliseconds from when the state was entered. A committed batch is recorded within an hour, or an alarm rings. */
const deadlines: Readonly<Record<BatchState, number | null>> = {
  'awaiting-upload': DAY,
  cutting: HOUR,
  judging: HOUR,
  recording: HOUR,
  finishing: HOUR / 2,
  finished: null,
  failed: null,
};

export const isOver = ({ state }: Pick<BatchRecord, 'state'>): boolean =>
  state === 'finished' || state === 'failed';

const instant = (now: number): string => new Date(now).toISOString();

export const deadlineOf = (state: BatchState, now: number): string | null => {
  const after = deadlines[state];
  return after === null ? null : instant(now + after);
};

const enter = (record: BatchRecord, state: BatchState, now: number): BatchRecord => ({
  ...record,
  state,
  deadline: deadlineOf(state, now),
  watch: null,
});

/** Whoever makes the file whole is its sender. */
export const ofKey = (record: BatchRecord, credential: string): BatchRecord | null =>
  record.state === 'awaiting-upload' ? { ...record, credential } : null;

/** The file is there as a whole, in a version of its object. */
export const received = (record: BatchRecord, version: string, now: number): BatchRecord | null =>
  record.state === 'awaiting-upload'
    ? { ...enter(record, 'cutting', now), version, uploadId: null, receivedAt: instant(now) }
    : null;

/** What one call has cut. */
export type Slice = {
  readonly id: string;
  readonly pieces: number;
  readonly rows: number;
  readonly strays: number;
  readonly isWhole: boolean;
  readonly upTo: unknown;
  readonly layout: unknown;
};

/** Where a call that cuts has begun: behind so many slices, of so many pieces. */
export type CutFrom = { readonly slices: number; readonly pieces: number };

/** Whether nobody else has cut, or begun anew, since. */
const isThere = ({ state, cut }: BatchRecord, from: CutFrom): boolean =>
  state === 'cutting' &&
  (cut?.slices.length ?? 0) === from.slices &&
  (cut?.pieces ?? from.pieces) === from.pieces;

/** More of the file was cut. */
export function cutFurther(
  record: BatchRecord,
  { id, rows, strays, ...slice }: Slice,
  from: CutFrom,
  now: number,
): BatchRecord | null {
  const slices = record.cut?.slices ?? [];
  if (!isThere(record, from)) return null;
  const cut = {
    ...slice,
    slices: [...slices, id],
    rows: (record.cut?.rows ?? 0) + rows,
    strays: (record.cut?.strays ?? 0) + strays,
  };
  return slice.isWhole ? { ...enter(record, 'judging', now), cut } : { ...record, cut };
}

/** A piece would be larger than what can be judged: the file is cut from its beginning, into more. */
export const cutAnew = (record: BatchRecord, pieces: number, from: CutFrom): BatchRecord | null =>
  isThere(record, from)
    ? {
        ...record,
        cut: { pieces, slices: [], rows: 0, strays: 0, isWhole: false, upTo: null, layout: null },
      }
    : null;

/** All pieces are judged. All-or-nothing is decided here, once: by whether there is any fault. */
export function judged(record: BatchRecord, faults: number, now: number): BatchRecord | null {
  if (record.state !== 'judging') return null;
  if (record.mode === 'valid-rows' || record.dryRun) return enter(record, 'finishing', now);
  return { ...enter(record, 'recording', now), verdict: faults === 0 ? 'record' : 'leave' };
}

export const settled = (record: BatchRecord, now: number): BatchRecord | null =>
  record.state === 'recording' ? enter(record, 'finishing', now) : null;

export const finished = (
  record: BatchRecord,
  result: NonNullable<BatchRecord['result']>,
  errors: NonNullable<BatchRecord['errors']>,
  now: number,
): BatchRecord | null =>
  record.state === 'finishing'
    ? { ...enter(record, 'finished', now), result, errors, finishedAt: instant(now) }
    : null;

/**
 * The file cannot be judged, or never came. Nothing is recorded of one that was not judged; of valid rows what pieces have recorded stays,
 * and is the same again when the file is sent anew. What was decided does not fail.
 */
export const failed = (
  record: BatchRecord,
  kind: ProblemKind,
  details: Details,
  errors: BatchRecord['errors'],
  now: number,
): BatchRecord | null =>
  record.state === 'awaiting-upload' || record.state === 'cutting' || record.state === 'judging'
    ? end(record, kind, details, errors, now)
    : null;

const end = (
  record: BatchRecord,
  kind: ProblemKind,
  details: Details,
  errors: BatchRecord['errors'],
  now: number,
): BatchRecord => ({
  ...enter(record, 'failed', now),
  problem: { kind, details },
  errors,
  finishedAt: instant(now),
});

/**
 * What stands still for so long after its deadline is not waited for any more, in milliseconds. Rows that were cut are kept for three days,
 * and by then it is over: what is judged without some of its rows would be judged wrong. What was decided is sent for again each hour, and
 * an alarm rings, for as long as somebody may still mend what keeps it; what it is made of is kept for 90 days.
 */
const givenUpAfter: Readonly<Partial<Record<BatchState, number>>> = {
  cutting: DAY,
  judging: DAY,
  recording: 30 * DAY,
  finishing: 30 * DAY,
};
export function isGivenUp({ state, deadline }: BatchRecord, now: number): boolean {
  const after = givenUpAfter[state];
  return after !== undefined && deadline !== null && Date.parse(deadline) + after < now;
}

/** Null while it is waited for. */
export function givenUp(record: BatchRecord, details: Details, now: number): BatchRecord | null {
  if (!isGivenUp(record, now)) return null;
  const isDecided = record.state === 'recording' || record.state === 'finishing';
  return end(record, isDecided ? 'batch-never-finished' : 'batch-given-up', details, null, now);
}

/** Whether what is accepted is recorded. */
export const records = ({ mode, dryRun, verdict }: BatchRecord): boolean =>
  !dryRun && (mode === 'valid-rows' || verdict === 'record');

/** Of a piece that was judged: whether it can be settled now, or waits for the verdict on all of them. */
export const settlesAtOnce = ({ mode, dryRun }: BatchRecord): boolean => mode === 'valid-rows' || dryRun;

/** How long the sweep waits for a batch to move before it sends its messages again; longer each time. In milliseconds. */
const FIRST_PATIENCE = 3 * 60_000;
export const patienceOf = (resent: number): number => Math.min(FIRST_PATIENCE * 2 ** resent, HOUR);

/** What is told of rows and submissions is taken away so many days after the batch came, and never before. */
export const TOLD_FOR_DAYS = uploadPrefixes.errors.days;
export const isToldNoMore = ({ createdAt }: BatchRecord, now: number): boolean =>
  Date.parse(createdAt) + TOLD_FOR_DAYS * DAY <= now;
