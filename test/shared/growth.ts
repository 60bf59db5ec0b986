/** Whether work is linear in its input: eight times as much may take four times eight times as long, not sixty-four. */

const FACTOR = 8;
const SLACK = 4;
/** Below it the compiler and the collector are measured, in milliseconds. */
const FLOOR = 3;
const MOST_ROUNDS = 12;

const LARGE = 262_144;
const SMALL = LARGE / FACTOR;

/** Of this thread's processor, in milliseconds: waiting for a loaded machine is none of it. */
async function timeOf(work: () => unknown): Promise<number> {
  const began = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1000;
}

/**
 * Null where it is; else how much longer it took. What else the machine does can only make it longer, so that the shortest of
 * several times counts, and it is measured again until that is good enough. `make` gives the input of a length.
 */
export async function superlinear<T>(
  make: (length: number) => T,
  work: (input: T) => unknown,
): Promise<string | null> {
  const [small, large] = [make(SMALL), make(LARGE)];
  let [short, long] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    short = Math.min(short, await timeOf(() => work(small)), await timeOf(() => work(small)));
    long = Math.min(long, await timeOf(() => work(large)));
    if (long <= FACTOR * SLACK * Math.max(short, FLOOR)) return null;
  }
  return `${short.toFixed(1)} ms for ${SMALL}, ${long.toFixed(1)} ms for ${LARGE}`;
}

/** `unit` as often as fits, between what makes it well-formed. */
export const filled =
  (before: string, unit: string, after = ''): ((length: number) => string) =>
  (length) =>
    before +
    unit.repeat(Math.max(1, Math.floor((length - before.length - after.length) / unit.length))) +
    after;
