import { describe, expect, test } from 'vitest';
import { handOutKeys } from '../../../demo/start/hand-out-keys.ts';
import { readSeed } from '../../../shared/app/registry/load-seed.ts';
import { DAY } from '../../../shared/domain/values/duration.ts';
import { smallSeedFiles } from '../../fixtures/small-seed.ts';

const now = Date.parse('2026-11-24T03:00:00.000Z');
const random = (bytes: Uint8Array) => crypto.getRandomValues(bytes);
const seed = readSeed(smallSeedFiles());
if (!seed.ok) throw new Error('the seed has faults');
const { agencies } = seed.value;

describe('the keys of npm start', () => {
  const first = handOutKeys({}, new Map(), agencies, 'dev', now, random);
  const credentials = new Map(first.issued.map((one) => [one.keyId, one]));
  const again = (at: number, known = credentials) =>
    handOutKeys(first.keys, known, agencies, 'dev', at, random);

  test('are one for each level-1 agency in being, and one that reads for the country', () => {
    expect(Object.keys(first.keys)).toHaveLength(57);
    expect(Object.keys(first.keys)).not.toContain('H26.18');
    expect(first.issued.find(({ agency }) => agency === 'VN')?.scopes).toEqual(['read']);
    expect(first.issued.find(({ agency }) => agency === 'H26')?.scopes).toEqual(['submit', 'batch', 'read']);
  });

  test('are the same after a restart', () => {
    expect(again(now + DAY)).toEqual({ keys: first.keys, issued: [] });
  });

  test('are issued anew when the registry does not know them, or they are about to expire', () => {
    expect(again(now, new Map()).issued).toHaveLength(57);
    expect(again(now + 359 * DAY).issued).toHaveLength(57);
  });

  test('are issued anew one by one when revoked', () => {
    const revoked = [...credentials.values()].map((one) =>
      one.agency === 'H26' ? { ...one, revokedAt: new Date(now).toISOString() } : one,
    );
    const { issued, keys } = again(now, new Map(revoked.map((one) => [one.keyId, one])));
    expect(issued.map(({ agency }) => agency)).toEqual(['H26']);
    expect(keys.H26).not.toBe(first.keys.H26);
    expect(keys.H01).toBe(first.keys.H01);
  });
});
