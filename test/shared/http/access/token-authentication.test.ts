/** Who comes with a token: told why it is not taken, and what of it, and never more than the issuer vouches for. */
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { issuerKeys } from '../../../../shared/app/access/issuer-keys.ts';
import { tokenCredential } from '../../../../shared/app/access/token-credential.ts';
import type { Credential } from '../../../../shared/contract/registry.ts';
import type { NeededScope } from '../../../../shared/contract/routes.ts';
import { formatApiKey, hashSecret } from '../../../../shared/domain/access/api-key.ts';
import { clientCredentialId } from '../../../../shared/domain/access/client-credential-id.ts';
import { authentication } from '../../../../shared/http/access/authenticate.ts';
import { signatureVerifier } from '../../../../shared/http/access/token-signature.ts';
import { problemDetails, problemHeaders } from '../../../../shared/http/render-problem.ts';
import { credential } from '../../../fixtures/registry.ts';
import {
  CLIENT,
  ec,
  goodClaims,
  goodHeader,
  issuerKeySet,
  jwkOf,
  otherRsa,
  part,
  rsa,
  settings,
  TOKEN_NOW,
  tokenOf,
  withClaims,
  withHeader,
} from '../../../fixtures/tokens.ts';

const NOW = new Date(TOKEN_NOW).toISOString();
const ID = clientCredentialId(CLIENT);
const ADDRESS = '203.0.113.7';
const key = formatApiKey('test', { keyId: 'abcdefghijkl', secret: 'a'.repeat(64) });

const { secretHash: _, ...granted } = credential({ keyId: ID, agency: 'H26' });
let client: Credential | null;
let asked: number;
let isSilent: boolean;
beforeEach(() => {
  client = { ...granted, clientId: CLIENT };
  asked = 0;
  isSilent = false;
});

const authenticate = (headers: Record<string, string>, scope: NeededScope, prefix = '') => {
  const readKeys = async () => {
    asked += 1;
    if (isSilent) throw new Error('silent');
    return issuerKeySet;
  };
  const findCredential = async (id: string) => {
    if (id === ID) return client;
    return id === 'abcdefghijkl' ? credential({ secretHash: hashSecret('a'.repeat(64)) }) : null;
  };
  const ports = {
    findIssuerKey: issuerKeys(readKeys, () => undefined),
    verifySignature: signatureVerifier(),
    findCredential,
  };
  const read = (text: string, now: number) =>
    tokenCredential(ports, { ...settings, scopePrefix: prefix }, text, now);
  return authentication('test', findCredential, { read, prefix })(headers, scope, NOW, ADDRESS);
};
const withToken = (token: string, scope: NeededScope = 'read') =>
  authenticate({ authorization: `Bearer ${token}` }, scope);

/** The problem's code, with those of its findings; null where the caller is taken. */
async function codesOf(token: string, scope: NeededScope = 'read'): Promise<string | null> {
  const { verdict } = await withToken(token, scope);
  if (verdict.ok) return null;
  const { kind, findings } = verdict.problem;
  return [kind, ...findings.map(({ code }) => code)].join(' ');
}

test.each([
  ['RS256', tokenOf()],
  ['ES256', withHeader({ alg: 'ES256', kid: 'ec' }, ec)],
])('a token of %s acts for the agency of its client, for what both grant', async (_, token) => {
  const { keyId, agency, verdict } = await withToken(token);
  expect({ keyId, agency }).toEqual({ keyId: ID, agency: 'H26' });
  expect(verdict).toMatchObject({ ok: true, value: { agency: 'H26', scopes: ['submit', 'read'] } });
});

describe('scopes are those of the registry that the token has too', () => {
  test.each([
    [['submit', 'read'], 'read', 'read', ['read'], null],
    [['read'], 'submit read admin', 'read', ['read'], null],
    [['read'], 'submit read', 'submit', null, 'scope-missing'],
    [['submit', 'read'], 'read', 'submit', null, 'token-scope'],
    [['submit', 'read'], 'read', 'any', ['read'], null],
    [['submit'], 'read', 'any', null, 'token-scope'],
    [['submit', 'read'], 'profile', 'any', null, 'token-scope'],
    [['submit', 'read'], undefined, 'read', null, 'token-scope'],
    [['submit', 'read'], 'Read submit,read', 'read', null, 'token-scope'],
  ] as const)(
    'registered %j, token %j, needed %s: %j',
    async (registered, scope, needed, effective, code) => {
      client = { ...granted, clientId: CLIENT, scopes: [...registered] };
      const { verdict } = await withToken(withClaims({ scope }), needed);
      expect(verdict.ok ? [verdict.value.scopes, null] : [null, verdict.problem.kind]).toEqual([
        effective,
        code,
      ]);
    },
  );

  test('the challenge names the scope as the issuer knows it (RFC 6750 §3)', async () => {
    const headers = { authorization: `Bearer ${withClaims({ scope: 'dtm/read' })}` };
    const { verdict } = await authenticate(headers, 'submit', 'dtm/');
    expect(verdict.ok ? null : problemHeaders(verdict.problem, () => 0)['WWW-Authenticate']).toBe(
      'Bearer realm="dtm", error="insufficient_scope", scope="dtm/submit"',
    );
  });
});

