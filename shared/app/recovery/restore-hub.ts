/**
 * From a loss to service (R7, R24): tables back, what the journal has put into the ledger, totals recomputed. Every step
 * looks at what is there first, so a run that was killed is simply run again.
 *
 * The order keeps what was acknowledged. Nobody is let in while the registry is gone, so the ledger has its tail from the
 * journal before a sender can put other content under a key that the restored table has lost. What only the queue holds
 * reaches the journal when the consumer runs again, so the journal is replayed once more when the queue is empty.
 */
import type { LedgerFault } from '../../domain/verification/compare-entry.ts';
import type { ReadJournal } from '../ports/journal.ts';
import type { PutEntry } from '../ports/ledger.ts';
import { type Repaired, type RestoredTable, restoredTables, type TableState } from '../ports/recovery.ts';
import {
  type BroughtJournal,
  type BroughtRegistry,
  bringJournal,
  bringRegistry,
  type ReplicaPorts,
} from './bring-replica.ts';
import { nextStep, type RestoreStep } from './plan-restore.ts';
import { type JournalReplay, nothingReplayed, replayJournal } from './replay-journal.ts';

type LedgerLine = { readonly dataset: string; readonly period: string; readonly storedAt: string };
type Refolded = { readonly totals: number; readonly folded: number; readonly differences: number };

export type RestorePorts = {
  readonly look: (table: RestoredTable) => Promise<TableState>;
  readonly restoreBackup: (table: RestoredTable, arn: string) => Promise<void>;
  readonly createEmpty: (table: RestoredTable) => Promise<void>;
  readonly beginCopy: (table: RestoredTable, to: number) => Promise<void>;
  /** Restores the copy, or goes on with one that is there, puts back from it, and removes it. */
  readonly repairFromCopy: (table: RestoredTable, to: number) => Promise<Repaired>;
  /** Point-in-time recovery and protection, where they lack. */
  readonly applySettings: (table: RestoredTable) => Promise<void>;
  readonly scanLedger: () => AsyncIterable<LedgerLine>;
  readonly readJournal: ReadJournal;
  readonly putEntry: PutEntry;
  /** Messages that were not counted yet, and those that could not be. */
  readonly waiting: () => Promise<{ readonly queue: number; readonly deadLetters: number }>;
  /** Recomputes all totals of a period from the ledger, and compares them; null where the registry does not know it. */
  readonly refold: (dataset: string, period: string) => Promise<Refolded | null>;
  /** The whole journal against the ledger: also what was altered or lost long before. */
  readonly checkLedger: () => Promise<readonly LedgerFault[]>;
  /** Where all of a hub is to come from the journal's replica; null where it has its own journal and tables. */
  readonly replica: ReplicaPorts | null;
  readonly pause: () => Promise<void>;
  readonly now: () => number;
  readonly note: (event: RestoreEvent) => void;
};

export type RestoreEvent =
  | { readonly kind: 'step'; readonly table: RestoredTable; readonly step: RestoreStep }
  | { readonly kind: 'repaired'; readonly table: RestoredTable; readonly repaired: Repaired }
  | ({ readonly kind: 'copied' } & BroughtJournal)
  | ({ readonly kind: 'registry' } & BroughtRegistry)
  | { readonly kind: 'ledger'; readonly entries: number; readonly newest: string | null }
  | { readonly kind: 'replayed'; readonly replay: JournalReplay }
  | { readonly kind: 'in service' }
  | { readonly kind: 'queue'; readonly messages: number }
  | {
      readonly kind: 'refolded';
      readonly dataset: string;
      readonly period: string;
      readonly refolded: Refolded | null;
    };

/** What the first run found, kept for those that go on after it. */
export type RestoreMemory = {
  readonly startedAt: number;
  readonly entries: number | null;
  readonly newest: string | null;
};

export type RestoreReport = {
  readonly to: string;
  /** Entries of the ledger once the tables were back, before the journal: of a ledger that was never gone, all of them. */
  readonly restored: number;
  readonly entries: number;
  readonly journal: JournalReplay;
  /** Null where no replica was asked for. */
  readonly replica: { readonly journal: BroughtJournal; readonly registry: BroughtRegistry } | null;
  readonly totals: number;
  readonly folded: number;
  readonly differences: number;
  /** Where the ledger is not what the journal says, or an entry does not give its digest. */
  readonly faults: readonly LedgerFault[];
  /** Datasets and periods that the ledger has and the registry does not know: their entries are in no total. */
  readonly unknown: readonly string[];
  readonly queue: number;
  readonly deadLetters: number;
  /** Seconds between the newest entry of the tables, and of tables and journal, and the newest known. */
  readonly rpoOfTables: number | null;
  readonly rpo: number;
  /** Seconds from the start of the first run until all was verified. */
  readonly rto: number;
  /** When the door was open again: seconds after the same start. */
  readonly inService: number;
  readonly isWhole: boolean;
};

