/** Tables as they are lost, restored and copied (R7). */
import type { DrillReport } from '../../contract/recovery/drill.ts';
import type { RegistrySnapshot } from '../../domain/registry/tree.ts';
import type {
  PutEntry,
  ReadLedgerPage,
  ReadLedgerRange,
  ReadPlaces,
  ReadReports,
  ReadSystemEvents,
} from './ledger.ts';
import type { ReadCalendar, ReadCatalogue, ReadSnapshot, RegistryRow } from './registry.ts';
import type { ReadChildren, ReadNode } from './totals.ts';

/** Milliseconds since 1970. */
type Time = number;

/** In the order in which they are brought back: the registry, without which nobody is let in, comes after the ledger. */
export const restoredTables = ['submissions', 'operations', 'registry', 'totals'] as const;

export type RestoredTable = (typeof restoredTables)[number];

export type TableState =
  | {
      readonly kind: 'gone';
      /** Of its last moment: nothing else is left of a deleted table. */
      readonly backup: { readonly arn: string; readonly takenAt: Time } | null;
    }
  /** Being created, restored or deleted: it will be in another state soon. */
  | { readonly kind: 'busy' }
  | {
      readonly kind: 'there';
      /** What point-in-time recovery reaches; null where it is off. */
      readonly reach: { readonly earliest: Time; readonly latest: Time } | null;
      readonly isProtected: boolean;
      /** It came out of a backup, in this run or before. */
      readonly fromBackup: boolean;
    };

export type Repaired = { readonly missing: number; readonly different: readonly string[] };

/** The tables that a drill restores. Operations holds the drill itself and is left out. */
export const drilledTables = ['registry', 'submissions', 'totals'] as const;

export type DrilledTable = (typeof drilledTables)[number];

export type TableCopies = {
  /** Between which instants (milliseconds) a live table can be restored; null where it cannot be. */
  readonly readWindow: (
    table: DrilledTable,
  ) => Promise<{ readonly earliest: number; readonly latest: number } | null>;
  /** Begins to restore a live table into its copy. `already there`: a copy of that name exists. */
  readonly restoreTable: (
    table: DrilledTable,
    drill: string,
    at: number,
  ) => Promise<'begun' | 'already there'>;
  /** Null where there is no copy. `restoredTo`: the instant that its restore was asked for, where that is told. */
  readonly readCopy: (
    table: DrilledTable,
    drill: string,
  ) => Promise<{
    readonly status: 'creating' | 'active' | 'deleting';
    readonly restoredTo: number | null;
  } | null>;
  /** Names of all copies that drills have made and that are still there. */
  readonly listCopies: () => Promise<readonly string[]>;
  /** Begins to delete a copy; `not now` while it is being made or deleted. */
  readonly deleteCopy: (name: string) => Promise<'begun' | 'not now'>;
  readonly copyName: (table: DrilledTable, drill: string) => string;
};

/** The tables of a hub: the live ones, or the copies of a drill. */
export type DrillTables = {
  readonly readReports: ReadReports;
  readonly readSystemEvents: ReadSystemEvents;
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

/** The report as it was kept; null where there is none, or not yet. */
export type ReadDrillReport = (id: string) => Promise<DrillReport | null>;

/** Keeps the report as it is, once; a second time under the same id changes nothing. */
export type KeepDrillReport = (report: DrillReport, page: string) => Promise<void>;

/** Every row of the registry up to a version, as they stand: what the journal keeps of it, beside the entries. */
export type RegistryCopy = {
  readonly version: number;
  /** When the newest of it was written, be it a key: an Instant. */
  readonly at: string;
  readonly rows: readonly RegistryRow[];
};

/** The newest version of the registry; null before the first load. Consistent. */
export type ReadRegistryVersion = () => Promise<Pick<RegistryCopy, 'version' | 'at'> | null>;

/** Keeps a copy in the journal, where nothing is overwritten; a second time changes nothing. */
export type KeepRegistryCopy = (copy: RegistryCopy) => Promise<void>;

/** The newest copy in the journal; null where there is none. */
export type ReadRegistryCopy = () => Promise<RegistryCopy | null>;

/** Puts the rows into an empty registry, the version behind them: it is seen when all of it is there. */
export type PutRegistryBack = (copy: RegistryCopy) => Promise<void>;

/** Each object of the replica in turn, as soon as the journal has it; `isNew`: it had not. */
export type CopyJournal = () => AsyncIterable<{ readonly name: string; readonly isNew: boolean }>;
