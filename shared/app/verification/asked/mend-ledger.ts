/**
 * What only an operator's word does to the ledger: entries are put back or restored where the journal proves them, and one that
 * lacks its message gets it. Both need to know what the whole journal has of some names, so it is walked through, a bounded piece at a time.
 */
import { hash } from 'node:crypto';
import pLimit from 'p-limit';
import type { LedgerEntry } from '../../../contract/submissions/ledger.ts';
import { damageOf } from '../../../domain/submissions/submission-digest.ts';
import { submissionId } from '../../../domain/submissions/submission-key.ts';
import { fingerprintOf } from '../../../domain/verification/compare-entry.ts';
import type { ReadJournal } from '../../ports/journal.ts';
import { type AcceptEntryPorts, acceptEntry, entryInPlace } from '../journal-check/accept-entry.ts';
import { type RepairEntryPorts, repairEntry } from '../journal-check/repair-entry.ts';
import type { Work } from './advance.ts';
import { type AskedState, bounded, over } from './state.ts';

export type MendPorts = AcceptEntryPorts &
  RepairEntryPorts & { readonly readJournal: ReadJournal; readonly now: () => number };

type Mend = NonNullable<AskedState['mend']>;

/** In milliseconds. */
const NOTED_EVERY = 5_000;
const PARALLEL = 8;

export async function mendLedger(ports: MendPorts, work: Work, goOn: () => boolean): Promise<void> {
  const { mend, entry } = work.state();
  if (mend === null) throw new Error('there is nothing to mend');
  const known = mend.isDecided ? mend : await walk(ports, work, mend, goOn);
  if (known === null) return;
  if (entry !== null) return accept(ports, work, entry, known);
  const repairs = await repairAll(ports, known);
  const before = work.state();
  const put = repairs.filter(({ outcome }) => isRight(outcome));
  const state: AskedState = {
    ...before,
    mend: null,
    repairedFaults: bounded(before.repairedFaults, repairs),
    repairedFaultCount: before.repairedFaultCount + put.length,
  };
  // Where nothing could be put right, another look would find the same.
  await work.keep(put.length > 0 ? { ...state, step: 'journal' } : over(state, 'wrong', ports.now()));
}

/** Null where time ran out before the end of the journal. */
async function walk(
  { readJournal, now }: MendPorts,
  work: Work,
  from: Mend,
  goOn: () => boolean,
): Promise<Mend | null> {
  const wanted = new Set(from.names);
  let mend = from;
  let notedAt = now();
  for await (const { name, entries } of readJournal(0, from.after)) {
    for (const line of entries) if (wanted.has(submissionId(line))) mend = withLine(mend, line);
    mend = { ...mend, after: name };
    const isLast = !goOn();
    if (isLast || now() >= notedAt + NOTED_EVERY) {
      notedAt = now();
      await work.keep({ ...work.state(), mend });
    }
    if (isLast) return null;
  }
  return mend;
}

const printOf = (line: LedgerEntry): string => hash('sha256', fingerprintOf(line)).slice(0, 32);

/** Of a line that does not give its digest only that there is one: it proves nothing. `after` is still the object before its own. */
function withLine(mend: Mend, line: LedgerEntry): Mend {
  const name = submissionId(line);
  const known = mend.lines[name] ?? { prints: [], behind: mend.after };
  const print = damageOf(line) === null ? printOf(line) : null;
  const isNew = print !== null && known.prints.length < 2 && !known.prints.includes(print);
  const prints = isNew ? [...known.prints, print] : known.prints;
  const behind = known.prints.length === 0 ? mend.after : known.behind;
  return { ...mend, lines: { ...mend.lines, [name]: { prints, behind } } };
}

type Outcome =
  | 'put back'
  | 'restored'
  /** By now the ledger has it as the journal says: a run that died had put it right, or somebody else. */
  | 'right by now'
  /** The journal has lines that contradict each other. */
  | 'conflict'
  /** No line of it proves itself. */
  | 'no proof'
  | 'it has changed meanwhile';

const isRight = (outcome: string): boolean => ['put back', 'restored', 'right by now'].includes(outcome);

const repairAll = (ports: MendPorts, { names, lines }: Mend): Promise<{ name: string; outcome: Outcome }[]> =>
  pLimit(PARALLEL).map(names, async (name) => {
    const { prints, behind } = lines[name] ?? { prints: [], behind: null };
    const [print, ...others] = prints;
    if (print === undefined) return { name, outcome: 'no proof' };
    if (others.length > 0) return { name, outcome: 'conflict' };
    const line = await lineBehind(ports.readJournal, behind, print);
    return { name, outcome: (await repairEntry(ports, line)) ?? 'right by now' };
  });

async function lineBehind(
  readJournal: ReadJournal,
  behind: string | null,
  print: string,
): Promise<LedgerEntry> {
  for await (const { entries } of readJournal(0, behind)) {
    const found = entries.find((line) => printOf(line) === print);
    if (found !== undefined) return found;
    break;
  }
  throw new Error(`the journal has lost an object behind ${behind ?? 'its beginning'}`);
}

async function accept(ports: MendPorts, work: Work, id: string, mend: Mend): Promise<void> {
  const end = (outcome: 'right' | 'wrong', why: string | null) =>
    work.keep(over(work.state(), outcome, ports.now(), why));
  if (!mend.isDecided) {
    if (Object.hasOwn(mend.lines, id)) return end('wrong', 'it is in the journal already');
    if ((await entryInPlace(ports, id)) === null)
      return end('wrong', 'no entry that gives its own digest stands where the hub would have put it');
    // From here on it is sent: a run that dies may have sent it, and it is in the journal then.
    await work.keep({ ...work.state(), mend: { ...mend, isDecided: true } });
  }
  await acceptEntry(ports, id);
  await end('right', null);
}
