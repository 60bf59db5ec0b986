/** Keys in memory, each version put once. Bodies are kept as text, so none is shared. */
import type {
  KeyVersion,
  ListKeyVersions,
  PutKeyVersion,
  ReadKeyVersions,
} from '../../shared/app/ports/keys.ts';

export type KeyStorePorts = {
  readonly readKeyVersions: ReadKeyVersions;
  readonly putKeyVersion: PutKeyVersion;
  readonly listKeyVersions: ListKeyVersions;
};

export function fakeKeys(): KeyStorePorts {
  const keys = new Map<string, string[]>();
  const versionsOf = (keyId: string): KeyVersion[] =>
    (keys.get(keyId) ?? [])
      .map((text) => JSON.parse(text) as KeyVersion)
      .sort((a, b) => a.version - b.version);
  return {
    readKeyVersions: async (keyId) => versionsOf(keyId),
    listKeyVersions: async function* () {
      for (const keyId of keys.keys()) yield* versionsOf(keyId);
    },
    putKeyVersion: async (version, credential, change) => {
      const { keyId } = credential;
      if (versionsOf(keyId).some((one) => one.version === version)) return 'lost the race';
      keys.set(keyId, [...(keys.get(keyId) ?? []), JSON.stringify({ version, credential, change })]);
      return 'written';
    },
  };
}
