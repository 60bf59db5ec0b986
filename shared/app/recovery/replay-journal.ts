/**
 * What the journal has from an instant on, put into a ledger (R7, R24): the tail that point-in-time recovery, some
 * minutes behind, lacks. Each entry goes through the ledger's own conditional put, so what stands stays, and replaying
 * twice, or across a crash, is the same as once.
 */
import pLimit from 'p-limit';
import type { LedgerEntry } from '../../contract/submissions/ledger.ts';
import { type DamagedEntry, damageOf } from '../../domain/submissions/submission-digest.ts';
import { submissionId } from '../../domain/submissions/submission-key.ts';
import { judgeAgain } from '../../domain/submissions/verdict.ts';
import type { JournalObject, ReadJournal } from '../ports/journal.ts';
import { EntryRefused, type PutEntry } from '../ports/ledger.ts';

export type JournalReplay = {
  readonly objects: number;
  /** Entries read, repetitions included. */
  readonly entries: number;
  readonly broughtBack: number;
  readonly alreadyThere: number;
  /** Ids under which the ledger holds other content: what stands there stays. At most MOST_NAMED of them. */
  readonly conflicts: readonly string[];
  /** Objects that cannot be read, or have an entry that the ledger cannot take, with the reason. At most MOST_NAMED of them. */
  readonly unreadable: readonly string[];
  /** Lines whose content does not give their digest: none is put into the ledger. At most MOST_NAMED of them. */
  readonly damaged: readonly DamagedEntry[];
  /** `storedAt` of the newest entry that was read; null where there was none. */
  readonly newest: string | null;
  /** The object to go on behind; null before the first. */
  readonly after: string | null;
};

export const nothingReplayed: JournalReplay = {
  objects: 0,
  entries: 0,
  broughtBack: 0,
  alreadyThere: 0,
  conflicts: [],
  unreadable: [],
  damaged: [],
  newest: null,
  after: null,
};

const MOST_NAMED = 100;
const PARALLEL_PUTS = 16;

/**
 * Clocks of those that accept and of the one that journals may differ by this much, so a replay from an instant on begins
 * this much earlier: what is read too much is already there.
 */
const CLOCK_SKEW_MS = 60_000;

/**
 * Goes on from what `before` says, until the journal ends or `goOn` says no; the answer has all counts so far, so it can be kept
 * and gone on from. `put` writes into the ledger that is brought back, never into one that is in service beside it.
 */
export async function replayJournal(
  ports: { readonly readJournal: ReadJournal; readonly putEntry: PutEntry },
  from: number,
  before: JournalReplay = nothingReplayed,
  goOn: () => boolean = () => true,
): Promise<JournalReplay> {
  const limit = pLimit(PARALLEL_PUTS);
  let sum = before;
  for await (const object of ports.readJournal(from - CLOCK_SKEW_MS, before.after)) {
    // Two entries of one object may have one key: the first of them wins, as it did at the door.
    const unique = new Map<string, LedgerEntry[]>();
    for (const entry of object.entries) {
      const id = submissionId(entry);
      unique.set(id, [...(unique.get(id) ?? []), entry]);
    }
    const outcomes = await limit.map(unique.values(), async (entries) => {
      const found: Tried[] = [];
      for (const entry of entries) found.push(await putBack(ports, entry));
      return found;
    });
    sum = add(sum, object, outcomes.flat());
    if (!goOn()) break;
  }
  return sum;
}

type Outcome = 'brought back' | 'already there' | 'conflict' | 'refused' | 'damaged';
type Tried = {
  readonly id: string;
  readonly outcome: Outcome;
  readonly reason?: string;
  readonly damage?: DamagedEntry;
};

/**
 * What cannot go into the ledger is named: the others must not be lost for it. That is an entry which it cannot take, and one whose
 * content does not give its digest, as it proves nothing: what was accepted is not known from it (R24).
 */
async function putBack({ putEntry }: { readonly putEntry: PutEntry }, entry: LedgerEntry): Promise<Tried> {
  const id = submissionId(entry);
  const damage = damageOf(entry);
  if (damage !== null) return { id, outcome: 'damaged', damage };
  try {
    const standing = await putEntry(entry);
    if (standing === 'written') return { id, outcome: 'brought back' };
    return { id, outcome: judgeAgain(standing, entry).ok ? 'already there' : 'conflict' };
  } catch (error) {
    if (!(error instanceof EntryRefused)) throw error;
    return { id, outcome: 'refused', reason: error.message };
  }
}

function add(sum: JournalReplay, object: JournalObject, outcomes: readonly Tried[]): JournalReplay {
  const count = (wanted: Outcome) => outcomes.filter(({ outcome }) => outcome === wanted).length;
  const conflicts = outcomes.flatMap(({ id, outcome }) => (outcome === 'conflict' ? id : []));
  const faults = [
    ...(object.fault === null ? [] : [object.fault]),
    ...outcomes.flatMap(({ id, outcome, reason }) =>
      outcome === 'refused' ? `${id} is not taken by the ledger: ${reason}` : [],
    ),
  ];
  const damaged = outcomes.flatMap(({ damage }) => damage ?? []);
  const times = object.entries.map(({ storedAt }) => storedAt);
  const newest = [...times, ...(sum.newest === null ? [] : [sum.newest])].sort().at(-1) ?? null;
  return {
    objects: sum.objects + 1,
    entries: sum.entries + outcomes.length,
    broughtBack: sum.broughtBack + count('brought back'),
    alreadyThere: sum.alreadyThere + count('already there'),
    conflicts: [...new Set([...sum.conflicts, ...conflicts])].slice(0, MOST_NAMED),
    unreadable: [...sum.unreadable, ...faults.map((fault) => `${object.name}: ${fault}`)].slice(
      0,
      MOST_NAMED,
    ),
    damaged: [...sum.damaged, ...damaged].slice(0, MOST_NAMED),
    newest,
    after: object.name,
  };
}
