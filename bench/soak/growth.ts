/** How the twin's memory grows while it is not killed, and what it may not grow by. */
import { median } from '../statistics.ts';

/** Of the twin's own process, in MB; its functions have processes of their own. */
export type Memory = {
  /** All resident pages, as the process stood when it was asked. */
  readonly resident: number;
  /** Resident pages that are no file's (RssAnon), after a garbage collection: the heap and what LevelDB and SQLite hold. */
  readonly own: number;
  /** Living objects of the heap, after a garbage collection. */
  readonly heap: number;
};

export type Sample = Memory & {
  /** Since the twin was warm. */
  readonly seconds: number;
  /** 202s since the twin was warm. */
  readonly accepted: number;
};

export type Growth = {
  readonly start: number;
  readonly end: number;
  readonly peak: number;
  readonly perMinute: number;
  readonly perThousand: number;
};

export type Steady = {
  readonly samples: readonly Sample[];
  readonly seconds: number;
  readonly accepted: number;
  readonly resident: Growth;
  readonly own: Growth;
  readonly heap: Growth;
};

/** Of fewer 202s the noise is above the ceilings; and a steady stretch that sent none must not pass. */
export const LEAST_ACCEPTED = 2000;

/**
 * MB for each thousand 202s: twice the most that any three minutes of a twin without a leak showed, and less than half of what
 * iterators left open cost (bench/README.md has the figures).
 */
export const CEILINGS = { own: 15, heap: 3 } as const;

/**
 * Start and end are medians of the first and the last quarter of the samples, and growth is what lies between them: one sample
 * in the middle of a compaction moves nothing. The peak is of all samples. Throws for no sample.
 */
export function growthOf(samples: readonly Sample[], kind: keyof Memory): Growth {
  const few = Math.max(1, Math.floor(samples.length / 4));
  const between = (of: (sample: Sample) => number): readonly [start: number, end: number] => [
    median(samples.slice(0, few).map(of)),
    median(samples.slice(-few).map(of)),
  ];
  const [start, end] = between((sample) => sample[kind]);
  const [from, to] = between(({ seconds }) => seconds);
  const [before, after] = between(({ accepted }) => accepted);
  return {
    start,
    end,
    peak: Math.max(...samples.map((sample) => sample[kind])),
    perMinute: (end - start) / ((to - from) / 60),
    perThousand: (end - start) / ((after - before) / 1000),
  };
}

export function steadyOf(samples: readonly Sample[]): Steady {
  const last = samples.at(-1);
  return {
    samples,
    seconds: last?.seconds ?? 0,
    accepted: last?.accepted ?? 0,
    resident: growthOf(samples, 'resident'),
    own: growthOf(samples, 'own'),
    heap: growthOf(samples, 'heap'),
  };
}

/** One sentence for each thing that is wrong; none where the memory stands. */
export function steadyFaults({ accepted, own, heap }: Steady): string[] {
  if (accepted < LEAST_ACCEPTED)
    return [
      `${accepted} submissions accepted while memory was measured, fewer than ${LEAST_ACCEPTED}: measure longer`,
    ];
  const faults: string[] = [];
  for (const [what, { perThousand }, ceiling] of [
    ['memory of its own', own, CEILINGS.own],
    ['heap', heap, CEILINGS.heap],
  ] as const) {
    // Not `>`: a figure that could not be read is no number, and must not pass.
    if (!(perThousand <= ceiling))
      faults.push(
        `the twin's ${what} grows by ${perThousand.toFixed(1)} MB per thousand 202s: more than ${ceiling}`,
      );
  }
  return faults;
}
