/** A key's record as changes are made of it: its versions are its own, and each has the change that made it (ADR 30). */
import type { Change } from '../../contract/access/change.ts';
import type { Credential } from '../../contract/registry.ts';
import { positionOf, versionText } from '../../domain/access/task-version.ts';
import type { KeyVersion, PutKeyVersion, ReadKeyVersions } from '../ports/keys.ts';
import type { ChangeStore } from './make-change.ts';

export type KeyRecordPorts = {
  readonly readKeyVersions: ReadKeyVersions;
  readonly putKeyVersion: PutKeyVersion;
};

/** As changes and audit lines name it. */
export const keyName = (keyId: string): string => `key~${keyId}`;

/** What ETag says of a version; of a key that was never issued, 0.0. */
export const versionOfKey = (versions: readonly KeyVersion[]): string =>
  versionText({ record: 0, version: versions.at(-1)?.version ?? 0 });

const numberOf = (version: string): number => positionOf(version)?.version ?? 0;

/** `first` is done before the put of the change; false: somebody else was there before, and nothing is changed. */
export function keyRecord(
  { readKeyVersions, putKeyVersion }: KeyRecordPorts,
  keyId: string,
  first: (change: Change) => Promise<boolean> = async () => true,
): ChangeStore<Credential | null, Credential> {
  return {
    read: async () => {
      const versions = await readKeyVersions(keyId);
      return { version: versionOfKey(versions), state: versions.at(-1)?.credential ?? null };
    },
    since: async (version) => {
      const seen = numberOf(version);
      const versions = await readKeyVersions(keyId);
      const isKnown = seen === 0 || versions.some((one) => one.version === seen);
      if (!isKnown) return null;
      return versions.flatMap(({ version: number, change }): Change[] =>
        number > seen && change !== null ? [change] : [],
      );
    },
    next: ({ version }) => versionText({ record: 0, version: numberOf(version) + 1 }),
    commit: async (_, { after }, change) => {
      if (!(await first(change))) return 'lost the race';
      return putKeyVersion(numberOf(change.version), after, change);
    },
  };
}