describe('what the registry says of a client holds for its tokens', () => {
  test.each([
    ['of a client that is none', null, 'client-unknown'],
    ['of a client of another name and the same id', { clientId: 'another' }, 'client-unknown'],
    ['of a key with the id', { clientId: undefined, secretHash: '0'.repeat(64) }, 'client-unknown'],
    ['that is revoked', { revokedAt: NOW }, 'client-revoked'],
    ['whose time is over', { validTo: NOW }, 'client-expired'],
    ['whose time has not come', { validFrom: '2027-01-01T00:00:00.000Z' }, 'client-expired'],
    ['from another network', { networks: ['198.51.100.0/24'] }, 'key-network'],
  ])('a token %s', async (_, changes, code) => {
    client = changes === null ? null : ({ ...granted, clientId: CLIENT, ...changes } as Credential);
    expect(await codesOf(tokenOf())).toBe(code);
    const { verdict } = await withToken(tokenOf());
    if (verdict.ok) throw new Error('it was taken');
    for (const language of ['vi', 'en'] as const)
      expect(problemDetails(verdict.problem, language, 'r').detail).not.toMatch(/[{}]|undefined/);
  });
});

const unsigned = (header: object, claims: object = goodClaims) => `${part(header)}.${part(claims)}.`;
/** RS256 verified with HMAC, the public key as its secret: what a verifier does that believes the token. */
const confused = (form: string | Buffer) => {
  const input = `${part({ ...goodHeader, alg: 'HS256' })}.${part(goodClaims)}`;
  return `${input}.${createHmac('sha256', form).update(input).digest('base64url')}`;
};
const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' });
const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
const [header = '', claims = '', signature = ''] = tokenOf().split('.');
const flipped = Buffer.from(signature, 'base64url');
flipped[0] = (flipped[0] ?? 0) ^ 1;

