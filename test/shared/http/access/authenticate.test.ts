/** Whoever proves the secret learns why the key fails; whoever does not learns only that it is no key. */
import { describe, expect, test } from 'vitest';
import type { Credential } from '../../../../shared/contract/registry.ts';
import { formatApiKey, hashSecret } from '../../../../shared/domain/access/api-key.ts';
import { authentication } from '../../../../shared/http/access/authenticate.ts';
import { problemDetails } from '../../../../shared/http/render-problem.ts';
import { credential } from '../../../fixtures/registry.ts';

const NOW = '2026-11-20T00:00:00.000Z';
const SECRET = 'a'.repeat(64);
const WRONG = 'b'.repeat(64);
const ADDRESS = '203.0.113.7';
const KEY_ID = 'abcdefghijkl';

const asked = (changes: Partial<Credential> | null, secret = SECRET, address: string | null = ADDRESS) => {
  const held = changes === null ? null : credential({ secretHash: hashSecret(SECRET), ...changes });
  const key = formatApiKey('test', { keyId: KEY_ID, secret });
  const authenticate = authentication('test', async () => held, null);
  return authenticate({ authorization: `Bearer ${key}` }, 'read', NOW, address);
};

const failures: readonly [string, Partial<Credential>, string][] = [
  ['revoked', { revokedAt: '2026-11-19T23:59:59.999Z' }, 'key-revoked'],
  ['revoked this millisecond', { revokedAt: NOW }, 'key-revoked'],
  ['expired', { validTo: NOW }, 'key-expired'],
  ['valid from tomorrow on', { validFrom: '2026-11-21T00:00:00.000Z' }, 'key-expired'],
  ['from another network', { networks: ['198.51.100.0/24', '2001:db8::/32'] }, 'key-network'],
  ['without the scope', { scopes: ['submit'] }, 'scope-missing'],
  ['with scopes that no route asks for', { scopes: ['batch', 'documents', 'incidents'] }, 'scope-missing'],
  [
    'revoked, expired and from elsewhere',
    { revokedAt: NOW, validTo: NOW, networks: ['::1/128'] },
    'key-revoked',
  ],
  ['from elsewhere and without the scope', { networks: ['::1/128'], scopes: ['submit'] }, 'key-network'],
];

describe.each(failures)('a key that is %s', (_, changes, kind) => {
  test('is refused with the reason, to whoever has its secret', async () => {
    const { keyId, agency, verdict } = await asked({ agency: 'H26', ...changes });
    expect({ keyId, agency }).toEqual({ keyId: KEY_ID, agency: 'H26' });
    if (verdict.ok) throw new Error('it was taken');
    expect(verdict.problem.kind).toBe(kind);
    const texts = (['vi', 'en'] as const).map((language) => problemDetails(verdict.problem, language, 'r'));
    for (const { detail } of texts) {
      expect(detail).toContain(KEY_ID);
      expect(detail).not.toMatch(/[{}]|198\.51\.100|2001:db8/);
    }
    expect(texts[0]?.detail).not.toBe(texts[1]?.detail);
  });

  test('is no key, to whoever has not: the answer is the same as of an id that was never issued', async () => {
    const wrong = await asked(changes, WRONG);
    expect(wrong).toEqual(await asked(null, WRONG));
    expect(wrong).toMatchObject({ agency: null, verdict: { ok: false, problem: { kind: 'key-unknown' } } });
  });
});

const taken: readonly [string, Partial<Credential>, string | null][] = [
  ['of today', {}, ADDRESS],
  ['without networks, from an address that nobody says', {}, null],
  ['from its network', { networks: ['203.0.113.0/24'] }, ADDRESS],
  ['from its address, which came as mapped IPv6', { networks: ['203.0.113.7/32'] }, '::ffff:203.0.113.7'],
  ['from its network of IPv6', { networks: ['2001:db8::/32'] }, '2001:DB8:0:0::7'],
  ['that is revoked from later on', { revokedAt: '2026-11-20T00:00:00.001Z' }, ADDRESS],
];

test.each(taken)('a key %s is taken', async (_, changes, address) => {
  expect((await asked(changes, SECRET, address)).verdict).toMatchObject({ ok: true });
});

test('a key with networks is refused where the gateway names no address, or none that can be read', async () => {
  for (const address of [null, '', 'unknown', '203.0.113.7, 10.0.0.1', '203.0.113.7%eth0']) {
    const { verdict } = await asked({ networks: ['203.0.113.0/24'] }, SECRET, address);
    expect(verdict).toMatchObject({ ok: false, problem: { kind: 'key-network' } });
  }
});

test('of a key for several agencies none is named before it acts for one', async () => {
  const { agency, verdict } = await asked({ agency: 'H26', furtherAgencies: ['H49'] });
  expect({ agency, ok: verdict.ok }).toEqual({ agency: null, ok: true });
});

test('a record of an earlier release, with one agency and no networks, reads as it did', async () => {
  const { verdict } = await asked({ agency: 'H26' });
  expect(verdict.ok && Object.keys(verdict.value).toSorted()).toEqual([
    'agency',
    'keyId',
    'revokedAt',
    'scopes',
    'secretHash',
    'systems',
    'validFrom',
    'validTo',
  ]);
});