/** Throws where a step is refused: `dtm restore --dry-run` says so before anything is changed. */
export async function restoreHub(
  ports: RestorePorts,
  to: number,
  memory: RestoreMemory,
  remember: (memory: RestoreMemory) => void,
  patience: number,
): Promise<RestoreReport> {
  // AWS takes 20 minutes for a table, and they need not wait for each other, but for a lost registry, which is the door.
  for (const table of ['operations', 'registry'] as const) await begin(ports, table, to);
  await bringBack(ports, 'submissions', to);
  let known = memory;
  if (known.entries === null) {
    const { entries, newest } = await survey(ports);
    known = { ...known, entries, newest };
    remember(known);
  }
  ports.note({ kind: 'ledger', entries: known.entries ?? 0, newest: known.newest });
  const copied = await copyReplica(ports);
  let journal = await replayJournal(ports, to);
  ports.note({ kind: 'replayed', replay: journal });
  for (const table of restoredTables) if (table !== 'submissions') await bringBack(ports, table, to);
  const registry = await putRegistry(ports);
  const inService = ports.now();
  ports.note({ kind: 'in service' });

  const waiting = await untilQuiet(ports, patience);
  const tail = await replayJournal(ports, to, { ...nothingReplayed, after: journal.after });
  journal = sum(journal, tail);
  if (tail.entries > 0) ports.note({ kind: 'replayed', replay: tail });

  const { entries, newest, periods } = await survey(ports);
  const refolded: Refolded[] = [];
  const unknown: string[] = [];
  for (const [dataset, period] of periods) {
    const one = registry?.how === 'none' ? null : await ports.refold(dataset, period);
    ports.note({ kind: 'refolded', dataset, period, refolded: one });
    if (one === null) unknown.push(`${dataset} ${period}`);
    else refolded.push(one);
  }
  const count = (of: keyof Refolded): number => refolded.reduce((total, one) => total + one[of], 0);
  const accepted = [newest, journal.newest].flatMap((one) => one ?? []).sort();
  const behind = (one: string | null): number | null =>
    one === null ? null : Math.max(0, Date.parse(accepted.at(-1) ?? one) - Date.parse(one)) / 1000;
  const differences = count('differences');
  // Without a registry nothing can be said of an entry, and the unknown periods say that there is none.
  const faults = registry?.how === 'none' ? [] : await ports.checkLedger();
  return {
    to: new Date(to).toISOString(),
    restored: known.entries ?? 0,
    entries,
    journal,
    replica: copied === null || registry === null ? null : { journal: copied, registry },
    totals: count('totals'),
    folded: count('folded'),
    differences,
    faults,
    unknown,
    ...waiting,
    rpoOfTables: behind(known.newest),
    rpo: behind(newest) ?? 0,
    rto: (ports.now() - known.startedAt) / 1000,
    inService: (inService - known.startedAt) / 1000,
    isWhole:
      registry?.how !== 'none' &&
      differences === 0 &&
      faults.length === 0 &&
      unknown.length === 0 &&
      journal.conflicts.length === 0 &&
      journal.unreadable.length === 0 &&
      journal.damaged.length === 0 &&
      waiting.queue === 0 &&
      waiting.deadLetters === 0,
  };
}

async function begin(ports: RestorePorts, table: RestoredTable, to: number): Promise<void> {
  const step = nextStep(table, await ports.look(table), to);
  if (step.do === 'repair from a copy') await ports.beginCopy(table, to);
  if (step.do !== 'restore from backup' || table === 'registry') return;
  ports.note({ kind: 'step', table, step });
  await ports.restoreBackup(table, step.arn);
}

async function bringBack(ports: RestorePorts, table: RestoredTable, to: number): Promise<void> {
  let said = '';
  for (;;) {
    const step = nextStep(table, await ports.look(table), to);
    if (step.do !== said) ports.note({ kind: 'step', table, step });
    said = step.do;
    switch (step.do) {
      case 'refuse':
        throw new Error(`${table}: the latest restorable second is ${new Date(step.latest).toISOString()}`);
      case 'wait':
        await ports.pause();
        break;
      case 'restore from backup':
        await ports.restoreBackup(table, step.arn);
        break;
      case 'create empty':
        await ports.createEmpty(table);
        break;
      case 'repair from a copy':
        ports.note({ kind: 'repaired', table, repaired: await ports.repairFromCopy(table, to) });
        return ports.applySettings(table);
      case 'keep':
        return ports.applySettings(table);
    }
  }
}

async function copyReplica({ replica, note }: RestorePorts): Promise<BroughtJournal | null> {
  if (replica === null) return null;
  const tell = (sofar: BroughtJournal): void => note({ kind: 'copied', ...sofar });
  const copied = await bringJournal(replica, tell);
  tell(copied);
  return copied;
}

/** Behind the ledger, as a registry is the door. */
async function putRegistry({ replica, note }: RestorePorts): Promise<BroughtRegistry | null> {
  if (replica === null) return null;
  const registry = await bringRegistry(replica);
  note({ kind: 'registry', ...registry });
  return registry;
}

async function survey({ scanLedger }: RestorePorts) {
  const periods = new Map<string, readonly [dataset: string, period: string]>();
  let entries = 0;
  let newest: string | null = null;
  for await (const { dataset, period, storedAt } of scanLedger()) {
    entries += 1;
    periods.set(`${dataset}#${period}`, [dataset, period]);
    if (newest === null || storedAt > newest) newest = storedAt;
  }
  return {
    entries,
    newest,
    periods: [...periods].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one),
  };
}

async function untilQuiet({ waiting, pause, now, note }: RestorePorts, patience: number) {
  const until = now() + patience;
  let said = 0;
  for (;;) {
    const found = await waiting();
    if (found.queue === 0 || now() >= until) return found;
    if (found.queue !== said) note({ kind: 'queue', messages: found.queue });
    said = found.queue;
    await pause();
  }
}

const sum = (a: JournalReplay, b: JournalReplay): JournalReplay => ({
  objects: a.objects + b.objects,
  entries: a.entries + b.entries,
  broughtBack: a.broughtBack + b.broughtBack,
  alreadyThere: a.alreadyThere + b.alreadyThere,
  conflicts: [...new Set([...a.conflicts, ...b.conflicts])],
  unreadable: [...new Set([...a.unreadable, ...b.unreadable])],
  damaged: [...a.damaged, ...b.damaged],
  newest:
    [a.newest, b.newest]
      .flatMap((one) => one ?? [])
      .sort()
      .at(-1) ?? null,
  after: b.after ?? a.after,
});
