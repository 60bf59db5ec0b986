/** Keeps the registry in the journal whenever it has changed (R7): the journal goes to the second region, the tables do not. */

import { isOfTheHub, type RecordKind } from '../../domain/registry/records.ts';
import type { KeepRegistryCopy, ReadRegistryVersion } from '../ports/recovery.ts';
import type { RegistryRow } from '../ports/registry.ts';

type KeepRegistryPorts = {
  readonly readRegistryVersion: ReadRegistryVersion;
  readonly listRegistry: () => AsyncIterable<RegistryRow>;
  readonly keepRegistryCopy: KeepRegistryCopy;
};

const isOwn = ({ name }: RegistryRow): boolean =>
  isOfTheHub({ kind: name.slice(0, name.indexOf('#')) as RecordKind });

/**
 * To be called again and again: it reads the table, as a key raises no version of the registry (ADR 33), and writes where something has
 * changed. A new instance knows of no copy and makes one; a copy that is there already stays.
 */
export function registryKeeper(ports: KeepRegistryPorts): () => Promise<void> {
  let kept = '';
  return async () => {
    const newest = await ports.readRegistryVersion();
    if (newest === null) return;
    let { at } = newest;
    const rows: RegistryRow[] = [];
    for await (const row of ports.listRegistry()) {
      // Of an import that was committed meanwhile there may be rows: of the tree only what that version has.
      if (!isOwn(row) && row.version > newest.version) continue;
      rows.push(row);
      if (row.at > at) at = row.at;
    }
    const mark = `${at} ${rows.length}`;
    if (kept === mark) return;
    await ports.keepRegistryCopy({ ...newest, at, rows });
    kept = mark;
  };
}
