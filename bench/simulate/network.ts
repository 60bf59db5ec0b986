/**
 * Everything between a use case and a store: calls take time, some fail before they are done, some lose their answer
 * after, the SDK tries again, and the process that calls may be dead by then.
 */
import type { Random } from '../../demo/sample/random.ts';
import type { VirtualClock } from './clock.ts';

/** The process is gone: whatever it had stored before, stays. */
export class Death extends Error {}
export class Outage extends Error {}

export type Tally = { calls: number; failed: number; lost: number; deaths: number; outages: number };

export type Caller = {
  /** How often the SDK tries (shared/aws/clients.ts). */
  readonly attempts: number;
  readonly isDead: () => boolean;
};

export type Network = {
  readonly call: <T>(caller: Caller, work: () => T) => Promise<T>;
  readonly tally: Tally;
};

export type Weather = {
  /** Of the calls: half of them are not carried out, half lose their answer. */
  readonly faulty: number;
  /** The same while a table browns out. */
  readonly faultyInBrownOut: number;
};

/** A brown-out of two seconds every three minutes. */
const BROWN_OUT_EVERY = 180_000;
const BROWN_OUT_LASTS = 2_000;
const BACKOFF = 10;

export function startNetwork(clock: VirtualClock, random: Random, weather: Weather): Network {
  const tally: Tally = { calls: 0, failed: 0, lost: 0, deaths: 0, outages: 0 };
  const began = clock.now();
  const faulty = (): number =>
    (clock.now() - began) % BROWN_OUT_EVERY > BROWN_OUT_EVERY - BROWN_OUT_LASTS
      ? weather.faultyInBrownOut
      : weather.faulty;
  const draw = (): number => random.int(0, 999_999) / 1_000_000;
  const alive = ({ isDead }: Caller): void => {
    if (!isDead()) return;
    tally.deaths += 1;
    throw new Death('the process is gone');
  };
  return {
    tally,
    call: async (caller, work) => {
      for (let attempt = 1; ; attempt += 1) {
        alive(caller);
        // One in a thousand calls is slow: what others do meanwhile makes it stale.
        await clock.sleep(draw() < 0.001 ? random.int(100, 3000) : random.int(1, 3));
        alive(caller);
        tally.calls += 1;
        const share = faulty();
        const fate = draw();
        if (fate < share / 2) tally.failed += 1;
        else {
          const answer = work();
          await clock.sleep(1);
          alive(caller);
          if (fate >= share) return answer;
          tally.lost += 1;
        }
        if (attempt >= caller.attempts) {
          tally.outages += 1;
          throw new Outage(`no answer in ${attempt} attempts`);
        }
        await clock.sleep(random.int(1, BACKOFF * 2 ** Math.min(attempt, 6)));
      }
    },
  };
}
