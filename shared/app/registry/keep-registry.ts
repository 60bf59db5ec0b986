/** Keeps the registry in the journal whenever it has changed (R7): the journal goes to the second region, the tables do not. */
import type { KeepRegistryCopy, ReadRegistryVersion } from '../ports/recovery.ts';
import type { RegistryRow } from '../ports/registry.ts';

type KeepRegistryPorts = {
  readonly readRegistryVersion: ReadRegistryVersion;
  readonly listRegistry: () => AsyncIterable<RegistryRow>;
  readonly keepRegistryCopy: KeepRegistryCopy;
};

/**
 * To be called again and again: it costs one read where nothing has changed. A new instance knows of no copy and makes one; a copy
 * that is there already stays.
 */
export function registryKeeper(ports: KeepRegistryPorts): () => Promise<void> {
  let kept = '';
  return async () => {
    const newest = await ports.readRegistryVersion();
    if (newest === null || kept === newest.at) return;
    const rows: RegistryRow[] = [];
    // A change that is being written has rows of the next version, and is not whole yet.
    // Versions of keys are their own.
    for await (const row of ports.listRegistry())
      if (row.version <= newest.version || row.name.startsWith('credential#')) rows.push(row);
    await ports.keepRegistryCopy({ ...newest, rows });
    kept = newest.at;
  };
}
