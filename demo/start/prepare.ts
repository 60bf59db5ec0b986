/** Before the first request: the registry is loaded from the seed, and every level-1 agency has a key. */
import { loaded } from '../../cli/load-text.ts';
import { type Keys, readKeys, writeKeys } from '../../cli/twin-state.ts';
import { type LoadPorts, loadRegistry, type RegistryLoad } from '../../shared/app/registry/load-registry.ts';
import type { Seed } from '../../shared/app/registry/load-seed.ts';
import type { Random } from '../../shared/domain/access/issue-key.ts';
import { credentialRecord, credentialsOf } from '../../shared/domain/registry/records.ts';
import { handOutKeys } from './hand-out-keys.ts';

export type Prepared = { readonly load: RegistryLoad; readonly keys: Keys; readonly issued: number };

export async function prepare(
  ports: LoadPorts,
  seed: Seed,
  stage: string,
  state: string,
  now: number,
  random: Random,
): Promise<Prepared> {
  const standing = await ports.readRegistry();
  const load = loaded(await loadRegistry({ ...ports, readRegistry: async () => standing }, seed, now));
  const { keys, issued } = handOutKeys(
    readKeys(state),
    credentialsOf(standing.records),
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
