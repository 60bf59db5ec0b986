/** A file of 5 GB is cut by calls of five minutes, each of which reads all that lies before its first new row again. */
import { describe, expect, test } from 'vitest';
import { cutTime } from '../../../../shared/app/batches/cut-time.ts';
import { UPLOAD_LIMIT } from '../../../../shared/contract/batches/batch.ts';

const CALL = 300_000;
/** What a reader hands on at a time. */
const STRETCH = 65_536;
const MB = 1_000_000;

type Speeds = {
  /** Bytes a second, read again for the digest alone. */
  readonly again: number;
  /** Bytes a second, cut into pieces: some 15 MB a second of CPU, measured with rows of 85 bytes. */
  readonly cut: number;
};

/** What each call gets done, in bytes, until the file is cut or `most` calls were made. */
function calls(size: number, { again, cut }: Speeds, most: number): number[] {
  const done: number[] = [];
  for (let from = 0; from < size && done.length < most; ) {
    let time = (from / again) * 1000;
    const hasTime = cutTime(() => CALL - time);
    let at = from;
    do {
      at = Math.min(size, at + STRETCH);
      time += (STRETCH / cut) * 1000;
    } while (at < size && hasTime());
    expect(time).toBeLessThan(CALL);
    done.push(at - from);
    from = at;
  }
  return done;
}

describe('a cut of 5 GB', () => {
  test.each([
    ['as S3 reads to one connection, and as a file is cut here', { again: 85 * MB, cut: 12 * MB }, 7],
    ['by a slow connection', { again: 30 * MB, cut: 12 * MB }, 7],
    ['by a slow connection and a slow processor', { again: 30 * MB, cut: 6 * MB }, 14],
  ] as const)('%s', (_, speeds, count) => {
    const made = calls(UPLOAD_LIMIT, speeds, 100);
    expect(made.reduce((sum, one) => sum + one, 0)).toBe(UPLOAD_LIMIT);
    expect(made).toHaveLength(count);
    // Each but the last cuts for a minute at least.
    for (const one of made.slice(0, -1)) expect(one).toBeGreaterThan(59 * speeds.cut);
  });

  test('gets further as long as all of it can be read again within four minutes', () => {
    const made = calls(UPLOAD_LIMIT, { again: UPLOAD_LIMIT / 235, cut: 12 * MB }, 1000);
    expect(made.reduce((sum, one) => sum + one, 0)).toBe(UPLOAD_LIMIT);
    expect(made.length).toBeLessThan(20);
  });
});

test('a first call stops where two thirds of its time are left, one that reads much again a minute before its end', () => {
  const stopsAt = (first: number): number => {
    let left = first;
    const hasTime = cutTime(() => left);
    while (hasTime()) left -= 1000;
    return left;
  };
  expect([300_000, 230_000, 190_000, 100_000, 50_000].map(stopsAt)).toEqual([
    200_000, 170_000, 130_000, 60_000, 50_000,
  ]);
});
