/**
 * A verification that an operator asked for: the numbered record in table Operations, from which any invocation goes on. It is put by its
 * version after each bounded piece, so that a crash repeats a piece and nothing else (ADR 36).
 */
import * as z from 'zod';
import { parseRecorded } from '../../../contract/recorded.ts';
import { schema } from '../../../contract/schema.ts';
import {
  MOST_NAMED,
  Verification,
  type VerificationOrder,
  VerificationSummary,
  verificationFigures,
  verificationShape,
} from '../../../contract/verification.ts';
import { cut } from '../../../domain/values/cut.ts';
import { DAY } from '../../../domain/values/duration.ts';
import { JournalCheck } from '../journal-check/check.ts';

const Unit = /* @__PURE__ */ schema(() =>
  z.strictObject({
    unit: z.string(),
    entries: z.int(),
    totals: z.int(),
    digest: z.string(),
    differences: z.int(),
    damaged: z.int(),
  }),
);

const Mend = /* @__PURE__ */ schema(() =>
  z.strictObject({
    /** Of entries that are to be repaired, or of the one to be journalled. */
    names: z.array(z.string()),
    /** The object of the journal behind which the walk goes on. */
    after: z.string().nullable(),
    /** Different lines of each that prove themselves, at most two, and the object behind which the first one is. */
    lines: z.record(
      z.string(),
      z.strictObject({ prints: z.array(z.string()), behind: z.string().nullable() }),
    ),
    /** The entry may be journalled: it is sent, however often that was begun. */
    isDecided: z.boolean(),
  }),
);

export const AskedState = /* @__PURE__ */ schema(() =>
  z.strictObject({
    ...verificationShape,
    ...verificationFigures,
    /** Milliseconds. Until then the run that wrote this is at work; 0 when it has ended. */
    until: z.int(),
    /** Runs that began since the last piece was done. */
    tries: z.int(),
    /** Null when it is over. */
    step: z.enum(['totals', 'journal', 'mend']).nullable(),
    isPlanned: z.boolean(),
    /** The place under way, whether it is being repaired, its agencies that are done, and under which version of the registry. */
    at: z.int(),
    mends: z.boolean(),
    units: z.array(Unit),
    registry: z.int(),
    check: JournalCheck.nullable(),
    /** Names that a line of the journal may repair. */
    repairable: z.array(z.string()),
    /** Of each fault that is counted the beginning of a digest, so that it is counted once; none in a record of before. */
    counted: z.array(z.string()).optional(),
    mend: Mend.nullable(),
  }),
);
export type AskedState = z.infer<typeof AskedState>;

export const readAsked = (body: unknown): AskedState => parseRecorded(AskedState, body);

/** As long as a walk through the journal of years may take. */
export const DEADLINE_MS = DAY;

export const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

export function newAsked(
  id: string,
  { what, repair = false, dataset = null, period = null, entry = null, reason = null }: Filled,
  askedBy: string,
  now: number,
): AskedState {
  return {
    id,
    what,
    repair,
    dataset,
    period,
    entry,
    reason,
    askedBy,
    askedAt: isoOf(now),
    outcome: 'asked',
    why: null,
    deadline: isoOf(now + DEADLINE_MS),
    startedAt: null,
    finishedAt: null,
    trouble: null,
    places: [],
    differences: [],
    repairedDifferences: [],
    damaged: [],
    stuck: [],
    journal: null,
    faults: [],
    faultCount: 0,
    repairedFaults: [],
    repairedFaultCount: 0,
    until: 0,
    tries: 0,
    step: what === 'entry' ? 'mend' : what,
    isPlanned: false,
    at: 0,
    mends: repair,
    units: [],
    registry: 0,
    check: null,
    repairable: [],
    mend: entry === null ? null : newMend([entry]),
  };
}
type Filled = { readonly [Name in keyof VerificationOrder]: VerificationOrder[Name] | null } & {
  readonly what: VerificationOrder['what'];
  readonly repair?: boolean;
};

export const newMend = (names: readonly string[]): NonNullable<AskedState['mend']> => ({
  names: [...names],
  after: null,
  lines: {},
  isDecided: false,
});

export const isOver = ({ step }: Pick<AskedState, 'step'>): boolean => step === null;

const LONGEST = 300;

/** `why` is null where what was found says it. */
export const over = (
  state: AskedState,
  outcome: 'right' | 'wrong' | 'failed',
  now: number,
  why: string | null = null,
): AskedState => ({
  ...state,
  outcome,
  why: why === null ? null : cut(why, LONGEST),
  step: null,
  until: 0,
  finishedAt: isoOf(now),
  units: [],
  repairable: [],
  counted: [],
  mend: null,
});

export const troubleOf = (error: unknown): string =>
  cut(error instanceof Error ? `${error.name}: ${error.message}` : String(error), LONGEST);

/** As it is to be taken now: what is past its deadline has failed, whether or not a function lives that says so. */
export function standing(state: AskedState, now: number): AskedState {
  if (isOver(state) || now <= Date.parse(state.deadline)) return state;
  const last = state.trouble === null ? '' : `; ${state.trouble}`;
  return over(state, 'failed', now, `the deadline ${state.deadline} has passed${last}`);
}

/** The first of two lists, up to the bound of a report. */
export const bounded = <T>(some: readonly T[], more: readonly T[]): T[] =>
  [...some, ...more].slice(0, MOST_NAMED);

const picked = (state: AskedState, shape: object): Record<string, unknown> =>
  Object.fromEntries(Object.keys(shape).map((name) => [name, state[name as keyof AskedState]]));

export const reportOf = (state: AskedState): Verification =>
  picked(state, Verification.shape) as unknown as Verification;

export const summaryOf = (state: AskedState): VerificationSummary =>
  picked(state, VerificationSummary.shape) as unknown as VerificationSummary;
