/**
 * The entries of a system of an event dataset in a period, a page at a time, in the order in which the ledger keeps them: by bucket of
 * time, shard and key. The cursor is a place in that order and not a number, so that what arrives meanwhile moves nothing: each entry
 * that stands behind the cursor when a page is asked for comes once. A page reads at most 101 entries, the shards that its first and its last
 * entry lie in, and 100 totals.
 */
import type { Dataset } from '../../contract/registry.ts';
import type { EventEntry } from '../../contract/submissions/ledger.ts';
import type { SubmissionList } from '../../contract/submissions/submission.ts';
import type { Problem } from '../../domain/problems/problems.ts';
import { refusedParameter, unknownCursor } from '../../domain/problems/refused-parameter.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import { type EventKey, readSubmissionId, submissionId } from '../../domain/submissions/submission-key.ts';
import { stateOfEvent } from '../../domain/submissions/submission-state.ts';
import { timeChain } from '../../domain/totals/fold-tree.ts';
import type { Period } from '../../domain/values/period.ts';
import { dayOfBucket, isBucketOf, shardOf } from '../../domain/values/time-bucket.ts';
import type { FindEntry, ReadEvents, ReadEventsBehind } from '../ports/ledger.ts';
import type { FindAgency, FindSystem } from '../ports/registry.ts';
import type { ReadNodes } from '../ports/totals.ts';
import { chainOfSystem } from '../registry/placed.ts';

export const MOST_ENTRIES = 100;

export type ListEventsPorts = {
  readonly findAgency: FindAgency;
  readonly findSystem: FindSystem;
  readonly findEntry: FindEntry;
  readonly readEvents: ReadEvents;
  readonly readEventsBehind: ReadEventsBehind;
  readonly readNodes: ReadNodes;
};

export type EventsQuery = {
  readonly system: string;
  readonly dataset: Dataset;
  readonly period: Period;
  readonly bucket: string | null;
  /** An id of `SubmissionId`'s form. */
  readonly after: string | null;
};

export async function listEvents(
  ports: ListEventsPorts,
  query: EventsQuery,
): Promise<Result<SubmissionList, Problem>> {
  const { system, dataset, period, bucket } = query;
  const range = bucket === null ? { from: period.from, to: period.to } : { from: bucket, to: bucket };
  if (bucket !== null && !(isBucketOf(dataset, bucket) && isDayOf(period, dayOfBucket(bucket)))) {
    const { from, to } = period;
    const level = dataset.buckets.at(-1) ?? 'day';
    const details = { value: bucket, dataset: dataset.id, period: period.id, from, to, level };
    return fail(refusedParameter({ code: 'impossible-bucket', parameter: 'bucket', details }));
  }
  const after = await cursorOf(ports, query, range);
  if (after === undefined) return fail(unknownCursor(query.after ?? ''));
  const most = MOST_ENTRIES + 1;
  const found = await ports.readEventsBehind({ dataset: dataset.id, system, ...range, after, most });
  const page = found.slice(0, MOST_ENTRIES);
  const chain = await chainOfSystem(ports, system, period);
  const counted = await countedShards(ports, dataset, chain === null ? [] : page, {
    before: after !== null,
    behind: found.length > page.length,
  });
  const states = page.flatMap((entry, index) => {
    // Which period an entry counts in was said when it was put; the days of the period only say where to look for it.
    if (entry.period !== period.id) return [];
    const next = found[index + 1];
    const withdrawal = next !== undefined && isWithdrawalOf(next, entry) ? next : null;
    return [stateOfEvent(entry, withdrawal, counted.has(nameOf(entry)))];
  });
  const last = page.at(-1);
  return ok({
    submissions: states,
    next: last !== undefined && found.length > page.length ? submissionId(last) : null,
  });
}

const isDayOf = (period: Period, day: string): boolean => period.from <= day && day <= period.to;

/** Undefined where it names nothing of the range that the ledger has. */
async function cursorOf(
  { findEntry }: ListEventsPorts,
  { system, dataset, after }: EventsQuery,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<EventKey | null | undefined> {
  if (after === null) return null;
  const address = readSubmissionId(after);
  if (address.kind !== 'event') return undefined;
  const { key } = address;
  const isInRange = from <= key.bucket && (key.bucket <= to || key.bucket.startsWith(to));
  if (key.system !== system || key.dataset !== dataset.id || !isInRange) return undefined;
  const full = { ...key, shard: shardOf(dataset, key.idempotencyKey) };
  return (await findEntry(full)) === null ? undefined : full;
}

const isWithdrawalOf = (next: EventEntry, entry: EventEntry): boolean =>
  next.kind === 'event-withdrawal' &&
  entry.kind === 'event' &&
  next.bucket === entry.bucket &&
  next.idempotencyKey === entry.idempotencyKey;

const nameOf = ({ bucket, shard }: EventEntry): string => `${bucket}/${shard}`;

/**
 * The shards of buckets whose total has seen as many entries as the ledger has of them. A page has the whole of each but the first, where
 * something was answered before, and the last, where there is more: those are counted.
 */
async function countedShards(
  ports: ListEventsPorts,
  dataset: Dataset,
  page: readonly EventEntry[],
  more: { readonly before: boolean; readonly behind: boolean },
): Promise<ReadonlySet<string>> {
  const shards = [...Map.groupBy(page, nameOf)].flatMap(([name, entries]) => {
    const [first] = entries;
    return first === undefined ? [] : [{ name, first, length: entries.length }];
  });
  const held = await Promise.all(
    shards.map(({ first, length }, index) => {
      const isWhole = !(more.before && index === 0) && !(more.behind && index === shards.length - 1);
      return isWhole
        ? length
        : lengthOf(ports.readEvents(dataset.id, first.system, first.bucket, first.shard));
    }),
  );
  const nodes = await ports.readNodes(shards.map(({ first }) => leafOf(dataset, first)));
  return new Set(
    shards.flatMap(({ name }, index) => ((nodes[index]?.seen ?? 0) >= (held[index] ?? 0) ? [name] : [])),
  );
}

/** The total that folds an entry. */
export function leafOf(dataset: Dataset, entry: EventEntry) {
  const [leaf] = timeChain(dataset, entry);
  if (leaf === undefined) throw new Error(`dataset ${dataset.id} has no buckets`);
  return { dataset: dataset.id, period: entry.period, parent: leaf.parent, node: leaf.name };
}

export async function lengthOf(stream: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of stream) count += 1;
  return count;
}
