import { setTimeout as wait } from 'node:timers/promises';

/** Work that goes on after its call was answered: copying, deleting. */
export type Jobs = {
  /** Runs at once; `prefixes` are the keys that must stay as long as it runs. */
  run(name: string, prefixes: readonly string[], work: (signal: AbortSignal) => Promise<void>): void;
  /** Milliseconds; ends early when the jobs are stopped, by throwing. */
  pause(milliseconds: number): Promise<void>;
  /** Resolves when no job uses the prefix any more. */
  idle(prefix: string): Promise<void>;
  /** Interrupts all jobs; what they left undone is taken up at the next start. */
  stop(): Promise<void>;
};

export function createJobs(onError: (error: unknown) => void): Jobs {
  const stopping = new AbortController();
  const running = new Set<{ prefixes: readonly string[]; ended: Promise<void> }>();
  return {
    run: (name, prefixes, work) => {
      const ended = work(stopping.signal)
        .catch((error: unknown) => {
          if (!stopping.signal.aborted) onError(new Error(`${name} failed`, { cause: error }));
        })
        .finally(() => void running.delete(job));
      const job = { prefixes, ended };
      running.add(job);
    },
    pause: async (milliseconds) => {
      if (milliseconds > 0) await wait(milliseconds, undefined, { signal: stopping.signal, ref: false });
    },
    idle: async (prefix) => {
      for (const job of [...running]) if (job.prefixes.includes(prefix)) await job.ended;
    },
    stop: async () => {
      stopping.abort();
      await Promise.all([...running].map(({ ended }) => ended));
    },
  };
}
