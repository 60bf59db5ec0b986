/** Counts what a use case asks of its ports: how many calls, how many rounds of calls one behind the other, how many at once. */
import { setImmediate as turn } from 'node:timers/promises';
import { interpose } from './interpose.ts';

/**
 * All calls that wait at a moment are answered together, once nothing else goes on: so a round is what a round trip
 * would be, whatever the machine does beside. Calls that are answered from a cache in front of a store count as well.
 */
export function inRounds<P extends object>(ports: P) {
  const calls = new Map<string, number>();
  let waiting: (() => void)[] = [];
  let rounds = 0;
  let most = 0;
  const release = async (): Promise<void> => {
    await turn();
    most = Math.max(most, waiting.length);
    rounds += 1;
    const those = waiting;
    waiting = [];
    for (const go of those) go();
  };
  const counted = interpose(ports, async (name, call) => {
    calls.set(name, (calls.get(name) ?? 0) + 1);
    await new Promise<void>((go) => {
      waiting.push(go);
      if (waiting.length === 1) void release();
    });
    return call();
  });
  return {
    ports: counted,
    counts: () => ({
      calls: Object.fromEntries(calls),
      all: [...calls.values()].reduce((sum, count) => sum + count, 0),
      rounds,
      most,
    }),
  };
}
