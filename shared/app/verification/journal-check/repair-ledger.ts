/**
 * Puts right what the journal proves. A line is proof if its content gives its own digest, and no other line of its key that
 * does says anything else. What the ledger lacks is put back by its own conditional put; what it has otherwise is replaced on
 * condition that it still is what was read. Then the message of the entry is sent, so that the consumer folds all totals above it.
 * Nothing is ever deleted.
 */
import pLimit from 'p-limit';
import type { LedgerEntry } from '../../../contract/submissions/ledger.ts';
import { damageOf } from '../../../domain/submissions/submission-digest.ts';
import { submissionId } from '../../../domain/submissions/submission-key.ts';
import { compareEntry, fingerprintOf, type LedgerFault } from '../../../domain/verification/compare-entry.ts';
import type { PutEntry, ReplaceEntry } from '../../ports/ledger.ts';
import type { SendEntry } from '../../ports/queues.ts';
import type { JournalCheckPorts } from './check.ts';

export type RepairLedgerPorts = Pick<JournalCheckPorts, 'readJournal' | 'readPlaces'> & {
  readonly putEntry: PutEntry;
  readonly replaceEntry: ReplaceEntry;
  readonly sendEntry: SendEntry;
};

export type LedgerRepair = {
  readonly name: string;
  readonly outcome:
    | 'put back'
    | 'restored'
    /** The journal has lines that contradict each other. */
    | 'conflict'
    /** No line of it proves itself. */
    | 'no proof'
    | 'it has changed meanwhile';
};

/** So many are repaired in one walk through the journal: their lines are in memory. */
const AT_A_TIME = 1000;
const PARALLEL = 8;

/** Of these faults those that a line of the journal can repair. */
const isRepairable = ({ kind }: LedgerFault): boolean => kind === 'missing' || kind === 'altered';

export async function repairLedger(
  ports: RepairLedgerPorts,
  faults: readonly LedgerFault[],
): Promise<LedgerRepair[]> {
  const names = [...new Set(faults.filter(isRepairable).map(({ name }) => name))];
  const repairs: LedgerRepair[] = [];
  for (let first = 0; first < names.length; first += AT_A_TIME) {
    const some = names.slice(first, first + AT_A_TIME);
    const lines = await linesOf(ports, new Set(some));
    const outcomes = await pLimit(PARALLEL).map(some, async (name) => ({
      name,
      outcome: await repair(ports, [...(lines.get(name)?.values() ?? [])]),
    }));
    repairs.push(...outcomes.flatMap(({ name, outcome }) => (outcome === null ? [] : { name, outcome })));
  }
  return repairs;
}

/** What the journal has of each, equal lines once, without those that do not give their own digest. */
async function linesOf(
  { readJournal }: Pick<RepairLedgerPorts, 'readJournal'>,
  names: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ReadonlyMap<string, LedgerEntry>>> {
  const found = new Map<string, Map<string, LedgerEntry>>();
  for await (const { entries } of readJournal(0))
    for (const line of entries) {
      const name = submissionId(line);
      if (!names.has(name)) continue;
      if (damageOf(line) !== null) continue;
      const lines = found.get(name) ?? new Map<string, LedgerEntry>();
      found.set(name, lines.set(fingerprintOf(line), line));
    }
  return found;
}

/** Null where by now the ledger has it as the journal says. */
async function repair(
  ports: RepairLedgerPorts,
  lines: readonly LedgerEntry[],
): Promise<LedgerRepair['outcome'] | null> {
  const [line, ...others] = lines;
  if (others.length > 0) return 'conflict';
  if (line === undefined) return 'no proof';
  const [standing] = await ports.readPlaces([line]);
  const entry = standing?.entry ?? null;
  if (compareEntry(line, entry) === null) return null;
  if (entry === null) {
    if ((await ports.putEntry(line)) !== 'written') return 'it has changed meanwhile';
    await ports.sendEntry(line);
    return 'put back';
  }
  const put = await ports.replaceEntry(line, entry);
  if (put !== 'written') return put;
  await ports.sendEntry(line);
  return 'restored';
}
