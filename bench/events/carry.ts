/** What the consumers of the queue carry, by CPU and calls as measured: arithmetic, so that a test can hold the template to it. */

/** Lambda gives a whole core at so many MB, and in proportion below (docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html). */
const WHOLE_CORE = 1769;

export type Consumers = { readonly concurrency: number; readonly memory: number };
export type Measured = {
  /** Milliseconds of CPU of one whole core, for each submission. */
  readonly cpu: number;
  /** Calls of AWS for each submission. */
  readonly calls: number;
};

/** Calls of one batch that are under way together, and milliseconds that one takes. */
export type Calling = { readonly parallel: number; readonly latency: number };

/** JavaScript runs on one core, however many the memory buys. */
export const coreOf = (memory: number): number => Math.min(1, memory / WHOLE_CORE);

/** Submissions a second while more wait: a consumer computes and waits for calls, and takes the longer of the two at least. */
export function sustained(
  { concurrency, memory }: Consumers,
  { cpu, calls }: Measured,
  { parallel, latency }: Calling,
): number {
  const computing = cpu / coreOf(memory);
  const waiting = (calls * latency) / parallel;
  return (1000 * concurrency) / Math.max(computing, waiting);
}

/**
 * Seconds that the last submission of a burst waits, where more come than are carried: what is in front of it then, at
 * the rate at which it is counted.
 */
export const waitAfter = (carried: number, perSecond: number, seconds: number): number =>
  Math.max(0, (seconds * (perSecond - carried)) / carried);
