/**
 * The drill as a state machine that a schedule advances every few minutes (R7). One invocation at a time holds the lease; it takes
 * the oldest drill that is not finished, or begins one that is due, and does pieces of it while time is left.
 * Whatever stops it anywhere, the next goes on from the record.
 */
import type { Change } from '../../../contract/access/change.ts';
import { type DrillStep, drillSteps } from '../../../contract/recovery/drill.ts';
import { cut } from '../../../domain/values/cut.ts';
import { DAY } from '../../../domain/values/duration.ts';
import { LEASE_MS } from '../../../domain/values/lease.ts';
import { drilledTables } from '../../ports/recovery.ts';
import { checkEntries, checkExtras } from './check-ledger.ts';
import { checkProof } from './check-proof.ts';
import { checkRegistry } from './check-registry.ts';
import { checkTail } from './check-tail.ts';
import { checkTotals } from './check-totals.ts';
import type { DrillPiece, DrillPorts } from './ports.ts';
import { replayTail } from './replay-tail.ts';
import { outcomeOf, writeReport } from './report.ts';
import { choose, clean, deleteCopies, restore, waitForCopies } from './restore-tables.ts';
import { type DrillStanding, isFinished, standingOf } from './standing.ts';
import { DEADLINE_MS, DrillState, differing, newDrill } from './state.ts';

const steps: Readonly<Record<DrillStep, DrillPiece>> = {
  choose,
  restore,
  wait: waitForCopies,
  registry: checkRegistry,
  entries: checkEntries,
  extras: checkExtras,
  proof: checkProof,
  totals: checkTotals,
  journal: replayTail,
  tail: checkTail,
  report: writeReport,
  clean,
};

const LEASE = ['lease', null, 'drill'] as const;

export type Advance = DrillStanding & {
  /** Null where no drill runs; as it is after this invocation. */
  readonly drill: DrillState | null;
  /** Another invocation is at work. */
  readonly busy: boolean;
  /** What stopped this invocation: to be thrown on when the rest is told, which no outage of a step may hide. */
  readonly fault: Error | null;
};

/**
 * `everyDays`: how often a drill is due. `goOn`: whether there is time for another piece. Throws only where not even the
 * records of drills can be read, or, before the first one, since when the tables can be restored.
 */
export async function advanceDrill(
  ports: DrillPorts,
  everyDays: number,
  goOn: () => boolean,
): Promise<Advance> {
  const done = await work(ports, everyDays, goOn).catch((error: unknown) => ({
    fault: error instanceof Error ? error : new Error(String(error)),
  }));
  const all = await listDrills(ports);
  const standing = await standingOf(ports, all, everyDays);
  if (!('fault' in done)) return { ...done, fault: null, ...standing };
  return { drill: all.find((state) => !isFinished(state)) ?? null, busy: false, ...done, ...standing };
}

async function work(
  ports: DrillPorts,
  everyDays: number,
  goOn: () => boolean,
): Promise<Pick<Advance, 'drill' | 'busy'>> {
  const lease = await takeLease(ports);
  if (lease === null) return { drill: null, busy: true };
  try {
    const running = await theDrill(ports, everyDays);
    if (running !== null) return { drill: await run(ports, running, goOn), busy: false };
    await deleteCopies(ports);
    await keepUnkept(ports, goOn);
    return { drill: null, busy: false };
  } finally {
    await ports.putOperation(...LEASE, { until: 0 }, lease);
  }
}

/** The version of the lease that is now ours; null where another holds it. */
async function takeLease(ports: DrillPorts): Promise<number | null> {
  const held = await ports.readOperation(...LEASE);
  const { until = 0 } = (held?.body ?? {}) as { until?: number };
  if (until > ports.now()) return null;
  const body = { until: ports.now() + LEASE_MS };
  const put = await ports.putOperation(...LEASE, body, held?.version ?? null);
  return put === 'written' ? (held?.version ?? 0) + 1 : null;
}

/** `changes` are an operator's, and go with each put of the record. */
type Held = {
  readonly state: DrillState;
  readonly version: number;
  readonly changes?: readonly Change[] | undefined;
};

async function heldDrills({ listOperations }: Pick<DrillPorts, 'listOperations'>): Promise<Held[]> {
  const all: Held[] = [];
  for await (const { version, body, changes } of listOperations('drill', null))
    all.push({ version, state: DrillState.parse(body), changes });
  return all;
}

/** All drills, newest first. */
export const listDrills = async (ports: Pick<DrillPorts, 'listOperations'>): Promise<DrillState[]> =>
  (await heldDrills(ports)).map(({ state }) => state);

async function theDrill(ports: DrillPorts, everyDays: number): Promise<Held | null> {
  const all = await heldDrills(ports);
  const unfinished = all.findLast(({ state }) => !isFinished(state));
  if (unfinished !== undefined) return unfinished;
  const [newest] = all;
  const isDue =
    newest === undefined
      ? await hasHistory(ports)
      : ports.now() >= Date.parse(newest.state.startedAt) + everyDays * DAY;
  if (!isDue) return null;
  const state = newDrill('schedule', ports.now());
  const put = await ports.putOperation('drill', null, state.id, state, null);
  return put === 'written' ? { state, version: 1 } : null;
}

