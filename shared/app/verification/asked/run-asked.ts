/** One minute's run of the function that compares: goes on with what an operator asked for, and tells what came of it. */
import type { SweepJournalPorts } from '../journal-check/sweep-journal.ts';
import { type Advanced, type AdvancePorts, advanceAsked } from './advance.ts';
import { checkLedger } from './check-journal.ts';
import { type CheckTotalsPorts, checkTotals } from './check-totals.ts';

export type AskedRun = {
  readonly ports: AdvancePorts & CheckTotalsPorts;
  readonly journalPorts: SweepJournalPorts;
  /** Leaves a line in the log. */
  readonly say: (line: object) => void;
  readonly publish: (metrics: { VerificationFailed: number }) => void;
};

/** Leaves one `verification-advanced` line where there was something to do; the metric says each minute that somebody looked. */
export async function runAsked(
  { ports, journalPorts, say, publish }: AskedRun,
  goOn: () => boolean,
): Promise<Advanced | null> {
  const advanced = await advanceAsked(
    ports,
    {
      totals: (...work) => checkTotals(ports, ...work),
      journal: (...work) => checkLedger(journalPorts, ...work),
    },
    goOn,
  );
  if (advanced !== null) say({ event: 'verification-advanced', ...advanced });
  publish({ VerificationFailed: advanced?.outcome === 'failed' ? 1 : 0 });
  return advanced;
}
