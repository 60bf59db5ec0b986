/** Keeps the registry in the journal whenever it has changed (R7): the journal goes to the second region, the tables do not. */
import type { KeepRegistryCopy, ReadRegistryVersion } from '../ports/recovery.ts';
import type { RegistryRow } from '../ports/registry.ts';

const SLOTS = 'signing-keys#current';

type KeepRegistryPorts = {
  readonly readRegistryVersion: ReadRegistryVersion;
  /** When the slots of receipt keys were last changed, whose record has versions of its own: an Instant, or null. */
  readonly readSlotChange: () => Promise<string | null>;
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
    const [pointed, slotsAt] = await Promise.all([ports.readRegistryVersion(), ports.readSlotChange()]);
    if (pointed === null) return;
    const newest = slotsAt !== null && slotsAt > pointed.at ? { ...pointed, at: slotsAt } : pointed;
    if (kept === newest.at) return;
    const rows: RegistryRow[] = [];
    // A change that is being written has rows of the next version, and is not whole yet.
    // Versions of keys and slots are their own.
    for await (const row of ports.listRegistry())
      if (row.version <= newest.version || row.name === SLOTS || row.name.startsWith('credential#'))
        rows.push(row);
    await ports.keepRegistryCopy({ ...newest, rows });
    kept = newest.at;
  };
}
