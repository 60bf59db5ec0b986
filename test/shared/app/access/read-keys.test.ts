import { expect, test } from 'vitest';
import { listKeys } from '../../../../shared/app/access/read-keys.ts';
import type { Credential } from '../../../../shared/contract/registry.ts';
import { NOW } from '../../../fixtures/keys.ts';
import { credential } from '../../../fixtures/registry.ts';

const key = (keyId: string, changes: Partial<Credential>) =>
  credential({ keyId: keyId.padEnd(12, '0'), ...changes });
const keys = [
  key('c', { agency: 'H49', validTo: '2026-11-24T00:00:00.000Z' }),
  key('a', { agency: 'G06', revokedAt: '2026-11-24T00:00:00.000Z' }),
  key('b', { agency: 'H26', furtherAgencies: ['H49'], networks: ['::1/128'] }),
];
const list = (those: readonly Credential[], expiring: number | null, after: string | null = null) =>
  listKeys(async () => those, { expiring, after }, NOW);

test('the list is by key id, each with its state and no hash', async () => {
  const { keys: listed, next } = await list(keys, null);
  expect(listed.map(({ keyId, agencies, state }) => [keyId.charAt(0), agencies, state])).toEqual([
    ['a', ['G06'], 'revoked'],
    ['b', ['H26', 'H49'], 'live'],
    ['c', ['H49'], 'expired'],
  ]);
  expect(next).toBeNull();
  expect(JSON.stringify(listed)).not.toMatch(/secret/i);
});

test('or of those that end soon with no other key to follow', async () => {
  const ending = key('d', { agency: 'H26', validTo: '2026-12-01T00:00:00.000Z' });
  const alone = key('e', { agency: 'G06', validTo: '2026-12-01T00:00:00.000Z' });
  const followed = key('f', { agency: 'H26', systems: null });
  const { keys: listed } = await list([...keys, ending, alone, followed], 30);
  expect(listed.map(({ keyId }) => keyId.charAt(0))).toEqual(['e']);
});

test('pages follow each other, and none is left out', async () => {
  const many = Array.from({ length: 4001 }, (_, at) => key(String(at).padStart(5, '0'), { agency: 'H26' }));
  const seen: string[] = [];
  for (let after: string | null = null; ; ) {
    const page = await list(many, null, after);
    seen.push(...page.keys.map(({ keyId }) => keyId));
    if (page.next === null) break;
    after = page.next;
  }
  expect(seen).toEqual(many.map(({ keyId }) => keyId));
});
