/** The journal in memory: one object per batch, never overwritten. */
import type { ReadJournal, WriteJournal } from '../../shared/app/ports/journal.ts';
import type { LedgerEntry } from '../../shared/contract/submissions/ledger.ts';

export function fakeJournal(now: () => number = () => 0) {
  const objects: LedgerEntry[][] = [];
  const written: { name: string; writtenAt: string; text: string }[] = [];
  const writeJournal: WriteJournal = async (entries) => {
    objects.push(structuredClone([...entries]));
    const writtenAt = new Date(now()).toISOString();
    const name = `${writtenAt}_${String(written.length).padStart(6, '0')}`;
    written.push({ name, writtenAt, text: JSON.stringify(entries) });
  };
  const readJournal: ReadJournal = async function* (from, after = null) {
    for (const { name, writtenAt, text } of [...written].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (writtenAt < new Date(from).toISOString() || name <= (after ?? '')) continue;
      yield { name, writtenAt, ...contentOf(text) };
    }
  };
  return { writeJournal, readJournal, objects, written };
}

function contentOf(text: string): { entries: LedgerEntry[]; fault: string | null } {
  try {
    return { entries: JSON.parse(text) as LedgerEntry[], fault: null };
  } catch {
    return { entries: [], fault: 'it cannot be read' };
  }
}
