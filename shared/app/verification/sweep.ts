/**
 * The sweep over all open periods, in as many runs as it needs. A run takes the record of it for as long as a run can
 * live, goes on where the last one stopped, and notes what it has done: datasets and periods, and of the one under way its
 * level-1 agencies. One that was finished begins anew fifty minutes after it began, so that what was never sent is
 * in the totals within the hour. What kills a run does not keep the others from the rest. Periods of now and the others
 * are two sweeps, each with a record of its own: however much lies in a year of open periods, what comes in now does not
 * wait for it.
 */
import * as z from 'zod';
import { recorded } from '../../contract/recorded.ts';
import { schema } from '../../contract/schema.ts';
import { emptyNode } from '../../domain/totals/total.ts';
import { DAY, MINUTE } from '../../domain/values/duration.ts';
import { LEASE_MS } from '../../domain/values/lease.ts';
import type { Period } from '../../domain/values/period.ts';
import type { PutOperation, ReadOperation } from '../ports/operations.ts';
import { type Sweep, sweepOpenPeriods, type VerifyOpenPorts } from './verify-open-periods.ts';
import type { UnitReport } from './verify-unit.ts';

export type SweepPorts = VerifyOpenPorts & {
  readonly readOperation: ReadOperation;
  readonly putOperation: PutOperation;
  readonly now: () => number;
};

const Unit = /* @__PURE__ */ schema(() =>
  recorded({ unit: z.string(), entries: z.int(), totals: z.int(), digest: z.string() }),
);
export const SweepState = /* @__PURE__ */ schema(() =>
  recorded({
    /** Milliseconds. */
    startedAt: z.int(),
    /** Until then the run that wrote this is at work; 0 when it has ended. */
    until: z.int(),
    finished: z.boolean(),
    /** Datasets and periods that are done. */
    done: z.array(z.string()),
    /** The one under way, and its agencies that are done. */
    place: z.string().nullable(),
    units: z.array(Unit),
    /** Those that a run died in: they come last, and at the second time not at all. */
    late: z.array(z.string()),
    /** The first of each day but the very first: what is below totals that are not stored is looked at too. */
    isThorough: z.boolean(),
  }),
);
type SweepState = z.infer<typeof SweepState>;

/** In the order of their turns. */
export const sweepLanes = ['recent', 'others'] as const;
export type SweepLane = (typeof sweepLanes)[number];

/** Reports come in the weeks after their period, late events as well. */
const RECENT = 31 * DAY;

/** Whether most of what comes in now belongs to it: it has begun, and is not over for long. */
const isRecent = ({ from, to }: Period, now: number): boolean =>
  Date.parse(from) <= now && Date.parse(to) + DAY + RECENT > now;

const ANEW = 50 * MINUTE;
/** What a run that dies has to do again at most; each note is a put of some kilobytes. */
const NOTED_EVERY = 20_000;

export type SweepLimits = {
  readonly lane: SweepLane;
  readonly goOn: () => boolean;
  /** A sweep is begun even if the last one was not long ago. */
  readonly isAsked: boolean;
};

/** Yields each dataset and period that was compared; nothing where no sweep is due or another run is at work. */
export async function* advanceSweep(
  ports: SweepPorts,
  { lane, goOn, isAsked }: SweepLimits,
): AsyncGenerator<Sweep, 'busy' | 'not due' | 'finished' | 'unfinished'> {
  const record = ['sweep', null, lane] as const;
  const held = await ports.readOperation(...record);
  const last = SweepState.safeParse(held?.body).data ?? null;
  const began = ports.now();
  if (last !== null && last.until > began) return 'busy';
  if (last?.finished && !isAsked && began < last.startedAt + ANEW) return 'not due';
  let state = last === null || last.finished ? begun(began, last) : continued(last);
  let version = held?.version ?? null;
  let notedAt = began;
  const note = async (next: SweepState): Promise<void> => {
    state = next;
    notedAt = ports.now();
    if ((await ports.putOperation(...record, next, version)) !== 'written')
      throw new Error('another run goes on with this sweep');
    version = (version ?? 0) + 1;
  };
  if (!(await takes(note({ ...state, until: began + LEASE_MS })))) return 'busy';
  // Several agencies are noted at once; a put waits for the one before it.
  let noting = Promise.resolve();
  const done = new Set(state.done);
  const run = {
    goOn,
    takes: (period: Period) => isRecent(period, state.startedAt) === (lane === 'recent'),
    isDone: (place: string) => done.has(place),
    isLate: (place: string) => state.late.includes(place),
    progressOf: (place: string) => {
      if (state.place !== place) {
        state = { ...state, place, units: [] };
        // Were this run to die, the next one knows where.
        noting = noting.then(() => note(state));
        noting.catch(() => undefined);
      }
      return {
        done: new Map(state.units.map((unit) => [unit.unit, unitOf(unit)])),
        note: ({ unit, entries, totals, digest }: UnitReport): Promise<void> => {
          state = { ...state, units: [...state.units, { unit, entries, totals, digest }] };
          noting = noting.then(async () => {
            if (ports.now() >= notedAt + NOTED_EVERY) await note(state);
          });
          return noting;
        },
      };
    },
  };
  try {
    let remaining = 0;
    const all = { ...ports, passesOver: !state.isThorough };
    for await (const sweep of sweepOpenPeriods(all, state.startedAt, null, run)) {
      remaining = sweep.remaining;
      if (sweep.report.left === 0 && state.place !== null) {
        state = { ...state, done: [...state.done, state.place], place: null, units: [] };
      }
      yield sweep;
    }
    if (remaining === 0) state = { ...state, finished: true };
    return remaining === 0 ? 'finished' : 'unfinished';
  } finally {
    await noting.catch(() => undefined);
    await note({ ...state, until: 0 });
  }
}

const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

const begun = (now: number, last: SweepState | null): SweepState => ({
  startedAt: now,
  until: 0,
  finished: false,
  done: [],
  place: null,
  units: [],
  late: [],
  isThorough: last !== null && dayOf(last.startedAt) !== dayOf(now),
});

/** A run that ended says so; one that has not died at the place that it was at. */
function continued(last: SweepState): SweepState {
  const { place, late, done } = last;
  if (last.until === 0 || place === null) return last;
  const gaveUp = late.includes(place) ? [...done, place] : done;
  return { ...last, done: gaveUp, late: [...late, place], place: null, units: [] };
}

const takes = (put: Promise<void>): Promise<boolean> =>
  put.then(
    () => true,
    () => false,
  );

/** What an earlier run has found of an agency, as far as it was noted: the sum of the country is not told of a sweep. */
const unitOf = (unit: SweepState['units'][number]): UnitReport => ({
  ...unit,
  content: emptyNode,
  differenceCount: 0,
  differences: [],
  wrong: [],
  damagedCount: 0,
  damaged: [],
});
