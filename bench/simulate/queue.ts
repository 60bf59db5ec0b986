/** The queue of the simulation: at least once, in no order, with visibility timeouts, receive counts and dead letters. */
import type { Random } from '../../demo/sample/random.ts';
import type { QueueMessage } from '../../shared/app/ports/queues.ts';
import type { VirtualClock } from './clock.ts';

type Message = { readonly id: string; readonly body: string; receiveCount: number; visibleFrom: number };

/** Of the template (infra/constructs/work-queue.ts). */
const VISIBILITY_TIMEOUT = 360_000;
const MOST_RECEIVES = 100;
const REDELIVERED = 0.01;

export function startQueue(clock: VirtualClock, random: Random) {
  /** Those that may be received now, those in flight in the order of their return, and those given up. */
  const ready: Message[] = [];
  const inFlight: Message[] = [];
  /** Neither deleted nor given up. */
  let open = 0;
  const deleted = new Set<string>();
  const dead: string[] = [];
  let sent = 0;
  let received = 0;
  let again = 0;

  const add = (body: string): void => {
    sent += 1;
    open += 1;
    ready.push({ id: `m${sent}`, body, receiveCount: 0, visibleFrom: 0 });
  };
  const giveBack = (): void => {
    const now = clock.now();
    const due = inFlight.findIndex(({ visibleFrom }) => visibleFrom > now);
    const back = due < 0 ? inFlight.splice(0) : inFlight.splice(0, due);
    for (const message of back) {
      if (deleted.delete(message.id)) continue;
      if (message.receiveCount >= MOST_RECEIVES) {
        dead.push(message.body);
        open -= 1;
      } else ready.push(message);
    }
  };
  return {
    send: add,
    /** Takes up to `most`, any of those that are ready. */
    receive: (most: number): QueueMessage[] => {
      giveBack();
      const taken: QueueMessage[] = [];
      while (taken.length < most && ready.length > 0) {
        // Any of the newest or of the oldest that are ready: the order of sending says little.
        const newest = random.int(Math.max(0, ready.length - 5000), ready.length - 1);
        const at = random.chance(0.5) ? newest : random.int(0, Math.min(ready.length, 2000) - 1);
        const [message, last] = [ready[at], ready.pop()];
        if (message === undefined || last === undefined) break;
        if (last !== message) ready[at] = last;
        message.receiveCount += 1;
        received += 1;
        if (message.receiveCount > 1) again += 1;
        inFlight.push(message);
        message.visibleFrom = clock.now() + VISIBILITY_TIMEOUT;
        taken.push({ id: message.id, body: message.body, receiveCount: message.receiveCount });
      }
      return taken;
    },
    /** Deletes what is done. Now and then SQS forgets that, and delivers once more. */
    settle: (done: readonly QueueMessage[]): void => {
      for (const { id } of done) {
        if (deleted.has(id) || random.chance(REDELIVERED)) continue;
        deleted.add(id);
        open -= 1;
      }
    },
    bury: (body: string): void => void dead.push(body),
    redrive: (): number => {
      const bodies = dead.splice(0);
      for (const body of bodies) add(body);
      return bodies.length;
    },
    waiting: (): number => open,
    figures: () => ({ sent, received, again, dead: dead.length }),
  };
}
export type SimulatedQueue = ReturnType<typeof startQueue>;
