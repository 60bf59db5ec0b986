import { describe, expect, test } from 'vitest';
import type { Credential } from '../../../../shared/contract/registry.ts';
import { expiringKeys } from '../../../../shared/domain/access/key-expiry.ts';
import { credential } from '../../../fixtures/registry.ts';

const NOW = Date.parse('2026-11-20T00:00:00.000Z');
const key = (keyId: string, validTo: string, changes: Partial<Credential> = {}) =>
  credential({
    keyId: keyId.padEnd(12, '0'),
    agency: 'H26',
    validTo: `${validTo}T00:00:00.000Z`,
    ...changes,
  });
const found = (...keys: Credential[]) =>
  expiringKeys(keys, NOW, 30).map(({ keyId }) => keyId.replace(/0+$/, ''));

describe('keys that end soon', () => {
  test('are those that end within the days, the first first; ended and revoked ones are over', () => {
    expect(
      found(
        key('late', '2026-12-20'),
        key('soon', '2026-11-21'),
        key('ended', '2026-11-20'),
        key('far', '2026-12-21', { agency: 'H01' }),
        key('revoked', '2026-11-25', { revokedAt: '2026-11-01T00:00:00.000Z' }),
      ),
    ).toEqual(['soon', 'late']);
  });

  const ending = key('ending', '2026-12-01', { systems: ['H26.dvc'], scopes: ['submit'] });

  test.each<[string, Partial<Credential>, boolean]>([
    ['the same systems and scopes', { systems: ['H26.dvc'], scopes: ['submit'] }, true],
    ['more systems and scopes', { systems: null, scopes: ['submit', 'read'] }, true],
    ['other systems', { systems: ['H26.lgsp'] }, false],
    ['too few scopes', { scopes: ['read'] }, false],
    ['another agency', { agency: 'H01' }, false],
    ['no life any more', { revokedAt: '2026-11-01T00:00:00.000Z' }, false],
    ['a gap before it', { validFrom: '2026-12-02T00:00:00.000Z' }, false],
    ['a first moment that is its last', { validFrom: '2026-12-01T00:00:00.000Z' }, true],
  ])('one that is followed by a key with %s', (_, changes, follows) => {
    expect(found(ending, key('next', '2027-12-01', changes))).toEqual(follows ? [] : ['ending']);
  });

  test('one for all systems is not followed by one for some', () => {
    const all = key('all', '2026-12-01', { systems: null });
    expect(found(all, key('next', '2027-12-01', { systems: ['H26.dvc'] }))).toEqual(['all']);
  });
});
