/** The whole journal against the whole ledger, as an operator asked for it: a round of its own, beside that of the schedule. */
import type { Verification } from '../../../contract/verification.ts';
import { cut } from '../../../domain/values/cut.ts';
import type { LedgerFault } from '../../../domain/verification/compare-entry.ts';
import { advanceJournalCheck, type JournalCheck, newJournalCheck } from '../journal-check/check.ts';
import { forgetFaults, type SweepJournalPorts } from '../journal-check/sweep-journal.ts';
import type { Work } from './advance.ts';
import { type AskedState, bounded, newMend, over } from './state.ts';

/** So many are repaired at a time: their names, and which lines they have, stand in the record. */
const MOST_REPAIRED = 500;
const LONGEST = 300;

/** Of these faults those that a line of the journal can repair. */
const isRepairable = ({ kind }: LedgerFault): boolean => kind === 'missing' || kind === 'altered';

export async function checkLedger(ports: SweepJournalPorts, work: Work, goOn: () => boolean): Promise<void> {
  const begun = work.state();
  const state = begun.check ?? newJournalCheck(ports.now(), ports.newSalt());
  if (begun.check === null)
    await work.keep({ ...begun, check: state, faults: [], faultCount: 0, repairable: [] });
  for (let check = state; check.phase !== 'done'; ) {
    const piece = await advanceJournalCheck(ports, check, goOn);
    check = piece.state;
    await work.keep(withFaults({ ...work.state(), check, journal: figuresOf(check) }, piece.found));
    if (!goOn() && check.phase !== 'done') return;
  }
  const { faultCount, repair, repairable } = work.state();
  if (faultCount === 0) {
    // The scheduled check may still know of what is right by now.
    await forgetFaults(ports, ports.now());
    return work.keep(over(work.state(), 'right', ports.now()));
  }
  if (!repair || repairable.length === 0) return work.keep(over(work.state(), 'wrong', ports.now()));
  await work.keep({ ...work.state(), step: 'mend', check: null, mend: newMend(repairable) });
}

const figuresOf = ({
  until,
  objects,
  lines,
  keys,
  entries,
  younger,
}: JournalCheck): NonNullable<Verification['journal']> => ({ until, objects, lines, keys, entries, younger });

/** With these too; lines may stand several times, and a fault of an entry is one. */
function withFaults(state: AskedState, found: readonly LedgerFault[]): AskedState {
  let { faults, faultCount } = state;
  const repairable = new Set(state.repairable);
  for (const fault of found) {
    const { kind } = fault;
    const [name, detail] = [cut(fault.name, LONGEST), cut(fault.detail, LONGEST)];
    if (faults.some((one) => one.kind === kind && one.name === name)) continue;
    faultCount += 1;
    faults = bounded(faults, [{ kind, name, detail }]);
    if (isRepairable(fault) && repairable.size < MOST_REPAIRED) repairable.add(fault.name);
  }
  return { ...state, faults, faultCount, repairable: [...repairable] };
}
