/** Claims of a token by RFC 9068 §4, with a minute for clocks that are apart. */
import { expect, test } from 'vitest';
import type { TokenSettings } from '../../../../../shared/contract/access/token-settings.ts';
import { judgeClaims } from '../../../../../shared/domain/access/token/judge-claims.ts';
import { readToken } from '../../../../../shared/domain/access/token/read-token.ts';
import {
  AUDIENCE,
  CLIENT,
  goodClaims,
  settings,
  TOKEN_NOW,
  tokenOf,
  withClaims,
  withHeader,
} from '../../../../fixtures/tokens.ts';

const NOW = TOKEN_NOW / 1000;

function judged(text: string, changes: Partial<TokenSettings> = {}) {
  const token = readToken(text);
  if (!token.ok) throw new Error(token.problem.code);
  const verdict = judgeClaims(token.value, { ...settings, ...changes }, TOKEN_NOW);
  return verdict.ok
    ? verdict.value
    : verdict.problem.map(({ code, details }) => [code, ...Object.values(details)]);
}
const taken = { clientId: CLIENT, scopes: ['submit', 'read'] };

test.each([
  ['as it should be', {}],
  ['for several', { aud: ['https://other.vn', AUDIENCE] }],
  ['that ended within the last minute', { exp: NOW - 59 }],
  ['of a clock that is a minute ahead', { iat: NOW + 60, nbf: NOW + 60 }],
  ['with claims that nobody asks for', { roles: { a: ['b'] }, acr: 1 }],
])('a token %s is taken', (_, claims) => {
  expect(judged(withClaims(claims))).toEqual(taken);
});

const HUGE = 1e300;
test.each([
  ['expired, a minute and more ago', { exp: NOW - 60 }, [['token-expired', '2026-11-20T02:29:00.000Z']]],
  ['without an end', { exp: undefined }, [['token-claim', 'exp']]],
  ['with its end as text', { exp: String(NOW + 300) }, [['token-claim', 'exp']]],
  ['with an end beyond all times', { exp: HUGE }, [['token-claim', 'exp']]],
  ['without a beginning', { iat: undefined }, [['token-claim', 'iat']]],
  ['made later than now', { iat: NOW + 61 }, [['token-early', '2026-11-20T02:31:01.000Z']]],
  ['not valid before later', { nbf: NOW + 3600 }, [['token-early', '2026-11-20T03:30:00.000Z']]],
  ['whose nbf is no time', { nbf: null }, [['token-claim', 'nbf']]],
  ['for another', { aud: 'account' }, [['token-audience', 'account', AUDIENCE]]],
  ['for others', { aud: ['account', 'x'] }, [['token-audience', '["account","x"]', AUDIENCE]]],
  ['for nobody', { aud: undefined }, [['token-audience', '-', AUDIENCE]]],
  ['for no one of a list', { aud: [] }, [['token-audience', '[]', AUDIENCE]]],
  ['with its audience in a list in a list', { aud: [[AUDIENCE]] }, [['token-claim', 'aud']]],
  ['with its audience as an object', { aud: { [AUDIENCE]: true } }, [['token-claim', 'aud']]],
  ['for more than anybody needs', { aud: Array(21).fill(AUDIENCE) }, [['token-claim', 'aud']]],
  ['of no client', { client_id: undefined }, [['token-claim', 'client_id']]],
  ['of several clients', { client_id: [CLIENT] }, [['token-claim', 'client_id']]],
  ['with a list for its scope', { scope: ['submit'] }, [['token-claim', 'scope']]],
  ['of another issuer', { iss: 'https://evil.vn' }, [['token-issuer', 'https://evil.vn', settings.issuer]]],
  [
    'whose issuer ends otherwise',
    { iss: `${settings.issuer}/` },
    [['token-issuer', `${settings.issuer}/`, settings.issuer]],
  ],
  [
    'with all of it wrong',
    { aud: 'x', exp: 1, scope: 1 },
    [
      ['token-expired', '1970-01-01T00:00:01.000Z'],
      ['token-audience', 'x', AUDIENCE],
      ['token-claim', 'scope'],
    ],
  ],
])('a token %s is refused, and all that is wrong is said', (_, claims, findings) => {
  expect(judged(withClaims(claims))).toEqual(findings);
});

test('a token without a scope is for nothing, and that is for the route to say', () => {
  expect(judged(withClaims({ scope: undefined }))).toEqual({ clientId: CLIENT, scopes: [] });
});

test.each([
  ['at+jwt', {}, true],
  ['AT+JWT', {}, true],
  ['application/at+jwt', {}, true],
  ['JWT', {}, false],
  ['JWT', { types: ['at+jwt', 'JWT'] as const }, true],
  ['logout+jwt', { types: ['at+jwt', 'JWT', 'none'] as const }, false],
  [undefined, {}, false],
  [undefined, { types: ['at+jwt', 'JWT'] as const }, false],
  [undefined, { types: ['none'] as const }, true],
  ['none', { types: ['none'] as const }, false],
])('of type %s, with %j: taken is %s', (typ, changes, isTaken) => {
  const verdict = judged(withHeader({ typ }), changes);
  expect(verdict).toEqual(isTaken ? taken : [['token-type', expect.any(String), expect.any(String)]]);
});

test.each([
  ['azp', { azp: 'another' }, 'another'],
  ['sub', { sub: 'auth0|x' }, 'auth0|x'],
])('the client is who %s names, where a deployment says so', (clientClaim, claims, clientId) => {
  const changes = { clientClaim: clientClaim as TokenSettings['clientClaim'] };
  expect(judged(withClaims(claims), changes)).toMatchObject({ clientId });
});

test('behind a prefix stand the hub’s scopes, and where aud is left out they say for whom the token is', () => {
  const prefix = { scopePrefix: 'dtm/' };
  expect(judged(withClaims({ scope: 'dtm/submit read other/read' }), prefix)).toMatchObject({
    scopes: ['submit'],
  });
  const { aud: _, ...without } = goodClaims;
  expect(judged(tokenOf({ ...without, scope: 'dtm/read' }), prefix)).toMatchObject({ scopes: ['read'] });
  expect(judged(tokenOf({ ...without, scope: 'other/read' }), prefix)).toEqual([
    ['token-audience', '-', AUDIENCE],
  ]);
  expect(judged(withClaims({ aud: 'other', scope: 'dtm/read' }), prefix)).toEqual([
    ['token-audience', 'other', AUDIENCE],
  ]);
});
