/** The whole journal against the whole ledger, as an operator asked for it: a round of its own, beside that of the schedule. */
import type { Verification } from '../../../contract/verification.ts';
import { advanceJournalCheck, type JournalCheck, newJournalCheck } from '../journal-check/check.ts';
import { forgetFaults, type SweepJournalPorts } from '../journal-check/sweep-journal.ts';
import type { Work } from './advance.ts';
import { withFaults } from './found.ts';
import { newMend, over } from './state.ts';

export async function checkLedger(ports: SweepJournalPorts, work: Work, goOn: () => boolean): Promise<void> {
  const begun = work.state();
  const state = begun.check ?? newJournalCheck(ports.now(), ports.newSalt());
  if (begun.check === null)
    await work.keep({ ...begun, check: state, faults: [], faultCount: 0, repairable: [], counted: [] });
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
  await work.keep({
    ...work.state(),
    step: 'mend',
    check: null,
    repairable: [],
    counted: [],
    mend: newMend(repairable),
  });
}

const figuresOf = ({
  until,
  objects,
  lines,
  keys,
  entries,
  younger,
}: JournalCheck): NonNullable<Verification['journal']> => ({ until, objects, lines, keys, entries, younger });
