/** The registry as use cases ask it (DESIGN §5, table Registry). */
import type { Duties } from '../../contract/oversight/duties.ts';
import type { Agency, Calendar, Credential, System } from '../../contract/registry.ts';
import type { CompiledCatalogue } from '../../domain/registry/cell.ts';
import type { RegistryRecord } from '../../domain/registry/records.ts';
import type { RegistrySnapshot } from '../../domain/registry/tree.ts';

export type Versioned<T> = { readonly value: T; readonly version: number };

export type FindAgency = (code: string) => Promise<Versioned<Agency> | null>;
export type FindSystem = (id: string) => Promise<Versioned<System> | null>;
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

/** The newest version of every record. Reads the whole table, consistently. */
export type ListRecords = () => Promise<readonly RegistryRecord[]>;

/** Writes records as the next version of the registry, and answers with that. */
export type WriteRecords = (records: readonly RegistryRecord[]) => Promise<number>;

/** One version of a record of the registry; `name` is like `agency#H26`. */
export type RegistryRow = {
  readonly name: string;
  readonly version: number;
  readonly at: string;
  readonly text: string;
};
