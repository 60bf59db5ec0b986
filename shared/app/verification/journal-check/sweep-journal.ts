/**
 * The scheduled check of the journal against the ledger, in as many runs as it needs. The mark of how far it came is in table
 * Operations: a run takes the record for as long as it can live, and whatever stops it, the next goes on from the mark. A
 * round is the whole journal and the whole ledger. When it is done, each run goes on with what was journalled since; a
 * round begins anew after a week, or after a day where something was found, or when it is asked for. The drill makes a
 * round of its own each month.
 */
import * as z from 'zod';
import { recorded } from '../../../contract/recorded.ts';
import { schema } from '../../../contract/schema.ts';
import { cut } from '../../../domain/values/cut.ts';
import { DAY } from '../../../domain/values/duration.ts';
import { LEASE_MS } from '../../../domain/values/lease.ts';
import type { LedgerFault } from '../../../domain/verification/compare-entry.ts';
import type { PutOperation, ReadOperation } from '../../ports/operations.ts';
import {
  advanceJournalCheck,
  batches,
  compareAll,
  JournalCheck,
  type JournalCheckPorts,
  newJournalCheck,
  settledAt,
} from './check.ts';

export type SweepJournalPorts = JournalCheckPorts & {
  readonly readOperation: ReadOperation;
  readonly putOperation: PutOperation;
  readonly newSalt: () => string;
};

const Fault = /* @__PURE__ */ schema(() =>
  recorded({
    kind: z.enum(['missing', 'altered', 'extra', 'damaged', 'journal-damaged', 'journal-unreadable']),
    name: z.string(),
    detail: z.string(),
  }),
);
export const Round = /* @__PURE__ */ schema(() =>
  recorded({
    /** Milliseconds. */
    startedAt: z.int(),
    /** Until then the run that wrote this is at work; 0 when it has ended. */
    until: z.int(),
    check: JournalCheck,
    faults: z.array(Fault),
    faultCount: z.int(),
  }),
);
type Round = z.infer<typeof Round>;

const RECORD = ['journal-check', null, 'sweep'] as const;
const ANEW = 7 * DAY;
const MOST_NAMED = 100;
const LONGEST = 300;

export type JournalSweep = {
  readonly outcome: 'busy' | 'under way' | 'done';
  /** Of this round: how many, and the first hundred. */
  readonly faultCount: number;
  readonly faults: readonly LedgerFault[];
  readonly check: JournalCheck | null;
};

const begun = (now: number, salt: string): Round => ({
  startedAt: now,
  until: 0,
  check: newJournalCheck(now, salt),
  faults: [],
  faultCount: 0,
});

/** With these too; one that is named already, as a piece was done again after a crash, is found once. */
function withFaults(round: Round, found: readonly LedgerFault[]): Round {
  const faults = [...round.faults];
  let { faultCount } = round;
  for (const { kind, name, detail } of found) {
    if (faults.some((one) => one.kind === kind && one.name === name)) continue;
    faultCount += 1;
    if (faults.length < MOST_NAMED) faults.push({ kind, name, detail: cut(detail, LONGEST) });
  }
  return { ...round, faults, faultCount };
}

function isDue({ check, startedAt, faultCount }: Round, now: number, isAsked: boolean): boolean {
  return check.phase === 'done' && (isAsked || now >= startedAt + (faultCount > 0 ? DAY : ANEW));
}

export async function sweepJournal(
  ports: SweepJournalPorts,
  { goOn, isAsked }: { readonly goOn: () => boolean; readonly isAsked: boolean },
): Promise<JournalSweep> {
  const held = await ports.readOperation(...RECORD);
  const last = Round.safeParse(held?.body).data ?? null;
  const now = ports.now();
  if (last !== null && last.until > now) return { ...last, outcome: 'busy' };
  let round = last === null || isDue(last, now, isAsked) ? begun(now, ports.newSalt()) : last;
  let version = held?.version ?? null;
  const keep = async (next: Round): Promise<boolean> => {
    if ((await ports.putOperation(...RECORD, next, version)) !== 'written') return false;
    version = (version ?? 0) + 1;
    round = next;
    return true;
  };
  if (!(await keep({ ...round, until: now + LEASE_MS }))) return { ...round, outcome: 'busy' };
  try {
    if (round.check.phase === 'done') round = await goOnBehind(ports, round, goOn);
    while (round.check.phase !== 'done') {
      const { state, found } = await advanceJournalCheck(ports, round.check, goOn);
      if (!(await keep(withFaults({ ...round, check: state }, found))))
        throw new Error('another run goes on with this check of the journal');
      if (!goOn()) break;
    }
  } finally {
    await keep({ ...round, until: 0 });
  }
  return { ...round, outcome: round.check.phase === 'done' ? 'done' : 'under way' };
}

/** What was journalled since the round was done, or this came last: compared, and the mark set behind it. */
async function goOnBehind(
  ports: Pick<SweepJournalPorts, 'readJournal' | 'readPlaces' | 'now'>,
  before: Round,
  goOn: () => boolean,
): Promise<Round> {
  let round = before;
  const journal = ports.readJournal(0, round.check.after);
  for await (const batch of batches(journal, settledAt(ports.now()))) {
    const { found, places } = await compareAll(ports, batch);
    const { check } = round;
    const after = batch.at(-1)?.name ?? check.after;
    const sum = { objects: check.objects + batch.length, lines: check.lines + places.length };
    round = withFaults({ ...round, check: { ...check, ...sum, after } }, found);
    if (!goOn()) break;
  }
  return round;
}

/** When the ledger was found right, or repaired: the next run begins a round, and what was found is forgotten. Not beside a run. */
export async function forgetFaults(
  ports: Pick<SweepJournalPorts, 'readOperation' | 'putOperation' | 'newSalt'>,
  now: number,
): Promise<void> {
  const held = await ports.readOperation(...RECORD);
  const last = Round.safeParse(held?.body).data ?? null;
  if (held === null || last === null || last.faultCount === 0 || last.until > now) return;
  await ports.putOperation(...RECORD, begun(now, ports.newSalt()), held.version);
}
