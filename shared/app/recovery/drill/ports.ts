/**
 * What the drill asks of the world. The live tables are read and nothing else; only copies are written and deleted. The one thing that
 * the live hub gets is a message that it lacks.
 */
import type { DrillReport } from '../../../contract/recovery.ts';
import type { LedgerEntry } from '../../../contract/submissions/ledger.ts';
import type { FoldRules } from '../../../domain/totals/fold.ts';
import type { RegistrySnapshot } from '../../../domain/registry/tree.ts';
import type { ReadSnapshot } from '../../totals/aggregate-batch.ts';
import type { ReadChildren, ReadNode } from '../../totals/fold-node.ts';
import type { ReadPlaces } from '../../verification/journal-check/check.ts';
import type { ListOperations, PutOperation, ReadOperation } from '../../ports/operations.ts';
import type { ReadCalendar, ReadCatalogue } from '../../ports/registry.ts';
import type { ReplayPorts } from '../../verification/replay.ts';
import type { ReadJournal } from '../replay-journal.ts';
import type { ReadSigner, Sign } from '../../ports/signing.ts';
import type { PutEntry, SendEntry } from '../../submissions/submit.ts';
import type { VerifyPorts } from '../../verification/verify-unit.ts';
import type { DrillState } from './state.ts';

/** The tables that a drill restores. Operations holds the drill itself and is left out. */
export const restoredTables = ['registry', 'submissions', 'totals'] as const;
export type RestoredTable = (typeof restoredTables)[number];

/** An entry where it stands. Those of one partition are together, in the order of their sort keys. */
export type Standing = { readonly partition: string; readonly sort: string; readonly entry: LedgerEntry };

/** A page of a walk through a whole ledger; `next` is null at its end. `storedAfter`: none that was stored by then. */
export type ReadLedgerPage = (
  cursor: string | null,
  storedAfter?: number,
) => Promise<{ readonly entries: readonly Standing[]; readonly next: string | null }>;

/** The entries of a partition between two sort keys, both included. Consistent. */
export type ReadLedgerRange = (partition: string, from: string, to: string) => Promise<readonly Standing[]>;

/** One version of a record of the registry; `name` is like `agency#H26`. */
export type RegistryRow = {
  readonly name: string;
  readonly version: number;
  readonly at: string;
  readonly text: string;
};

/** The tables of a hub: the live ones, or the copies of a drill. */
export type DrillTables = Omit<ReplayPorts, keyof FoldRules> & {
  readonly readLedgerPage: ReadLedgerPage;
  readonly readLedgerRange: ReadLedgerRange;
  readonly readPlaces: ReadPlaces;
  readonly listRegistry: () => AsyncIterable<RegistryRow>;
  /** The tree at its newest version. */
  readonly readSnapshot: ReadSnapshot;
  /** The tree at a version. */
  readonly readSnapshotAt: (version: number) => Promise<RegistrySnapshot>;
  readonly readCatalogue: ReadCatalogue;
  readonly readCalendar: ReadCalendar;
  readonly readNode: ReadNode;
  readonly readChildren: ReadChildren;
};

/** Live tables are read only; what is written goes into a copy. */
export type DrillCopy = DrillTables & { readonly putEntry: PutEntry };

export type RestorePorts = {
  /** Between which instants (milliseconds) a live table can be restored; null where it cannot be. */
  readonly readWindow: (
    table: RestoredTable,
  ) => Promise<{ readonly earliest: number; readonly latest: number } | null>;
  /** Begins to restore a live table into its copy. `already there`: a copy of that name exists. */
  readonly restoreTable: (
    table: RestoredTable,
    drill: string,
    at: number,
  ) => Promise<'begun' | 'already there'>;
  /** Null where there is no copy. `restoredTo`: the instant that its restore was asked for, where that is told. */
  readonly readCopy: (
    table: RestoredTable,
    drill: string,
  ) => Promise<{
    readonly status: 'creating' | 'active' | 'deleting';
    readonly restoredTo: number | null;
  } | null>;
  /** Names of all copies that drills have made and that are still there. */
  readonly listCopies: () => Promise<readonly string[]>;
  /** Begins to delete a copy; `not now` while it is being made or deleted. */
  readonly deleteCopy: (name: string) => Promise<'begun' | 'not now'>;
  readonly copyName: (table: RestoredTable, drill: string) => string;
};

export type DrillPorts = RestorePorts & {
  readonly live: DrillTables;
  readonly openCopy: (drill: string) => DrillCopy;
  readonly readJournal: ReadJournal;
  /** Into the queue of the live hub, as its sender's repetition would. */
  readonly sendEntry: SendEntry;
  readonly readOperation: ReadOperation;
  readonly putOperation: PutOperation;
  readonly listOperations: ListOperations;
  /** Keeps the report as it is, once; a second time under the same id changes nothing. */
  readonly keepReport: (report: DrillReport, page: string) => Promise<void>;
  readonly readSigner: ReadSigner<Sign>;
  readonly pause: VerifyPorts['pause'];
  /** Random, another each time. */
  readonly newSalt: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** What a step answers: where the drill is now, or that it has to wait for the world. */
type StepOutcome = { readonly state: DrillState; readonly go: 'next' | 'again' | 'wait' };

/** One bounded piece of a step: `again` where there is more of it, `wait` until the next run, `next` when it is done. */
export type Step = (ports: DrillPorts, state: DrillState, goOn: () => boolean) => Promise<StepOutcome>;

/** Entries whose `storedAt` is this near the restore point may be in the copy or not: clocks, and puts under way. */
export const MARGIN_MS = 60_000;
/** So long may an accepted entry take to be journalled and counted before that is a fault. */
export const LAG_MS = 15 * 60_000;
/** So long may one take whose message was never sent: the sweep comes each hour, and runs for some minutes. */
export const SWEPT_MS = 75 * 60_000;
