import fc from 'fast-check';
import { compactVerify, createLocalJWKSet, errors, type JSONWebKeySet } from 'jose';
import { describe, expect, test } from 'vitest';
import { KeySet, type SigningState } from '../../../../shared/contract/submissions/receipt.ts';
import { deriveKey, slotKeys, thumbprint } from '../../../../shared/domain/submissions/signing-keys.ts';
import { signerWith, slotSecrets } from '../../../fixtures/signing.ts';

const NOW = Date.parse('2026-11-20T02:30:00.000Z');
const payload = { id: 'H26.dvc~etx-monthly~2026-10~1', agency: 'H26', note: 'Tiếng Việt' };
const sign = (at = '2026-11-20T02:30:00.000Z', changes: Partial<SigningState> = {}) =>
  signerWith(changes).sign('dtm-receipt+jws', at, payload);

/** By another implementation: jose, with the published keys alone. */
async function check(jws: string, keySet: KeySet) {
  const keys = createLocalJWKSet(keySet as unknown as JSONWebKeySet);
  const { payload: bytes, protectedHeader } = await compactVerify(jws, keys, { algorithms: ['EdDSA'] });
  return { header: protectedHeader, payload: JSON.parse(new TextDecoder().decode(bytes)) };
}

describe('what is signed', () => {
  test('verifies with the published keys, in another implementation', async () => {
    const { header, payload: read } = await check(sign(), signerWith().keySet(NOW));
    expect(read).toEqual(payload);
    expect(header).toEqual({
      alg: 'EdDSA',
      typ: 'dtm-receipt+jws',
      kid: expect.stringMatching(/^2026-a-[\w-]{8}$/),
      iss: 'dtm-dev',
    });
  });

  test('is the same to the byte whenever and wherever it is signed again', () => {
    expect(sign()).toBe(sign());
    const years = ['2026-11-20T02:30:00.000Z', '2031-01-01T00:00:00.000Z'];
    const signer = signerWith();
    const first = years.map((at) => signer.sign('dtm-receipt+jws', at, payload));
    expect(years.toReversed().map((at) => sign(at))).toEqual(first.toReversed());
  });

  test('does not verify any more, whatever byte of it is changed', async () => {
    const jws = sign();
    const keys = signerWith().keySet(NOW);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    // The last character carries four bits that belong to no byte, and jose does not look at them; `dtm receipt verify` does.
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: jws.length - 2 }),
        fc.constantFrom(...alphabet),
        async (at, letter) => {
          fc.pre(jws[at] !== letter);
          const altered = `${jws.slice(0, at)}${letter}${jws.slice(at + 1)}`;
          await expect(check(altered, keys)).rejects.toThrow();
        },
      ),
      { numRuns: 300 },
    );
  });

  test('keeps its key whatever the code does: a derivation that changes would orphan every receipt', () => {
    expect(slotKeys('dev', 'a', slotSecrets.a, NOW).map(({ kid, x }) => [kid, x])).toEqual(GOLDEN);
  });

  test('has a thumbprint as in RFC 8037, appendix A.3', () => {
    const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
    expect(thumbprint({ kty: 'OKP', crv: 'Ed25519', x })).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  });
});

describe('keys', () => {
  test('differ by stage, slot, year and secret', () => {
    const made = [
      deriveKey('dev', 'a', slotSecrets.a, 2026),
      deriveKey('prod', 'a', slotSecrets.a, 2026),
      deriveKey('dev', 'b', slotSecrets.a, 2026),
      deriveKey('dev', 'a', slotSecrets.a, 2027),
      deriveKey('dev', 'a', slotSecrets.b, 2026),
    ].map(({ publicKey }) => publicKey);
    expect(new Set(made.map(({ x }) => x)).size).toBe(made.length);
    expect(new Set(made.map(({ kid }) => kid)).size).toBe(made.length);
  });

  test('are not made of a secret that is too short to be one', () => {
    expect(() => deriveKey('dev', 'a', 'a secret that is short', 2026)).toThrow('slot a is shorter than 40');
  });

  test('change with the year, and those of both slots are published a year before they sign', () => {
    const lastOf2026 = '2026-12-31T23:59:59.999Z';
    const firstOf2027 = '2027-01-01T00:00:00.000Z';
    const kid = (jws: string) => JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString()).kid;
    expect(kid(sign(lastOf2026))).toMatch(/^2026-a-/);
    expect(kid(sign(firstOf2027))).toMatch(/^2027-a-/);
    expect(kid(sign(firstOf2027, { active: 'b' }))).toMatch(/^2027-b-/);
    const published = signerWith()
      .keySet(Date.parse(lastOf2026))
      .keys.map((key) => key.kid);
    expect(published.map((one) => one.slice(0, 6))).toEqual(['2026-a', '2026-b', '2027-a', '2027-b']);
    for (const state of [{}, { active: 'b' as const }])
      expect(published).toContain(kid(sign(firstOf2027, state)));
  });

  test('are never taken back: the set of any later day has all of any earlier one', () => {
    const instant = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2060, 0) });
    fc.assert(
      fc.property(instant, instant, (one, other) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)];
        const later = new Set(
          signerWith()
            .keySet(late)
            .keys.map(({ x }) => x),
        );
        expect(
          signerWith()
            .keySet(early)
            .keys.every(({ x }) => later.has(x)),
        ).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  test('of a secret that was replaced are published on, and what they signed verifies', async () => {
    const before = sign();
    const replaced = { ...slotSecrets, a: [...slotSecrets.a].toReversed().join('') };
    const retired = slotKeys('dev', 'a', slotSecrets.a, NOW);
    const keySet = signerWith({ active: 'b', retired }, replaced).keySet(NOW);
    expect((await check(before, keySet)).payload).toEqual(payload);
    expect(keySet.keys).toHaveLength(6);
    await expect(check(before, signerWith({}, replaced).keySet(NOW))).rejects.toThrow(
      errors.JWKSNoMatchingKey,
    );
  });

  test('that leaked say so, even while their secret is still in its place', () => {
    const revoked = { revoked_at: NOW / 1000, reason: 'compromised' as const };
    const retired = slotKeys('dev', 'a', slotSecrets.a, NOW).map((key) => ({ ...key, revoked }));
    const { keys } = signerWith({ active: 'b', retired }).keySet(NOW);
    expect(keys.map(({ kid, revoked: at }) => [kid.slice(5, 6), at !== undefined])).toEqual([
      ['a', true],
      ['b', false],
      ['a', true],
      ['b', false],
    ]);
  });

  test('hold nothing private', () => {
    const keySet = signerWith().keySet(NOW);
    expect(KeySet.parse(keySet)).toEqual(keySet);
    expect(JSON.stringify(keySet)).not.toContain('"d"');
  });
});

/** The keys of `slotSecrets.a` in stage dev. Never to be changed. */
const GOLDEN = [
  ['2026-a-33h-jlVd', 'KAEbWqoRSdkIZxfN8LJOD-culdNk-PumVpB5W6-PRdA'],
  ['2027-a-Or_admd8', 'cL-fQmv9zfOEqcl1QeLiaAmj--8MHrbCPXQzFPcLPEY'],
];
