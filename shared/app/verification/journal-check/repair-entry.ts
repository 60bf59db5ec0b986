/**
 * Puts right what the journal proves. A line is proof if its content gives its own digest, and no other line of its key that
 * does says anything else. What the ledger lacks is put back by its own conditional put; what it has otherwise is replaced on
 * condition that it still is what was read. Then the message of the entry is sent, so that the consumer folds all totals above it.
 * Nothing is ever deleted.
 */
import type { LedgerEntry } from '../../../contract/submissions/ledger.ts';
import { compareEntry } from '../../../domain/verification/compare-entry.ts';
import type { PutEntry, ReadPlaces, ReplaceEntry } from '../../ports/ledger.ts';
import type { SendEntry } from '../../ports/queues.ts';

export type RepairEntryPorts = {
  readonly readPlaces: ReadPlaces;
  readonly putEntry: PutEntry;
  readonly replaceEntry: ReplaceEntry;
  readonly sendEntry: SendEntry;
};

/** `line` is proof. Null where by now the ledger has it as the journal says; its message is sent all the same, as a run may have died before. */
export async function repairEntry(
  ports: RepairEntryPorts,
  line: LedgerEntry,
): Promise<'put back' | 'restored' | 'it has changed meanwhile' | null> {
  const [standing] = await ports.readPlaces([line]);
  const entry = standing?.entry ?? null;
  if (compareEntry(line, entry) === null) {
    await ports.sendEntry(line);
    return null;
  }
  const put = entry === null ? await ports.putEntry(line) : await ports.replaceEntry(line, entry);
  if (put !== 'written') return 'it has changed meanwhile';
  await ports.sendEntry(line);
  return entry === null ? 'put back' : 'restored';
}
