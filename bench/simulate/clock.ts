/**
 * Virtual time: a sleep ends when everything due before it has been done. Nothing here waits for the host's clock, so
 * that the same calls give the same order, run after run.
 */
import { setImmediate as drained } from 'node:timers/promises';

export type VirtualClock = {
  /** Milliseconds since 1970, in the story. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Lets time pass until nobody sleeps any more. */
  readonly run: () => Promise<void>;
};

/** A binary heap of distinct milliseconds. */
function startHeap() {
  const heap: number[] = [];
  const at = (index: number): number => heap[index] ?? Number.POSITIVE_INFINITY;
  return {
    push: (value: number): void => {
      let hole = heap.length;
      heap.push(value);
      for (let above = (hole - 1) >> 1; hole > 0 && at(above) > value; above = (hole - 1) >> 1) {
        heap[hole] = at(above);
        hole = above;
      }
      heap[hole] = value;
    },
    pop: (): number | undefined => {
      const [first] = heap;
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return first;
      let hole = 0;
      for (let left = 1; left < heap.length; left = hole * 2 + 1) {
        const smaller = at(left + 1) < at(left) ? left + 1 : left;
        if (at(smaller) >= last) break;
        heap[hole] = at(smaller);
        hole = smaller;
      }
      heap[hole] = last;
      return first;
    },
  };
}

export function virtualClock(begins: number): VirtualClock {
  const due = new Map<number, (() => void)[]>();
  const ticks = startHeap();
  let now = begins;
  return {
    now: () => now,
    sleep: (milliseconds) =>
      new Promise((wake) => {
        const tick = now + Math.max(1, Math.round(milliseconds));
        const others = due.get(tick);
        if (others !== undefined) others.push(wake);
        else {
          due.set(tick, [wake]);
          ticks.push(tick);
        }
      }),
    run: async () => {
      for (let tick = ticks.pop(); tick !== undefined; tick = ticks.pop()) {
        now = tick;
        const woken = due.get(tick) ?? [];
        due.delete(tick);
        for (const wake of woken) wake();
        // Everybody goes on until they sleep or end: only then does time pass.
        await drained();
      }
    },
  };
}
