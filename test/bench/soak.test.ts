/**
 * Half a minute of `npm run soak`, two in `npm run test:long`: traffic to loopback only, and every process is gone afterwards.
 * And what its memory is judged by.
 */
import { describe, expect, it, test } from 'vitest';
import { growthOf, LEAST_ACCEPTED, type Sample, steadyFaults, steadyOf } from '../../bench/soak/growth.ts';
import { isRight, soak } from '../../bench/soak/soak.ts';
import { sized } from '../size.ts';

it('keeps every promise while faults, kills and restarts go on', { timeout: 480_000 }, async () => {
  const result = await soak({ minutes: sized(0.5, 2), steadyMinutes: 0.2, warmUp: 0, seed: 1 });
  expect(result).toMatchObject({ missing: [], loadFaults: [], differences: [], queued: 0, dead: 0 });
  // A cold twin grows: that its memory was read is all that twelve seconds can show.
  expect(isRight({ ...result, steady: null })).toBe(true);
  expect(result.steady?.accepted).toBeGreaterThan(20);
  for (const { resident, own, heap } of result.steady?.samples ?? []) {
    expect(heap).toBeGreaterThan(5);
    expect(own).toBeGreaterThan(heap);
    expect(resident).toBeGreaterThan(0);
  }
  expect(result.chaos.twinsKilled).toBeGreaterThan(0);
  expect(result.chaos.workersKilled).toBeGreaterThan(0);
  expect(result.chaos.faultyPhases).toBeGreaterThan(0);
  expect(result.promised).toBeGreaterThan(50);
});

/** Three minutes at 60 a second, sampled every five seconds; growth in MB for each thousand 202s. */
const stretch = (
  perThousand: { readonly own?: number; readonly heap?: number },
  perSecond = 60,
): readonly Sample[] =>
  Array.from({ length: 37 }, (_, index) => {
    const seconds = index * 5;
    const accepted = seconds * perSecond;
    const grown = (megabytes = 0): number => (megabytes * accepted) / 1000;
    const [own, heap] = [290 + grown(perThousand.own), 26 + grown(perThousand.heap)];
    return { seconds, accepted, own, heap, resident: own + 70 };
  });

describe('the growth of the twin’s memory', () => {
  test('is told a minute and a thousand submissions', () => {
    expect(growthOf(stretch({ own: 5 }), 'own')).toEqual({
      start: expect.closeTo(296),
      end: expect.closeTo(338),
      peak: expect.closeTo(344),
      perMinute: expect.closeTo(18),
      perThousand: expect.closeTo(5),
    });
  });

  test('is not moved by a sample that stands out, and the peak is', () => {
    const samples = stretch({}).map((sample, index) => (index === 36 ? { ...sample, own: 900 } : sample));
    expect(growthOf(samples, 'own')).toMatchObject({ start: 290, end: 290, peak: 900, perThousand: 0 });
  });

  test.each<[what: string, samples: readonly Sample[], faults: readonly RegExp[]]>([
    ['that stands', stretch({}), []],
    ['that shrinks', stretch({ own: -4, heap: -1 }), []],
    ['at its ceilings', stretch({ own: 14.99, heap: 2.99 }), []],
    ['at most measured without a leak', stretch({ own: 7, heap: 1.5 }), []],
    ['of pages alone above the ceiling', stretch({ own: 15.1 }), [/memory of its own grows by 15\.1 MB/]],
    ['of the heap alone above the ceiling', stretch({ heap: 3.1 }), [/heap grows by 3\.1 MB/]],
    ['as measured with a leak of iterators', stretch({ own: 35.6, heap: 7.6 }), [/its own/, /heap/]],
    ['under too few submissions', stretch({}, (LEAST_ACCEPTED - 1) / 180), [/^1999 submissions accepted/]],
    ['under none', stretch({}, 0), [/^0 submissions accepted/]],
    ['of which there is one sample', stretch({}).slice(0, 1), [/^0 submissions accepted/]],
    ['that could not be read', stretch({ own: Number.NaN }), [/its own grows by NaN MB/]],
  ])('%s', (_, samples, faults) => {
    const steady = steadyOf(samples);
    const found = steadyFaults(steady);
    expect(found).toEqual(faults.map((text) => expect.stringMatching(text)));
    expect(isRight({ ...quiet, steady })).toBe(faults.length === 0);
  });
});

/** A soak with nothing wrong. */
const quiet = {
  steady: null,
  load: { requests: 1, accepted: 1, repeated: 0, answers: {} },
  chaos: { faultyPhases: 0, workersKilled: 0, twinsKilled: 0 },
  promised: 1,
  missing: [],
  loadFaults: [],
  verified: 1,
  entries: 1,
  differences: [],
  queued: 0,
  dead: 0,
  drainSeconds: 0,
};
