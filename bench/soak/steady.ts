/** A stretch in which nothing is killed: the same submissions at one rate, and the memory of the twin's process meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../demo/sample/random.ts';
import { type Sample, type Steady, steadyOf } from './growth.ts';
import type { Host } from './host.ts';
import type { LoadDriver } from './load.ts';

export type SteadyOptions = {
  /** Measured, after the warm-up. */
  readonly minutes: number;
  /** 202s before anything is measured. */
  readonly warmUp: number;
  readonly random: Random;
  readonly onEvent: (text: string) => void;
};

/** Beneath what two cores can (98 a second, bench/README.md), so that it is the same stretch on most machines. */
const REQUESTS_PER_SECOND = 60;
const CONNECTIONS = 30;
const SAMPLE_EVERY = 5_000;
/** A machine too slow for the warm-up is measured cold, and accepts too few to pass. */
const LONGEST_WARM_UP = 600_000;

/** Rejects if the twin ends meanwhile, with what it said last: what a leak comes to in the end. */
export async function steadyStretch(host: Host, driver: LoadDriver, options: SteadyOptions): Promise<Steady> {
  const { minutes, warmUp, random, onEvent } = options;
  const { figures } = driver.load;
  const interval = (CONNECTIONS / REQUESTS_PER_SECOND) * 1000;
  let isOver = false;
  const sending = driver.send({
    connections: CONNECTIONS,
    random,
    // Spread, or all connections would send at the same instants.
    pause: (took) => Math.max(0, random.int(interval / 2, interval * 1.5) - took),
    isOver: () => isOver,
  });
  const measure = async (): Promise<Steady> => {
    const began = performance.now();
    const before = figures.accepted;
    while (figures.accepted - before < warmUp && performance.now() - began < LONGEST_WARM_UP)
      await sleep(200);
    onEvent(`steady: warm after ${figures.accepted - before} submissions`);
    const [warmAt, warmAccepted] = [performance.now(), figures.accepted];
    const samples: Sample[] = [];
    for (;;) {
      const memory = await host.memory();
      const milliseconds = performance.now() - warmAt;
      samples.push({ ...memory, seconds: milliseconds / 1000, accepted: figures.accepted - warmAccepted });
      if (milliseconds >= minutes * 60_000) return steadyOf(samples);
      await sleep(SAMPLE_EVERY);
    }
  };
  const steady = await measure().finally(() => {
    isOver = true;
  });
  // Not where the measuring failed: the twin is gone then, and no sender would ever get its 202.
  await sending;
  return steady;
}