/** The first drill is held when every table has a day to go back to. */
async function hasHistory(ports: DrillPorts): Promise<boolean> {
  const windows = await Promise.all(drilledTables.map((table) => ports.readWindow(table)));
  return windows.every((window) => window !== null && window.earliest <= ports.now() - DAY);
}

/** The report of a drill that is over and could not be kept: of what was found then, unchanged. */
async function keepUnkept(ports: DrillPorts, goOn: () => boolean): Promise<void> {
  for (const { state, version, changes } of await heldDrills(ports)) {
    if (!isFinished(state) || state.reportedAt === null || state.seal !== null) continue;
    const kept = await writeReport(ports, state, goOn);
    await ports.putOperation('drill', null, state.id, kept.state, version, changes);
  }
}

class LostRace extends Error {
  override readonly name = 'LostRace';
}

const isoOf = (instant: number): string => new Date(instant).toISOString();

async function run(ports: DrillPorts, held: Held, goOn: () => boolean): Promise<DrillState> {
  let { version } = held;
  const save = async (state: DrillState): Promise<DrillState> => {
    if ((await ports.putOperation('drill', null, state.id, state, version, held.changes)) !== 'written')
      throw new LostRace(`drill ${state.id}: another invocation went on with it`);
    version += 1;
    return state;
  };
  let state = held.state;
  if (state.outcome === 'asked') state = await save(begun(state, ports.now()));
  do {
    if (isLate(state, ports.now())) state = await save(stopped(state, ports.now()));
    const { step } = state;
    if (step === null) return state;
    const outcome = await steps[step](ports, state, goOn).catch(async (error: unknown) => {
      const isTooLate = step === 'report' && ports.now() > Date.parse(state.deadline);
      await save(isTooLate ? unkept(state, ports.now(), error) : troubled(state, step, error));
      throw error;
    });
    const jumped = outcome.state.step !== step;
    const after = jumped || outcome.go === 'next' ? entered(outcome.state, step, ports.now()) : outcome.state;
    if (after !== state) state = await save(after);
    if (outcome.go === 'wait') return state;
  } while (goOn());
  return state;
}

const begun = (state: DrillState, now: number): DrillState => ({
  ...state,
  outcome: 'running',
  startedAt: isoOf(now),
  deadline: isoOf(now + DEADLINE_MS),
  step: 'choose',
  steps: [{ step: 'choose', startedAt: isoOf(now), finishedAt: null }],
});

/** With the step that is done closed, and the one that comes, or that the step itself has named, entered. */
function entered(state: DrillState, done: DrillStep, now: number): DrillState {
  const next = state.step === done ? (drillSteps[drillSteps.indexOf(done) + 1] ?? null) : state.step;
  const closed = state.steps.map((one) =>
    one.finishedAt === null ? { ...one, finishedAt: isoOf(now) } : one,
  );
  if (next === null) return { ...state, step: null, steps: closed, outcome: outcomeOf(state) };
  const isKnown = closed.some(({ step }) => step === next);
  const begun = { step: next, startedAt: isoOf(now), finishedAt: null };
  // A step that is entered again goes on under its first beginning.
  const all = isKnown
    ? closed.map((one) => (one.step === next ? { ...one, finishedAt: null } : one))
    : [...closed, begun];
  return { ...state, step: next, steps: all };
}

const isLate = ({ deadline, step }: DrillState, now: number): boolean =>
  now > Date.parse(deadline) && step !== null && step !== 'report' && step !== 'clean';

function stopped(state: DrillState, now: number): DrillState {
  const step = state.step ?? 'choose';
  const last = state.troubles.at(-1);
  const detail = `the deadline ${state.deadline} has passed${last === undefined ? '' : `; ${last}`}`;
  const failed = differing(state, [{ kind: 'not-finished', name: step, detail }]);
  return entered({ ...failed, step: 'report' }, step, now);
}

/** The copies wait for a report until the deadline, and no longer: without one the drill has failed. */
function unkept(state: DrillState, now: number, error: unknown): DrillState {
  const detail = `the deadline ${state.deadline} has passed; ${troubleOf('report', error)}`;
  return entered(differing(state, [{ kind: 'not-finished', name: 'report', detail }]), 'report', now);
}

const MOST_TROUBLES = 10;

const troubleOf = (step: DrillStep, error: unknown): string => {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `${step}: ${cut(text, 300)}`;
};

function troubled(state: DrillState, step: DrillStep, error: unknown): DrillState {
  if (state.reportedAt !== null) return state; // The accounts are closed.
  const trouble = troubleOf(step, error);
  const others = state.troubles.filter((one) => one !== trouble);
  return { ...state, troubles: [...others, trouble].slice(-MOST_TROUBLES) };
}
