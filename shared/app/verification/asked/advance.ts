/**
 * Goes on with the verification that an operator asked for. Two functions do: one compares, the other may write into the ledger; the
 * record says whose turn it is. A run holds the record for as long as it can live; whatever stops it, a later one goes on. What stops
 * three runs at one place has failed, and so has what is past its deadline: none hangs.
 */
import type { Change } from '../../../contract/access/change.ts';
import { LEASE_MS } from '../../../domain/values/lease.ts';
import type { ListOperations, OperationRecord, PutOperation } from '../../ports/operations.ts';
import { type AskedState, isOver, isoOf, over, readAsked, standing, troubleOf } from './state.ts';

type StepName = NonNullable<AskedState['step']>;

/** The record while a run holds it. */
export type Work = {
  readonly state: () => AskedState;
  /** Another piece is done. Throws where another run goes on with it. */
  readonly keep: (next: AskedState) => Promise<void>;
};

/** Does pieces while `goOn` says that there is time, and keeps each; sets the next step, or ends it. */
export type Step = (work: Work, goOn: () => boolean) => Promise<void>;
type Steps = { readonly [Name in StepName]?: Step };

export type AdvancePorts = {
  readonly listOperations: ListOperations;
  readonly putOperation: PutOperation;
  readonly now: () => number;
};

export type Advanced = {
  readonly id: string;
  readonly what: AskedState['what'];
  readonly step: StepName | null;
  readonly outcome: AskedState['outcome'];
  /** Folded anew as they differed, and entries put right, so far. */
  readonly totalsMended: number;
  readonly entriesMended: number;
  /** What stopped this run. */
  readonly trouble: string | null;
};

const MOST_TRIES = 3;

/** Null where there is nothing to do for these steps, or another run is at it. Throws where the record cannot be read or put. */
export async function advanceAsked(
  ports: AdvancePorts,
  steps: Steps,
  goOn: () => boolean,
): Promise<Advanced | null> {
  const held = await newest(ports.listOperations);
  if (held === null) return null;
  const last = readAsked(held.body);
  if (last.step === null || steps[last.step] === undefined) return null;
  const now = ports.now();
  if (last.until > now && now <= Date.parse(last.deadline)) return null;
  const record = holding(ports.putOperation, held);
  const begun = standing(last, now);
  const given = isOver(begun) ? begun : givenUp(begun, now);
  if (given !== null) return (await record.put(given)) ? advanced(given, null) : null;
  const taken: AskedState = {
    ...begun,
    outcome: 'running',
    startedAt: begun.startedAt ?? isoOf(now),
    until: now + LEASE_MS,
    tries: begun.tries + 1,
  };
  if (!(await record.put(taken))) return null;
  const work: Work = {
    state: record.state,
    keep: async (next) => {
      if (!(await record.put({ ...next, tries: 0 }))) throw new LostRace(next.id);
    },
  };
  try {
    await goThrough(work, steps, goOn);
  } catch (error) {
    if (error instanceof LostRace) return null;
    const trouble = troubleOf(error);
    await record.put({ ...record.state(), until: 0, trouble });
    return advanced(record.state(), trouble);
  }
  if (!isOver(record.state())) await record.put({ ...record.state(), until: 0 });
  return advanced(record.state(), null);
}

async function goThrough(work: Work, steps: Steps, goOn: () => boolean): Promise<void> {
  for (;;) {
    const { step } = work.state();
    const run = step === null ? undefined : steps[step];
    if (run === undefined) return;
    await run(work, goOn);
    if (!goOn()) return;
  }
}

async function newest(listOperations: ListOperations): Promise<OperationRecord | null> {
  for await (const record of listOperations('verification', null, { most: 1 })) return record;
  return null;
}

/** `changes` are the operator's, and go with each put of the record. */
function holding(
  putOperation: PutOperation,
  held: { readonly body: unknown; readonly version: number; readonly changes?: readonly Change[] },
) {
  let [state, version] = [readAsked(held.body), held.version];
  return {
    state: (): AskedState => state,
    put: async (next: AskedState): Promise<boolean> => {
      const put = await putOperation('verification', null, next.id, next, version, held.changes);
      if (put !== 'written') return false;
      [state, version] = [next, version + 1];
      return true;
    },
  };
}

/** Null: it may be tried. */
function givenUp(state: AskedState, now: number): AskedState | null {
  if (state.tries < MOST_TRIES) return null;
  return over(state, 'failed', now, state.trouble ?? `${state.tries} runs died in step ${state.step}`);
}

const advanced = (state: AskedState, trouble: string | null): Advanced => ({
  id: state.id,
  what: state.what,
  step: state.step,
  outcome: state.outcome,
  totalsMended: state.places.reduce((sum, { repaired }) => sum + repaired, 0),
  entriesMended: state.repairedFaultCount,
  trouble,
});

class LostRace extends Error {
  override readonly name = 'LostRace';
  constructor(id: string) {
    super(`verification ${id}: another run goes on with it`);
  }
}