describe('hostile tokens', () => {
  test.each([
    ['not signed', unsigned({ ...goodHeader, alg: 'none' }), 'token-refused token-form'],
    [
      'not signed, with a signature',
      `${unsigned({ ...goodHeader, alg: 'none' })}AAAA`,
      'token-refused token-algorithm',
    ],
    ['signed with the public key as a secret', confused(pem), 'token-refused token-algorithm'],
    ['of another key', tokenOf(goodClaims, goodHeader, otherRsa), 'token-refused token-signature'],
    ['of another key than it names', withHeader({ kid: 'ec' }), 'token-refused token-signature'],
    [
      'of an algorithm of the key’s other uses',
      withHeader({ alg: 'RS512' }),
      'token-refused token-signature',
    ],
    [
      'of an elliptic key as RSA',
      withHeader({ alg: 'RS256', kid: 'ec' }, ec),
      'token-refused token-signature',
    ],
    ['of an RSA key as elliptic', withHeader({ alg: 'ES256', kid: 'rsa' }), 'token-refused token-signature'],
    ['of P-256 as P-384', withHeader({ alg: 'ES384', kid: 'ec' }, ec), 'token-refused token-signature'],
    [
      'with zeros for a signature',
      `${part({ ...goodHeader, alg: 'ES256', kid: 'ec' })}.${claims}.${'A'.repeat(86)}`,
      'token-refused token-signature',
    ],
    ['with a signature of one byte', `${header}.${claims}.AA`, 'token-refused token-signature'],
    [
      'with a bit of its signature bent',
      `${header}.${claims}.${flipped.toString('base64url')}`,
      'token-refused token-signature',
    ],
    [
      'with claims of its own',
      `${header}.${part({ ...goodClaims, client_id: 'admin' })}.${signature}`,
      'token-refused token-signature',
    ],
    ['with a path for its key', withHeader({ kid: '../../../../etc/passwd' }), 'token-refused token-key'],
    [
      'with an address for its key',
      withHeader({ kid: 'https://evil.vn/jwks.json' }),
      'token-refused token-key',
    ],
    ['with a query for its key', withHeader({ kid: "' or 1=1 --" }), 'token-refused token-key'],
    ['with a name of the language for its key', withHeader({ kid: '__proto__' }), 'token-refused token-key'],
    [
      'with a key of its own',
      tokenOf(goodClaims, { ...goodHeader, jwk: jwkOf(own, 'rsa') }, own),
      'token-refused token-signature',
    ],
    [
      'with an address of keys of its own',
      tokenOf(
        goodClaims,
        { ...goodHeader, kid: 'mine', jku: 'https://evil.vn', x5u: 'https://evil.vn' },
        own,
      ),
      'token-refused token-key',
    ],
    ['of another issuer', withClaims({ iss: 'https://evil.vn' }), 'token-refused token-issuer'],
    [
      'for another API, and over',
      withClaims({ aud: 'x', exp: 1 }),
      'token-refused token-expired token-audience',
    ],
    ['that is over', withClaims({ exp: 1 }), 'token-expired'],
    ['to log in with', withHeader({ typ: 'JWT' }), 'token-refused token-type'],
  ])('a token %s', async (_, token, codes) => {
    expect(await codesOf(token)).toBe(codes);
  });

  test('nothing of what a token says is told, or asked for, before its signature', async () => {
    const stolen = tokenOf({ ...goodClaims, exp: 1, aud: 'x' }, goodHeader, otherRsa);
    expect(await codesOf(stolen)).toBe('token-refused token-signature');
    asked = 0;
    for (const token of [withClaims({ iss: 'https://evil.vn' }), confused(pem), 'a.b.c'])
      await codesOf(token);
    expect(asked).toBe(0);
  });

  test('the caller that a refused token names is not known to be that', async () => {
    const { keyId, agency } = await withToken(tokenOf(goodClaims, goodHeader, otherRsa));
    expect({ keyId, agency }).toEqual({ keyId: null, agency: null });
  });

  test('every bit of a token counts', async () => {
    const good = tokenOf();
    for (let at = 0; at < good.length; at += 7) {
      const bent = `${good.slice(0, at)}${good[at] === 'A' ? 'B' : 'A'}${good.slice(at + 1)}`;
      expect(await codesOf(bent)).toMatch(/^token-/);
    }
  });
});

test('a silent issuer is no fault of the sender’s: 503, with when to ask again', async () => {
  isSilent = true;
  const { verdict } = await withToken(tokenOf());
  expect(verdict).toMatchObject({ problem: { kind: 'issuer-unavailable', details: { retryAfter: 10 } } });
  const headers = verdict.ok ? {} : problemHeaders(verdict.problem, () => 0);
  expect(headers).toMatchObject({ 'Retry-After': '10' });
  expect(headers).not.toHaveProperty('WWW-Authenticate');
});

describe('what is sent to say who calls', () => {
  const token = tokenOf();
  test.each([
    ['a token behind bearer in small letters', { authorization: `bearer ${token}` }, null],
    ['a key', { authorization: `Bearer ${key}` }, null],
    ['a key and a token', { authorization: `Bearer ${token}`, 'x-api-key': key }, 'invalid-request'],
    ['a token in the header of keys', { 'x-api-key': token }, 'key-malformed'],
    ['a token in both', { authorization: `Bearer ${token}`, 'x-api-key': token }, 'key-malformed'],
    ['a token without a scheme', { authorization: token }, 'key-malformed'],
    ['a token of another scheme', { authorization: `DPoP ${token}` }, 'key-malformed'],
    ['two tokens', { authorization: `Bearer ${token}, Bearer ${token}` }, 'token-refused'],
    ['a password', { authorization: 'Basic YTpi' }, 'key-malformed'],
    ['nothing', {}, 'key-missing'],
  ])('%s', async (_, headers, code) => {
    const { verdict } = await authenticate(headers, 'read');
    expect(verdict.ok ? null : verdict.problem.kind).toBe(code);
  });

  test('a token at a hub without an issuer is told so, with the challenge of RFC 6750', async () => {
    const { verdict } = await authentication('test', async () => client, null)(
      { authorization: `Bearer ${token}` },
      'read',
      NOW,
      ADDRESS,
    );
    if (verdict.ok) throw new Error('it was taken');
    expect(verdict.problem.kind).toBe('token-not-taken');
    expect(problemHeaders(verdict.problem, () => 0)['WWW-Authenticate']).toBe(
      'Bearer realm="dtm", error="invalid_token"',
    );
  });
});
