/**
 * What is known of a drill so far: the record in table Operations, from which any invocation goes on. Every step reads it,
 * does one bounded piece and puts it back by its version, so that a crash repeats a piece and nothing else.
 */
import * as z from 'zod';
import { recorded } from '../../../contract/recorded.ts';
import { DrillDifference, DrillId, DrillOutcome, DrillStep } from '../../../contract/recovery/drill.ts';
import { schema } from '../../../contract/schema.ts';
import { Instant, Sha256 } from '../../../contract/text.ts';
import { cut } from '../../../domain/values/cut.ts';
import { JournalCheck } from '../../verification/journal-check/check.ts';

const count = /* @__PURE__ */ schema(() => z.int().min(0).default(0));
const instant = /* @__PURE__ */ schema(() => Instant.nullable().default(null));
/** Where a walk through a table goes on: opaque; null at the beginning. */
const cursor = /* @__PURE__ */ schema(() => z.string().nullable().default(null));

/** A level-1 agency whose stored totals did not fit, to be looked at again when every fold has had its time. */
const Suspect = /* @__PURE__ */ schema(() =>
  recorded({
    dataset: z.string(),
    period: z.string(),
    unit: z.string(),
    seenAt: Instant,
    /** Total → SHA-256 of what is stored and what was recomputed. */
    signatures: z.record(z.string(), z.string()),
  }),
);
export type Suspect = z.infer<typeof Suspect>;

const Entries = /* @__PURE__ */ schema(() =>
  recorded({
    cursor,
    checked: count,
    same: count,
    undetermined: count,
    after: count,
    newestLive: instant,
    newestAccepted: instant,
    oldestMissing: instant,
  }),
);

const Extras = /* @__PURE__ */ schema(() =>
  recorded({
    cursor,
    restored: count,
    names: count,
    newest: instant,
    /** `dataset#period`, sorted: what there are totals of. */
    places: z.array(z.string()).default([]),
  }),
);

const Totals = /* @__PURE__ */ schema(() =>
  recorded({
    /** Of `extras.places`. */
    place: count,
    /** Of the level-1 agencies of the place. */
    unit: count,
    checked: count,
    moved: count,
    behind: count,
    /** The country of the place, folded so far. */
    country: z.unknown().default(null),
    /** Whether the place has entries as young as a total may lag behind. */
    lively: z.boolean().default(false),
    suspects: z.array(Suspect).default([]),
    /** Level-1 agencies that were not looked at closer, as enough stood wrong already. */
    unwatched: count,
  }),
);

const Journal = /* @__PURE__ */ schema(() =>
  recorded({
    after: cursor,
    objects: count,
    entries: count,
    broughtBack: count,
    /** `storedAt` of the newest entry in what was written before the drill began. */
    newest: instant,
  }),
);

const Tail = /* @__PURE__ */ schema(() =>
  recorded({
    cursor,
    missing: count,
    /** `storedAt` of the newest that was acknowledged. */
    newest: instant,
    sentAt: instant,
    /** Ids of what the drill has sent and, in the end, found in the journal. */
    unsent: z.array(z.string()).default([]),
  }),
);

export const DrillState = /* @__PURE__ */ schema(() =>
  recorded({
    id: DrillId,
    outcome: DrillOutcome,
    startedBy: z.string(),
    startedAt: Instant,
    deadline: Instant,
    step: DrillStep.nullable(),
    steps: z.array(recorded({ step: DrillStep, startedAt: Instant, finishedAt: instant })).default([]),
    restorePoint: instant,
    registryVersion: count,
    /** When the tree last changed, up to the restore point and its margin. */
    registryChangedAt: instant,
    registryRecords: count,
    entries: Entries.prefault({}),
    extras: Extras.prefault({}),
    /** The walk through the whole journal; null before it. */
    proof: JournalCheck.nullable().default(null),
    totals: Totals.prefault({}),
    journal: Journal.prefault({}),
    tail: Tail.prefault({}),
    verifiedAt: instant,
    reportedAt: instant,
    /** Digest and signature of the report that was kept. */
    seal: recorded({ digest: Sha256, signature: z.string() }).nullable().default(null),
    differences: z.array(DrillDifference).default([]),
    differenceCount: count,
    troubles: z.array(z.string()).default([]),
  }),
);
export type DrillState = z.infer<typeof DrillState>;

/** So long after its start a drill is stopped: AWS takes 20 minutes and more to restore, and hours for large tables. */
export const DEADLINE_MS = 12 * 3_600_000;

const at = (instantMs: number): string => new Date(instantMs).toISOString();

export const newDrill = (startedBy: string, now: number): DrillState =>
  DrillState.parse({
    id: at(now).replaceAll(/[-:]/g, '').slice(0, 15).replace('T', '-'),
    outcome: 'asked',
    startedBy,
    startedAt: at(now),
    deadline: at(now + DEADLINE_MS),
    step: null,
  });

const MOST_OF_A_KIND = 100;
const LONGEST = 300;

/** With these differences too: named up to a bound of each kind, counted all; one that is named already is found once. */
export function differing(state: DrillState, found: readonly DrillDifference[]): DrillState {
  const differences = [...state.differences];
  let { differenceCount } = state;
  for (const one of found) {
    const { kind } = one;
    const [name, detail] = [cut(one.name, LONGEST), cut(one.detail, LONGEST)];
    const named = differences.filter((other) => other.kind === kind && other.name === name);
    if (named.some((other) => other.detail === detail)) continue;
    differenceCount += 1;
    const isFull = differences.filter((other) => other.kind === kind).length >= MOST_OF_A_KIND;
    if (!isFull && named.length === 0) differences.push({ kind, name, detail });
  }
  return { ...state, differences, differenceCount };
}

/** The earlier of two Instants; null is none. */
export const earlier = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && b < a) ? b : a;

/** The later of two Instants, as text. */
export const later = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && b > a) ? b : a;
