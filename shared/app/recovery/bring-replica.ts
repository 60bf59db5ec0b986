/**
 * What a hub that has nothing takes from the journal's replica (R7, R24): the objects of the journal, so that it has a second copy
 * again, and the registry, which the journal keeps beside the entries.
 */
import type {
  CopyJournal,
  PutRegistryBack,
  ReadRegistryCopy,
  ReadRegistryVersion,
  RegistryCopy,
} from '../ports/recovery.ts';

export type ReplicaPorts = {
  readonly bucket: string;
  readonly copyJournal: CopyJournal;
  readonly readRegistryCopy: ReadRegistryCopy;
  readonly readRegistryVersion: ReadRegistryVersion;
  readonly putRegistryBack: PutRegistryBack;
};

export type BroughtJournal = { readonly objects: number; readonly copied: number };

export type BroughtRegistry = {
  /** `none`: neither the hub nor the replica has one. `kept`: the hub had one already, and nothing was put into it. */
  readonly how: 'put back' | 'kept' | 'none';
  readonly version: number;
  /** When the version was written: an Instant; null where there is none. */
  readonly at: string | null;
};

const PROGRESS_EVERY = 1000;

/** Objects that are there already stay: a run that was killed goes on where it was. */
export async function bringJournal(
  { copyJournal }: Pick<ReplicaPorts, 'copyJournal'>,
  note: (sofar: BroughtJournal) => void,
): Promise<BroughtJournal> {
  let [objects, copied] = [0, 0];
  for await (const { isNew } of copyJournal()) {
    objects += 1;
    if (isNew) copied += 1;
    if (objects % PROGRESS_EVERY === 0) note({ objects, copied });
  }
  return { objects, copied };
}

/** A registry is never put over another one: what somebody loaded meanwhile stays. */
export async function bringRegistry({
  readRegistryVersion,
  readRegistryCopy,
  putRegistryBack,
}: Omit<ReplicaPorts, 'copyJournal'>): Promise<BroughtRegistry> {
  const of = (how: BroughtRegistry['how'], found: Pick<RegistryCopy, 'version' | 'at'>): BroughtRegistry => ({
    how,
    version: found.version,
    at: found.at,
  });
  const standing = await readRegistryVersion();
  if (standing !== null) return of('kept', standing);
  const copy = await readRegistryCopy();
  if (copy === null) return { how: 'none', version: 0, at: null };
  await putRegistryBack(copy);
  return of('put back', copy);
}
