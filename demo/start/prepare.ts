/** Before the first request: the registry is loaded from the seed, and every level-1 agency has a key. */
import { type Keys, readKeys, writeKeys } from '../../cli/twin-state.ts';
import type { ListCredentials, WriteRecords } from '../../shared/app/ports/registry.ts';
import type { Seed } from '../../shared/app/registry/load-seed.ts';
import type { RegistryImport } from '../../shared/contract/registry/import.ts';
import type { Random } from '../../shared/domain/access/issue-key.ts';
import { credentialRecord } from '../../shared/domain/registry/records.ts';
import { handOutKeys } from './hand-out-keys.ts';

type PreparePorts = {
  /** As the registrar, over the admin route. */
  readonly importSeed: () => Promise<RegistryImport>;
  readonly listCredentials: ListCredentials;
  readonly writeRecords: WriteRecords;
};

export type Prepared = { readonly load: RegistryImport; readonly keys: Keys; readonly issued: number };

export async function prepare(
  ports: PreparePorts,
  seed: Seed,
  stage: string,
  state: string,
  now: number,
  random: Random,
): Promise<Prepared> {
  const load = await ports.importSeed();
  const credentials = await ports.listCredentials();
  const { keys, issued } = handOutKeys(
    readKeys(state),
    new Map(credentials.map((one) => [one.keyId, one])),
    seed.agencies,
    stage,
    now,
    random,
  );
  if (issued.length > 0) {
    // First the file: a key that was stored and never written down would be lost.
    writeKeys(state, keys);
    await ports.writeRecords(issued.map(credentialRecord));
  }
  return { load, keys, issued: issued.length };
}
