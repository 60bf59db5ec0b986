/**
 * Each minute: every batch that is under way is looked at, and what has not moved for a while is sent for again. Nothing that dies
 * between two steps is ever waited for longer than that; what is past its deadline is counted, and an alarm rings.
 */

import { openShards } from '../../domain/batches/batch-id.ts';
import {
  deadlineOf,
  failed,
  givenUp,
  isGivenUp,
  isOver,
  patienceOf,
} from '../../domain/batches/batch-state.ts';
import { MINUTE } from '../../domain/values/duration.ts';
import type { FindUpload, OpenBatchPorts, StandingBatch } from '../ports/batches.ts';
import { changeBatch } from './change-batch.ts';
import { type MovePorts, moveBatch, progressOf } from './move-batch.ts';
import { closeBatch } from './open-batches.ts';
import { receiveUpload } from './work-on-batch.ts';

export type SweepBatchesPorts = MovePorts & OpenBatchPorts & { readonly findUpload: FindUpload };

export type SweepOutcome = {
  readonly open: number;
  readonly resent: number;
  readonly overdue: number;
  /** Batches that could not be looked at, and what was thrown: each counts as overdue, as nobody knows whether it is. */
  readonly failures: readonly { readonly id: string; readonly error: unknown }[];
};

/** A place that was taken for a batch that never got its record is given back. In milliseconds. */
const NEVER_BEGUN = 10 * MINUTE;

export async function sweepBatches(ports: SweepBatchesPorts): Promise<SweepOutcome> {
  const outcome = { open: 0, resent: 0, overdue: 0 };
  const failures: { id: string; error: unknown }[] = [];
  for (const shard of fromAnother(openShards, ports.now())) {
    const { value } = await ports.readOpenBatches(shard);
    for (const { id, at } of value.open) {
      try {
        const standing = await ports.readBatch(id);
        const isGone =
          standing === null ? Date.parse(at) + NEVER_BEGUN < ports.now() : isOver(standing.record);
        if (isGone) await closeBatch(ports, id, at);
        if (isGone || standing === null) continue;
        outcome.open += 1;
        if (await look(ports, standing)) outcome.resent += 1;
        if (isOverdue(standing, ports.now())) outcome.overdue += 1;
      } catch (error) {
        // Those behind it are looked at all the same.
        failures.push({ id, error });
        outcome.overdue += 1;
      }
    }
  }
  return { ...outcome, failures };
}

/** Each minute begins with the next: where a run has no time for all, it is not the same ones that wait. */
function fromAnother<T>(all: readonly T[], now: number): T[] {
  const first = Math.floor(now / MINUTE) % all.length;
  return [...all.slice(first), ...all.slice(0, first)];
}

const isOverdue = ({ record }: StandingBatch, now: number): boolean =>
  record.state !== 'awaiting-upload' && record.deadline !== null && Date.parse(record.deadline) < now;

/** True where it was sent for again. */
async function look(ports: SweepBatchesPorts, standing: StandingBatch): Promise<boolean> {
  const { record } = standing;
  const now = ports.now();
  if (record.state === 'awaiting-upload') return lookForUpload(ports, standing);
  if (isGivenUp(record, now)) return giveUp(ports, standing);
  const progress = await progressOf(ports, record);
  const done =
    progress === null ? (record.cut?.slices.length ?? 0) : progress.judged.length + progress.settled.length;
  const { watch } = record;
  if (watch === null || watch.done !== done) {
    const seen = { done, since: new Date(now).toISOString(), resent: 0 };
    await ports.putBatch({ ...record, watch: seen }, standing.version);
    return false;
  }
  if (Date.parse(watch.since) + patienceOf(watch.resent) > now) return false;
  const waiting = { ...watch, since: new Date(now).toISOString(), resent: watch.resent + 1 };
  const noted = { ...record, watch: waiting };
  if ((await ports.putBatch(noted, standing.version)) !== 'written') return false;
  await moveBatch(ports, { record: noted, version: standing.version + 1 }, true);
  return true;
}

/** Its sender has its place back, and is told to send it with the next run. */
async function giveUp(ports: SweepBatchesPorts, standing: StandingBatch): Promise<boolean> {
  const details = { deadline: standing.record.deadline ?? '' };
  const over = await changeBatch(ports, standing, (now) => givenUp(now, details, ports.now()));
  if (over !== null) await closeBatch(ports, standing.record.id);
  return false;
}

/** The file may have come without a notification. One that never comes is over, and its sender has its place back. */
async function lookForUpload(ports: SweepBatchesPorts, standing: StandingBatch): Promise<boolean> {
  const { record } = standing;
  if (await receiveUpload(ports, standing)) return true;
  if (Date.parse(record.deadline ?? deadlineOf(record.state, 0) ?? '') > ports.now()) return false;
  const details = { deadline: record.deadline ?? '' };
  const over = await changeBatch(ports, standing, (now) =>
    now.state === 'awaiting-upload' ? failed(now, 'upload-never-came', details, null, ports.now()) : null,
  );
  if (over !== null) await closeBatch(ports, record.id);
  return false;
}
