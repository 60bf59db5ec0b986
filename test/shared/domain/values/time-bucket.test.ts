import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketLevels, type Dataset } from '../../../../shared/contract/registry.ts';
import { EventBucket } from '../../../../shared/contract/text.ts';
import { dayOf } from '../../../../shared/domain/values/period.ts';
import {
  bucketAt,
  bucketEnd,
  bucketsAbove,
  dayOfBucket,
  isFinest,
  shardOf,
} from '../../../../shared/domain/values/time-bucket.ts';
import { planFor } from '../../../fixtures/reports.ts';

const { dataset: minutes } = planFor('realtime');
const { dataset: days } = planFor('daily');
const hours: Dataset = { ...minutes, buckets: ['day', 'hour'], shards: 1 };
const at = (text: string) => Date.parse(text);

describe('the bucket of an instant, in Vietnam’s time', () => {
  test.each([
    ['a minute', minutes, '2026-11-05T03:31:59.999Z', '2026-11-05T10:31', '2026-11-05T03:32:00.000Z'],
    ['an hour', hours, '2026-11-05T03:31:00.000Z', '2026-11-05T10', '2026-11-05T04:00:00.000Z'],
    ['a day', days, '2026-11-05T03:31:00.000Z', '2026-11-05', '2026-11-05T17:00:00.000Z'],
    [
      'the last millisecond of a day',
      days,
      '2026-11-05T16:59:59.999Z',
      '2026-11-05',
      '2026-11-05T17:00:00.000Z',
    ],
    [
      'the first instant of a day',
      days,
      '2026-11-05T17:00:00.000Z',
      '2026-11-06',
      '2026-11-06T17:00:00.000Z',
    ],
    [
      'the turn of a month',
      minutes,
      '2026-10-31T17:00:00.000Z',
      '2026-11-01T00:00',
      '2026-10-31T17:01:00.000Z',
    ],
    ['the turn of a year', hours, '2026-12-31T16:59:59.999Z', '2026-12-31T23', '2026-12-31T17:00:00.000Z'],
    ['a leap day', days, '2028-02-28T17:00:00.000Z', '2028-02-29', '2028-02-29T17:00:00.000Z'],
  ])('%s', (_, dataset, instant, bucket, end) => {
    expect(bucketAt(dataset, at(instant))).toBe(bucket);
    expect(new Date(bucketEnd(dataset, at(instant))).toISOString()).toBe(end);
  });

  test('an instant lies before the end of its bucket, and the end is in the next one', () => {
    const instant = fc.integer({ min: at('2000-01-01T00:00:00Z'), max: at('2100-01-01T00:00:00Z') });
    fc.assert(
      fc.property(fc.constantFrom(minutes, hours, days), instant, (dataset, time) => {
        const [bucket, end] = [bucketAt(dataset, time), bucketEnd(dataset, time)];
        expect(EventBucket.safeParse(bucket).success).toBe(true);
        expect(isFinest(dataset, bucket)).toBe(true);
        expect(end).toBeGreaterThan(time);
        expect(bucketAt(dataset, end - 1)).toBe(bucket);
        expect(bucketAt(dataset, end) > bucket).toBe(true);
        expect(dayOfBucket(bucket)).toBe(dayOf(time));
      }),
    );
  });
});

describe('the buckets that a bucket lies in', () => {
  test.each([
    [
      'of day, hour and minute',
      minutes,
      '2026-11-05T10:31',
      ['2026-11-05T10:31', '2026-11-05T10', '2026-11-05'],
    ],
    ['from the hour up', minutes, '2026-11-05T10', ['2026-11-05T10', '2026-11-05']],
    ['from the day up', minutes, '2026-11-05', ['2026-11-05']],
    ['of a day alone', days, '2026-11-05', ['2026-11-05']],
    [
      'with a level left out',
      { ...minutes, buckets: ['day', 'minute'] } satisfies Dataset,
      '2026-11-05T10:31',
      ['2026-11-05T10:31', '2026-11-05'],
    ],
  ])('%s', (_, dataset, bucket, above) => {
    expect(bucketsAbove(dataset, bucket)).toEqual(above);
  });

  test('only the lowest level is the finest', () => {
    expect(bucketsAbove(minutes, '2026-11-05T10:31').map((bucket) => isFinest(minutes, bucket))).toEqual([
      true,
      false,
      false,
    ]);
    expect(bucketLevels.at(-1)).toBe(minutes.buckets.at(-1));
  });
});

describe('shards', () => {
  test('are the same for the same key, within their number, and one where there is one', () => {
    const shards = fc.integer({ min: 1, max: 16 });
    fc.assert(
      fc.property(shards, fc.stringMatching(/^[A-Za-z0-9._:-]{1,64}$/), (count, key) => {
        const shard = shardOf({ ...minutes, shards: count }, key);
        expect(shard).toBe(shardOf({ ...minutes, shards: count }, key));
        expect(shard >= 0 && shard < count && Number.isInteger(shard)).toBe(true);
      }),
    );
    expect(shardOf(days, 'anything')).toBe(0);
  });

  test('spread numbered keys evenly', () => {
    const counts = new Map<number, number>();
    for (let key = 0; key < 16_000; key += 1) {
      const shard = shardOf(minutes, `k-${key}`);
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    expect(counts.size).toBe(16);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
