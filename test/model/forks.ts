/**
 * Async functions cannot be copied in mid-flight, but what one does next depends on nothing but the answers it got. So
 * a position of a process is the list of its answers, and the tree of all positions is grown as the search needs it:
 * going on from one means to run the real code anew with the same answers and one more. Each distinct list is run
 * once, however many worlds it occurs in.
 */
import { setImmediate as macrotask } from 'node:timers/promises';
import type { Operation } from './operations.ts';
import { numberOf } from './world.ts';

/** How a process asks the world. Settles when the search decides so. */
export type Ask = (...operation: Operation) => Promise<unknown>;
export type Program = {
  readonly name: string;
  readonly run: (ask: Ask) => Promise<unknown>;
  /**
   * What the process still knows of its past, where that is less than all of it; null where it is not known. Positions
   * of equal memories are one position.
   */
  readonly memory?: (past: readonly Past[], pending: readonly Operation[]) => string | null;
};

export type Past = { readonly operation: Operation; readonly answer: Answer };

export type Answer = { readonly value: unknown } | { readonly error: string };
type Outcome = { readonly value: unknown } | { readonly error: string };

/** Why a call failed, as the process sees it. */
class Outage extends Error {}

type PendingCall = {
  readonly operation: Operation;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
};

type Run = { readonly calls: PendingCall[]; readonly open: Set<number>; outcome: Outcome | null };

export type Position = {
  readonly id: number;
  /** Calls that are under way, by their number. */
  readonly pending: ReadonlyMap<number, Operation>;
  readonly outcome: Outcome | null;
  readonly after: (call: number, answer: Answer) => Position | Promise<Position>;
};

export type Forks = {
  readonly start: (program: Program) => Position | Promise<Position>;
  /** How many distinct positions there are, and how often real code was run from its beginning. */
  readonly figures: () => { positions: number; runs: number };
};

/** `merges`: whether positions of equal memories are one. */
export function growForks(merges: boolean): Forks {
  const roots = new Map<string, Position>();
  const merged = new Map<string, Position>();
  let positions = 0;
  let runs = 0;
  let bug: unknown = null;

  async function begin(program: Program): Promise<Run> {
    runs += 1;
    const run: Run = { calls: [], open: new Set(), outcome: null };
    const ask: Ask = (...operation) =>
      new Promise((resolve, reject) => {
        run.open.add(run.calls.length);
        run.calls.push({ operation, resolve, reject });
      });
    program.run(ask).then(
      (value) => {
        run.outcome = { value };
      },
      (error: unknown) => {
        if (!(error instanceof Outage)) bug ??= error;
        run.outcome = { error: String(error) };
      },
    );
    await macrotask();
    if (bug !== null) throw new Error(`${program.name} threw`, { cause: bug });
    return run;
  }

  async function reply(run: Run, call: number, answer: Answer): Promise<void> {
    run.open.delete(call);
    const { resolve, reject } = run.calls[call] ?? {};
    if ('value' in answer) resolve?.(answer.value);
    else reject?.(new Outage(answer.error));
    await macrotask();
    if (bug !== null) throw new Error('the engine threw', { cause: bug });
  }

  type Step = readonly [call: number, answer: Answer];

  function memoryOf({ name, memory }: Program, steps: readonly Step[], run: Run): string | null {
    if (!merges) return null;
    if (run.outcome !== null) return `${name} ended ${JSON.stringify(run.outcome)}`;
    const operationOf = (call: number): Operation => run.calls[call]?.operation ?? ['none'];
    const past = steps.map(([call, answer]) => ({ operation: operationOf(call), answer }));
    const kept = memory?.(past, [...run.open].map(operationOf)) ?? null;
    return kept === null ? null : `${name} ${kept}`;
  }

  function position(program: Program, steps: readonly Step[], live: Run): Position {
    positions += 1;
    const next = new Map<string, Position>();
    // The run that led here can be carried on once; every other way on from here starts a new one.
    let unused: Run | null = live;
    const pending = new Map<number, Operation>();
    for (const call of live.open) {
      const operation = live.calls[call]?.operation;
      if (operation !== undefined) pending.set(call, operation);
    }
    const grow = async (call: number, answer: Answer, key: string): Promise<Position> => {
      let run = unused;
      unused = null;
      if (run === null) {
        run = await begin(program);
        for (const [earlier, given] of steps) await reply(run, earlier, given);
      }
      await reply(run, call, answer);
      const past: Step[] = [...steps, [call, answer]];
      const memory = memoryOf(program, past, run);
      const grown = (memory === null ? null : merged.get(memory)) ?? position(program, past, run);
      if (memory !== null) merged.set(memory, grown);
      next.set(key, grown);
      return grown;
    };
    return {
      id: positions,
      pending,
      outcome: live.outcome,
      after: (call, answer) => {
        const key = `${call} ${numberOf(JSON.stringify(answer))}`;
        return next.get(key) ?? grow(call, answer, key);
      },
    };
  }

  return {
    start: (program) => {
      const known = roots.get(program.name);
      if (known !== undefined) return known;
      return begin(program).then((run) => {
        const root = position(program, [], run);
        roots.set(program.name, root);
        return root;
      });
    },
    figures: () => ({ positions, runs }),
  };
}
