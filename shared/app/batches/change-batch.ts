/** A step of a batch's record, on condition of what it is by then. */
import type { BatchRecord } from '../../contract/batches/record.ts';
import type { BatchRecordPorts, StandingBatch } from '../ports/batches.ts';

/**
 * `to` answers null where the record is not (any more) what the step is for; it is asked again whenever somebody else has put the record in
 * between, such as the sweep its notes. Answers with what was put, null for nothing.
 */
export async function changeBatch(
  { readBatch, putBatch }: Pick<BatchRecordPorts, 'readBatch' | 'putBatch'>,
  standing: StandingBatch,
  to: (record: BatchRecord) => BatchRecord | null,
): Promise<StandingBatch | null> {
  for (let now: StandingBatch | null = standing; now !== null; now = await readBatch(standing.record.id)) {
    const next = to(now.record);
    if (next === null) return null;
    if ((await putBatch(next, now.version)) === 'written') return { record: next, version: now.version + 1 };
  }
  return null;
}
