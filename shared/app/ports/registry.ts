/** The registry as use cases ask it (DESIGN §5, table Registry). */
import type { Duties } from '../../contract/oversight/duties.ts';
import type { Agency, Calendar, Credential, System } from '../../contract/registry.ts';
import type { CompiledCatalogue } from '../../domain/registry/cell.ts';
import type { PlacedAgencyRecord, PlacedSystemRecord } from '../../domain/registry/placed-records.ts';
import type { RegistryRecord } from '../../domain/registry/records.ts';
import type { RegistrySnapshot } from '../../domain/registry/tree.ts';
import type { RegistryView } from '../../domain/registry/view.ts';

export type Versioned<T> = { readonly value: T; readonly version: number };

export type FindAgency = (code: string) => Promise<Versioned<Agency> | null>;
export type FindSystem = (id: string) => Promise<Versioned<System> | null>;
/** The same of those who ask only where a thing stands: what is saved to judge by knows no more. */
export type FindPlacedAgency = (code: string) => Promise<Versioned<PlacedAgencyRecord> | null>;
export type FindPlacedSystem = (id: string) => Promise<Versioned<PlacedSystemRecord> | null>;
export type ReadCatalogue = () => Promise<Versioned<CompiledCatalogue>>;
export type ReadCalendar = () => Promise<Calendar>;
export type ReadDuties = () => Promise<Duties>;

/** The newest version of the registry; 0 before the first load. */
export type ReadVersion = () => Promise<number>;
/** Catalogue and duties that were in force at a version of the registry; null where there was no catalogue yet. */
export type ReadCatalogueAt = (
  version: number,
) => Promise<{ readonly catalogue: Versioned<CompiledCatalogue>; readonly duties: Duties } | null>;

/** The registry at its newest version; the version is asked with a consistent read each time. */
export type ReadSnapshot = () => Promise<RegistrySnapshot>;

/** The registry as it was at an instant (milliseconds). */
export type ReadSnapshotAsOf = (instant: number) => Promise<RegistrySnapshot>;

/** The newest version of every credential, revoked and expired ones too. */
export type ListCredentials = () => Promise<readonly Credential[]>;

export type StandingRegistry = {
  readonly view: RegistryView;
  /** The newest version of every record that is seen. */
  readonly records: readonly RegistryRecord[];
  /** Rows that an import left which died, or lost: under numbers that were passed over. */
  readonly orphans: readonly Pick<RegistryRow, 'name' | 'version'>[];
};
/** All of it, unparsed, in the order of kind and id. Reads the whole table, consistently. */
export type ReadRegistry = () => Promise<StandingRegistry>;

/**
 * Those of the tree as one version of the registry, all or nothing, then those of the hub, each by itself; answers with the version that
 * the registry has then.
 */
export type WriteRecords = (records: readonly RegistryRecord[]) => Promise<number>;

/** A number for the records of an import, which nobody had; above every version that there was. */
export type TakeNumber = () => Promise<number>;

/** Writes records under a number, where nobody sees them. Some may be written when it throws. */
export type StageRecords = (records: readonly RegistryRecord[], number: number, at: string) => Promise<void>;

/** What an import was, under its number; seen when that is. `at` is when it is committed. */
export type NoteImport = (number: number, at: string, note: unknown) => Promise<void>;

/** What an import was, as it was noted. */
type Import = { readonly version: number; readonly note: unknown };

/** Each import that is seen, newest first; with `before` those of an earlier version. Consistent. */
export type ListImports = (before?: number) => AsyncIterable<Import>;

/** Each import that is seen from a version on, oldest first. Consistent. */
export type ListImportsFrom = (from: number) => AsyncIterable<Import>;

/** One conditional put: all under the view's version is seen from then on, if the registry still stands at `base`. */
export type CommitVersion = (base: RegistryView, view: RegistryView) => Promise<'written' | 'lost the race'>;

/** Deletes rows that are never seen. */
export type DropRows = (rows: readonly Pick<RegistryRow, 'name' | 'version'>[]) => Promise<void>;

/** One version of a record of the registry; `name` is like `agency#H26`. */
export type RegistryRow = {
  readonly name: string;
  readonly version: number;
  readonly at: string;
  readonly text: string;
};
