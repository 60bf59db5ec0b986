/** What of an issuer's set may verify tokens, and with which algorithms. */
import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { signingKeysIn } from '../../../../../shared/domain/access/token/signing-key.ts';
import { ec, jwkOf, rsa } from '../../../../fixtures/tokens.ts';

const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const secret = createSecretKey(Buffer.from('a secret of HMAC')).export({ format: 'jwk' });
const ed25519 = generateKeyPairSync('ed25519');

test.each([
  ['an RSA key', jwkOf(rsa, 'a'), ['RS256', 'RS384', 'RS512']],
  ['an RSA key of one algorithm', jwkOf(rsa, 'a', { alg: 'RS384', use: 'sig' }), ['RS384']],
  ['a key on P-256', jwkOf(ec, 'a', { key_ops: ['verify'] }), ['ES256']],
  ['a key on P-384', jwkOf(p384, 'a'), ['ES384']],
])('%s verifies what it can and nothing else', (_, jwk, algorithms) => {
  expect(signingKeysIn({ keys: [jwk] })?.get('a')?.algorithms).toEqual(algorithms);
});

test.each([
  ['for encryption', jwkOf(rsa, 'a', { use: 'enc' })],
  ['to sign only', jwkOf(rsa, 'a', { key_ops: ['sign'] })],
  ['without an id', { ...rsa.publicKey.export({ format: 'jwk' }) }],
  ['of 1,024 bits', jwkOf(short, 'a')],
  ['that is a secret', { ...secret, kid: 'a' }],
  ['of an algorithm that is not taken', jwkOf(rsa, 'a', { alg: 'PS256' })],
  ['of an algorithm of the other kind', jwkOf(ec, 'a', { alg: 'RS256' })],
  ['of a kind that is not taken', jwkOf(ed25519, 'a')],
  ['on a curve of the language', { kty: 'EC', kid: 'a', crv: 'constructor', x: 'AA', y: 'AA' }],
  ['with a modulus without end', jwkOf(rsa, 'a', { n: 'A'.repeat(4000) })],
  ['that is null', null],
  ['that is text', 'key'],
])('a key %s is left out, and the others stay', (_, jwk) => {
  const keys = signingKeysIn({ keys: [jwk, jwkOf(rsa, 'b')] });
  expect([...(keys?.keys() ?? [])]).toEqual(['b']);
});

test('of one id the first counts, and a private key stays with the issuer', () => {
  const both = { ...jwkOf(rsa, 'a'), d: 'private' };
  const key = signingKeysIn({ keys: [both, jwkOf(ec, 'a')] })?.get('a');
  expect(key?.algorithms).toContain('RS256');
  expect(JSON.stringify(key)).not.toContain('private');
});

test.each([[null], ['keys'], [{}], [{ keys: {} }], [[]]])('%j is no set', (set) => {
  expect(signingKeysIn(set)).toBeNull();
});
