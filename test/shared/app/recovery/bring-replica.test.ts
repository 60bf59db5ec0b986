/** What a hub that has nothing takes from a replica: killed at any call, it goes on; and what is not there is not called whole. */
import { expect, test } from 'vitest';
import type { RegistryCopy } from '../../../../shared/app/ports/recovery.ts';
import {
  bringJournal,
  bringRegistry,
  type ReplicaPorts,
} from '../../../../shared/app/recovery/bring-replica.ts';
import { registryKeeper } from '../../../../shared/app/registry/keep-registry.ts';
import { Crash, crashing } from '../../../fakes/interpose.ts';

const row = (version: number) => ({
  name: 'agency#H26',
  version,
  at: `at ${version}`,
  text: `{"v":${version}}`,
});
const copy: RegistryCopy = { version: 2, at: 'at 2', rows: [row(1), row(2)] };

/** An empty hub beside a replica. */
function emptyHub(kept: RegistryCopy | null = copy) {
  const journal = new Set<string>();
  const rows = new Map<number, RegistryCopy['rows'][number]>();
  let version: RegistryCopy | null = null;
  const ports: ReplicaPorts = {
    bucket: 'replica',
    copyJournal: async function* () {
      for (const name of ['entries/1', 'entries/2', 'registry/1']) {
        const isNew = !journal.has(name);
        journal.add(name);
        yield { name, isNew };
      }
    },
    readRegistryCopy: async () => kept,
    readRegistryVersion: async () => version,
    putRegistryBack: async (given) => {
      for (const one of given.rows) rows.set(one.version, one);
      version = given;
    },
  };
  return { ports, journal, rows, versionIs: () => version?.version ?? null };
}

test('every object is taken over once, whatever was there', async () => {
  const { ports, journal } = emptyHub();
  journal.add('entries/1');
  expect(await bringJournal(ports, () => undefined)).toEqual({ objects: 3, copied: 2 });
  expect(await bringJournal(ports, () => undefined)).toEqual({ objects: 3, copied: 0 });
});

test('the registry comes back with all its versions; killed at any call, a second run ends the same', async () => {
  for (let call = 0; call < 3; call += 1)
    for (const when of ['before', 'after'] as const) {
      const { ports, rows, versionIs } = emptyHub();
      await expect(bringRegistry(crashing(ports, call, when))).rejects.toThrow(Crash);
      expect(await bringRegistry(ports)).toMatchObject({ version: 2, at: 'at 2' });
      expect([[...rows.keys()], versionIs()]).toEqual([[1, 2], 2]);
    }
});

test('a registry that somebody loaded stays, and is said to', async () => {
  const { ports, rows } = emptyHub();
  await ports.putRegistryBack({ version: 7, at: 'at 7', rows: [row(7)] });
  expect(await bringRegistry(ports)).toEqual({ how: 'kept', version: 7, at: 'at 7' });
  expect([...rows.keys()]).toEqual([7]);
});

test('a replica without a registry is said to be one', async () => {
  expect(await bringRegistry(emptyHub(null).ports)).toEqual({ how: 'none', version: 0, at: null });
});

test('the registry is kept when it has changed, whole, and not while a change is being written', async () => {
  const stored = [row(1), row(2)];
  const kept: RegistryCopy[] = [];
  let newest: Pick<RegistryCopy, 'version' | 'at'> | null = null;
  const keep = registryKeeper({
    readRegistryVersion: async () => newest,
    listRegistry: async function* () {
      yield* stored;
    },
    keepRegistryCopy: async (one) => void kept.push(one),
  });
  await keep();
  newest = { version: 1, at: 'at 1' };
  await keep();
  await keep();
  newest = { version: 2, at: 'at 2' };
  await keep();
  expect(kept).toEqual([{ version: 1, at: 'at 1', rows: [row(1)] }, copy]);
  // Receipt keys have versions of their own, and the newest is kept whatever it is.
  const slots = { ...row(9), name: 'signing-keys#current', at: 'at 2 and a bit' };
  stored.push(row(3), slots);
  await keep();
  await keep();
  expect(kept.slice(2)).toEqual([{ version: 2, at: slots.at, rows: [row(1), row(2), slots] }]);
});

test('a key that is issued or revoked is kept, though it raises no version of the registry', async () => {
  const key = (version: number) => ({ ...row(version), name: 'credential#abcdefghijkl' });
  const stored = [row(1)];
  const kept: RegistryCopy[] = [];
  const keep = registryKeeper({
    readRegistryVersion: async () => ({ version: 1, at: 'at 1' }),
    listRegistry: async function* () {
      yield* stored;
    },
    keepRegistryCopy: async (one) => void kept.push(one),
  });
  await keep();
  stored.push(key(2));
  await keep();
  await keep();
  stored.push(key(3));
  await keep();
  expect(kept.map(({ version, at, rows }) => [version, at, rows.length])).toEqual([
    [1, 'at 1', 1],
    [1, 'at 2', 2],
    [1, 'at 3', 3],
  ]);
});
