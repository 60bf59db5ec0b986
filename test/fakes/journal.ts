/** The journal in memory: one object per batch, never overwritten. */
import type { WriteJournal } from '../../shared/app/aggregate-batch.ts';
import type { LedgerEntry } from '../../shared/contract/ledger.ts';

export function fakeJournal() {
  const objects: LedgerEntry[][] = [];
  const writeJournal: WriteJournal = async (entries) => {
    objects.push(structuredClone([...entries]));
  };
  return { writeJournal, objects };
}
