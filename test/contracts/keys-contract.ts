/** What every store of keys has to hold, the fake as much as the table. Ids are of one test only. */
import { describe, expect, test } from 'vitest';
import type { Change } from '../../shared/contract/access/change.ts';
import { newApiKey } from '../../shared/domain/access/api-key.ts';
import type { KeyStorePorts } from '../fakes/keys.ts';
import { credential } from '../fixtures/registry.ts';

const newId = () => newApiKey((bytes) => crypto.getRandomValues(bytes)).keyId;

export function keysContract(name: string, open: () => KeyStorePorts): void {
  describe(`the keys: ${name}`, () => {
    test('a key that was never issued has no versions', async () => {
      expect(await open().readKeyVersions(newId())).toEqual([]);
    });

    test('each version is read back with the change that made it, oldest first', async () => {
      const { readKeyVersions, putKeyVersion } = open();
      const held = credential({ keyId: newId(), networks: ['203.0.113.0/24'] });
      const ended = { ...held, revokedAt: '2026-11-20T02:30:00.000Z' };
      const change = { record: `key~${held.keyId}`, at: '2026-11-20T02:30:00.000Z', body: ended } as Change;
      expect(await putKeyVersion(2, ended, change)).toBe('written');
      expect(await putKeyVersion(1, held, null)).toBe('written');
      expect(await readKeyVersions(held.keyId)).toEqual([
        { version: 1, credential: held, change: null },
        { version: 2, credential: ended, change },
      ]);
    });

    test('all keys are listed with all their versions', async () => {
      const { listKeyVersions, putKeyVersion } = open();
      const [one, other] = [credential({ keyId: newId() }), credential({ keyId: newId() })];
      for (const [version, held] of [
        [1, one],
        [2, one],
        [1, other],
      ] as const)
        await putKeyVersion(version, held, null);
      const listed = await Array.fromAsync(listKeyVersions());
      const mine = listed
        .filter(({ credential: { keyId } }) => [one.keyId, other.keyId].includes(keyId))
        .map(({ version, credential: { keyId } }) => `${keyId} ${version}`);
      expect(mine.sort()).toEqual([`${one.keyId} 1`, `${one.keyId} 2`, `${other.keyId} 1`].sort());
    });

    test('a version is put once, by one of two', async () => {
      const { readKeyVersions, putKeyVersion } = open();
      const held = credential({ keyId: newId() });
      const puts = await Promise.all(
        ['left', 'right'].map((note) => putKeyVersion(1, { ...held, note }, null)),
      );
      expect(puts.sort()).toEqual(['lost the race', 'written']);
      expect(await readKeyVersions(held.keyId)).toHaveLength(1);
    });

    test('what another release has put into a key stays', async () => {
      const { readKeyVersions, putKeyVersion } = open();
      const held = { ...credential({ keyId: newId() }), later: { by: 'another' } };
      await putKeyVersion(1, held, null);
      expect((await readKeyVersions(held.keyId))[0]?.credential).toEqual(held);
    });
  });
}
