/** Tokens as they come: whatever is not of the form of one is refused before anybody is asked. */
import { expect, test } from 'vitest';
import { LONGEST_TOKEN, readToken } from '../../../../../shared/domain/access/token/read-token.ts';
import {
  goodClaims,
  goodHeader,
  part,
  tokenOf,
  withClaims,
  withHeader,
} from '../../../../fixtures/tokens.ts';

const codeOf = (text: string): string | null => {
  const read = readToken(text);
  return read.ok ? null : read.problem.code;
};
const good = tokenOf();
const [header = '', claims = '', signature = ''] = good.split('.');

test('a token is read as it was sent', () => {
  const read = readToken(good);
  expect(read).toMatchObject({ value: { text: good, algorithm: 'RS256', keyId: 'rsa', type: 'at+jwt' } });
  expect(read.ok && { ...read.value.claims }).toEqual(goodClaims);
});

test.each([
  ['of two parts', `${header}.${claims}`],
  ['of four parts', `${good}.${signature}`],
  ['of five, which is encrypted', `${good}.a.b`],
  ['without a signature', `${header}.${claims}.`],
  ['without claims', `${header}..${signature}`],
  ['with a blank in it', `${header}. ${claims}.${signature}`],
  ['with a line end behind it', `${good}\n`],
  ['in base64 and not base64url', `${header}.${claims}.${signature}+/`],
  ['with padding', `${header}.${claims}==.${signature}`],
  ['that is not ASCII', `${header}.${claims}é.${signature}`],
  ['that is huge', withClaims({ more: 'x'.repeat(LONGEST_TOKEN) })],
])('a token %s has not the form of one', (_, text) => {
  expect(codeOf(text)).toBe('token-form');
});

const text = JSON.stringify(goodClaims);
test.each([
  ['whose claims are no JSON', tokenOf('{'), 'token-json'],
  ['whose claims are a list', tokenOf('[1]'), 'token-json'],
  ['whose claims are null', tokenOf('null'), 'token-json'],
  ['with a claim twice', tokenOf(`{"iss":"https://evil.vn",${text.slice(1)}`), 'token-json'],
  ['with a claim twice, once in escapes', tokenOf(`{"\\u0069ss":"x",${text.slice(1)}`), 'token-json'],
  [
    'with a field of its header twice',
    tokenOf(goodClaims, '{"alg":"none","alg":"RS256","kid":"rsa"}'),
    'token-json',
  ],
  [
    'with what changes what objects inherit',
    tokenOf(`{"__proto__":{"scope":"submit"},${text.slice(1)}`),
    'token-json',
  ],
  ['nested without end', tokenOf(`{"a":${'['.repeat(2000)}${']'.repeat(2000)}}`), 'token-json'],
  ['with a number that another reads otherwise', tokenOf(`{"exp":1e999}`), 'token-json'],
  [
    'with bytes that are no UTF-8',
    `${header}.${Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]).toString('base64url')}.${signature}`,
    'token-json',
  ],
  ['with bits left over', `${header}.${part('{}').slice(0, -1)}1.${signature}`, 'token-json'],
  ['of algorithm none', withHeader({ alg: 'none' }), 'token-algorithm'],
  ['of algorithm None', withHeader({ alg: 'NonE' }), 'token-algorithm'],
  ['of a secret', withHeader({ alg: 'HS256' }), 'token-algorithm'],
  ['of an algorithm that is not listed', withHeader({ alg: 'PS256' }), 'token-algorithm'],
  ['of an algorithm that is a list', withHeader({ alg: ['RS256'] }), 'token-algorithm'],
  ['of no algorithm', withHeader({ alg: undefined }), 'token-algorithm'],
  ['without the id of a key', withHeader({ kid: undefined }), 'token-header'],
  ['with a number for the id of its key', withHeader({ kid: 1 }), 'token-header'],
  ['with an id of a key without end', withHeader({ kid: 'k'.repeat(300) }), 'token-header'],
  ['that has to be understood', withHeader({ crit: ['b64'], b64: false }), 'token-header'],
  ['whose type is a list', withHeader({ typ: ['at+jwt'] }), 'token-header'],
])('a token %s is refused', (_, sent, code) => {
  expect(codeOf(sent)).toBe(code);
});

test('whatever bytes are sent, reading answers, and never throws', () => {
  const random = (size: number) =>
    Buffer.from(crypto.getRandomValues(new Uint8Array(size))).toString('base64url');
  for (let at = 0; at < 500; at += 1)
    expect(codeOf(`${random(at % 40)}.${random(at % 90)}.${random(at % 70)}`)).toMatch(/^token-/);
  for (let at = 0; at < good.length; at += 3) {
    const bent = `${good.slice(0, at)}${good[at] === 'A' ? 'B' : 'A'}${good.slice(at + 1)}`;
    expect(() => readToken(bent)).not.toThrow();
  }
});

test('keys, addresses and certificates in a header are no part of what is read', () => {
  const read = readToken(
    withHeader({ jku: 'https://evil.vn', jwk: { kty: 'RSA' }, x5u: 'https://evil.vn', x5c: ['MII'] }),
  );
  expect(read.ok && Object.keys(read.value).toSorted()).toEqual([
    'algorithm',
    'claims',
    'keyId',
    'text',
    'type',
  ]);
  expect(goodHeader).not.toHaveProperty('jku');
});
