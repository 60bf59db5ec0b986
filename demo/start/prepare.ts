/** Before the first request: the registry is loaded from the seed, and every level-1 agency has a key. */
import { handOutKeys, type Random } from '../../cli/keys.ts';
import {
  credentialsOf,
  loadRegistry,
  type RegistryLoad,
  type RegistryPorts,
} from '../../cli/load-registry.ts';
import { type Keys, readKeys, writeKeys } from '../../cli/twin-state.ts';
import type { Seed } from '../../shared/app/registry/load-seed.ts';
import type { RegistryRecord } from '../../shared/aws/registry.ts';

export type Prepared = { readonly load: RegistryLoad; readonly keys: Keys; readonly issued: number };

export async function prepare(
  ports: RegistryPorts,
  seed: Seed,
  stage: string,
  state: string,
  now: number,
  random: Random,
): Promise<Prepared> {
  const records = await ports.listRecords();
  const load = await loadRegistry({ ...ports, listRecords: async () => records }, seed, now);
  const { keys, issued } = handOutKeys(
    readKeys(state),
    credentialsOf(records),
    seed.agencies,
    stage,
    now,
    random,
  );
  if (issued.length > 0) {
    // First the file: a key that was stored and never written down would be lost.
    writeKeys(state, keys);
    await ports.writeRecords(
      issued.map((body): RegistryRecord => ({ kind: 'credential', id: body.keyId, body })),
    );
  }
  return { load, keys, issued: issued.length };
}
