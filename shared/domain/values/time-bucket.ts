/**
 * Time buckets: the levels between an event and its system. A bucket is named by its beginning in Vietnam's time:
 * the day `2026-11-05`, the hour `2026-11-05T10`, the minute `2026-11-05T10:31`; each name begins with that of the
 * bucket above it.
 */
import { createHash } from 'node:crypto';
import type { Dataset } from '../../contract/registry.ts';
import { DAY, HOUR, MINUTE, OFFSET } from './duration.ts';

type Level = Dataset['buckets'][number];

const lengths: Readonly<Record<Level, number>> = { day: 10, hour: 13, minute: 16 };
const spans: Readonly<Record<Level, number>> = { day: DAY, hour: HOUR, minute: MINUTE };

const finestOf = (dataset: Dataset): Level => dataset.buckets.at(-1) ?? 'day';

/** The finest bucket of a dataset that an instant (milliseconds) falls into. */
export const bucketAt = (dataset: Dataset, instant: number): string =>
  new Date(instant + OFFSET).toISOString().slice(0, lengths[finestOf(dataset)]);

/** The end of the finest bucket that an instant falls into: the first instant behind it. */
export function bucketEnd(dataset: Dataset, instant: number): number {
  const span = spans[finestOf(dataset)];
  return (Math.floor((instant + OFFSET) / span) + 1) * span - OFFSET;
}

export const dayOfBucket = (bucket: string): string => bucket.slice(0, lengths.day);

/** The buckets that a bucket lies in, itself first, the coarsest of the dataset last. */
export const bucketsAbove = (dataset: Dataset, bucket: string): string[] =>
  dataset.buckets
    .filter((level) => lengths[level] <= bucket.length)
    .map((level) => bucket.slice(0, lengths[level]))
    .reverse();

/** The part of its bucket that a key belongs to: spread evenly, the same for the same key. */
export const shardOf = (dataset: Dataset, idempotencyKey: string): number =>
  dataset.shards === 1
    ? 0
    : createHash('sha256').update(idempotencyKey).digest().readUInt32BE(0) % dataset.shards;

/** Whether a name is a bucket of one of the dataset's levels: a day, hour or minute that there is. */
export function isBucketOf(dataset: Dataset, bucket: string): boolean {
  if (!dataset.buckets.some((level) => lengths[level] === bucket.length)) return false;
  const begins = Date.parse(`${bucket}${'2000-01-01T00:00'.slice(bucket.length)}Z`);
  return !Number.isNaN(begins) && new Date(begins).toISOString().startsWith(bucket);
}

export const isFinest = (dataset: Dataset, bucket: string): boolean =>
  bucket.length === lengths[finestOf(dataset)];
