/** What the claims of a token have to say (RFC 9068 §4, RFC 8725 §3), all that is wrong at once. */

import type { TokenSettings } from '../../../contract/access/token-settings.ts';
import type { FindingValue } from '../../problems/problems.ts';
import { fail, ok, type Result } from '../../problems/result.ts';
import type { SentToken } from './read-token.ts';
import { tokenFinding } from './token-finding.ts';

/** Clocks of issuer and hub may be apart by so many seconds. */
const CLOCK_SKEW = 60;

/** Seconds of the last instant that has four digits for its year. */
const LATEST = 253_402_300_799;
const MOST_AUDIENCES = 20;

export type TokenClaims = {
  /** As the issuer names the client. */
  readonly clientId: string;
  /** Words of `scope` without the prefix, in any order; those that are not the hub's too. */
  readonly scopes: readonly string[];
};

const isSeconds = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= LATEST;

const instantOf = (seconds: number): string => new Date(Math.floor(seconds) * 1000).toISOString();

type Claims = SentToken['claims'];

/** Whose token it is has to be known before anybody is asked for a key: one finding, or none. */
export function judgeIssuer({ iss }: Claims, { issuer }: TokenSettings): FindingValue | null {
  return iss === issuer ? null : tokenFinding('token-issuer', { value: iss ?? '-', expected: issuer });
}

/** `now` in milliseconds. */
export function judgeClaims(
  { claims, type }: SentToken,
  settings: TokenSettings,
  now: number,
): Result<TokenClaims, readonly FindingValue[]> {
  const clientId = claims[settings.clientClaim];
  const scopes = scopesIn(claims.scope, settings.scopePrefix);
  const findings = [
    ...judgeType(type, settings),
    ...judgeTimes(claims, now / 1000),
    ...judgeAudience(claims.aud, scopes, settings),
    ...(typeof clientId === 'string' && clientId !== ''
      ? []
      : [tokenFinding('token-claim', { name: settings.clientClaim })]),
    ...(scopes === null ? [tokenFinding('token-claim', { name: 'scope' })] : []),
  ];
  const issuer = judgeIssuer(claims, settings);
  if (issuer !== null) findings.push(issuer);
  if (findings.length > 0 || typeof clientId !== 'string' || scopes === null) return fail(findings);
  return ok({ clientId, scopes });
}

function judgeType(type: string | null, { types }: TokenSettings): FindingValue[] {
  const isTaken = types.some((one) => one.toLowerCase() === (type ?? 'none'));
  // A token that says that it is of type "none" says something else than one that says nothing.
  if (isTaken && type !== 'none') return [];
  return [tokenFinding('token-type', { value: type ?? '-', expected: types.join(', ') })];
}

/** `exp` and `iat` are required (RFC 9068 §2.2); `nbf` counts where it is there. `now` in seconds. */
function judgeTimes({ exp, iat, nbf }: Claims, now: number): FindingValue[] {
  const findings: FindingValue[] = [];
  if (!isSeconds(exp)) findings.push(tokenFinding('token-claim', { name: 'exp' }));
  else if (exp + CLOCK_SKEW <= now) findings.push(tokenFinding('token-expired', { to: instantOf(exp) }));
  if (!isSeconds(iat)) findings.push(tokenFinding('token-claim', { name: 'iat' }));
  if (nbf !== undefined && !isSeconds(nbf)) findings.push(tokenFinding('token-claim', { name: 'nbf' }));
  const from = Math.max(isSeconds(iat) ? iat : 0, isSeconds(nbf) ? nbf : 0);
  if (from - CLOCK_SKEW > now) findings.push(tokenFinding('token-early', { from: instantOf(from) }));
  return findings;
}

/** Words with the prefix, without it; null where the claim is no text. None where there is no such claim. */
function scopesIn(scope: unknown, prefix: string): string[] | null {
  if (scope === undefined) return [];
  if (typeof scope !== 'string') return null;
  return scope
    .split(' ')
    .filter((word) => word.startsWith(prefix))
    .map((word) => word.slice(prefix.length));
}

/** One of several will do (RFC 7519 §4.1.3): an issuer may make a token for two APIs. */
function judgeAudience(
  aud: unknown,
  scopes: readonly string[] | null,
  { audience, scopePrefix }: TokenSettings,
): FindingValue[] {
  if (aud === undefined && scopePrefix !== '' && (scopes?.length ?? 0) > 0) return [];
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  const isForm = audiences.length <= MOST_AUDIENCES && audiences.every((one) => typeof one === 'string');
  if (aud !== undefined && !isForm) return [tokenFinding('token-claim', { name: 'aud' })];
  if (audiences.includes(audience)) return [];
  return [tokenFinding('token-audience', { value: aud ?? '-', expected: audience })];
}
