/** The registry as operators read and write it, in memory: the newest version of every record. */
import type { ListRecords, WriteRecords } from '../../shared/app/ports/registry.ts';
import { parseRecorded } from '../../shared/contract/recorded.ts';
import { type RegistryRecord, recordKinds, recordName } from '../../shared/domain/registry/records.ts';

type RecordPorts = { readonly listRecords: ListRecords; readonly writeRecords: WriteRecords };

export function fakeRecords(first: readonly RegistryRecord[] = []) {
  const held = new Map(first.map((record) => [recordName(record), record]));
  let version = 0;
  const ports: RecordPorts = {
    listRecords: async () => [...held.values()],
    writeRecords: async (records) => {
      for (const { kind, id, body } of records)
        held.set(recordName({ kind, id, body }), {
          ...{ kind, id },
          body: parseRecorded<unknown>(recordKinds[kind], body),
        });
      version += 1;
      return version;
    },
  };
  return {
    ...ports,
    /** By name, such as `agency H26`. */
    held,
    version: () => version,
  };
}
