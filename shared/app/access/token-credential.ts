/** Whose token it is and what it may do: the issuer vouches for the client, the registry says for whom that acts. */

import type { TokenSettings } from '../../contract/access/token-settings.ts';
import type { Credential } from '../../contract/registry.ts';
import { clientCredentialId } from '../../domain/access/client-credential-id.ts';
import { judgeClaims, judgeIssuer } from '../../domain/access/token/judge-claims.ts';
import { readToken } from '../../domain/access/token/read-token.ts';
import { tokenFinding } from '../../domain/access/token/token-finding.ts';
import { type FindingValue, type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { VerifySignature } from '../ports/issuer.ts';
import type { FindIssuerKey } from './issuer-keys.ts';

export type TokenPorts = {
  readonly findIssuerKey: FindIssuerKey;
  readonly verifySignature: VerifySignature;
  /** By the id that the hub has for the client; null where it is none of the registry's. */
  readonly findCredential: (id: string) => Promise<Credential | null>;
};

/** Of the client as registered; `scopes` are the words of the token that name what the hub has. */
export type TokenCredential = { readonly credential: Credential; readonly scopes: readonly string[] };

const refused = (findings: readonly FindingValue[]): Problem => {
  const [first] = findings;
  const isOnly = findings.length === 1 && first?.code === 'token-expired';
  return isOnly ? problem('token-expired', first.details) : problem('token-refused', {}, findings);
};

/**
 * What is wrong with its claims is told only of a token that the issuer has signed. Whose key signed it is asked only where it says that
 * it is the issuer's, so that tokens of others cost no call. `now` in milliseconds.
 */
export async function tokenCredential(
  ports: TokenPorts,
  settings: TokenSettings,
  text: string,
  now: number,
): Promise<Result<TokenCredential>> {
  const token = readToken(text);
  if (!token.ok) return fail(refused([token.problem]));
  const foreign = judgeIssuer(token.value.claims, settings);
  if (foreign !== null) return fail(refused([foreign]));
  const key = await ports.findIssuerKey(token.value.keyId, now);
  if (!key.ok) return fail(problem('issuer-unavailable', { retryAfter: key.problem.retryAfter }));
  if (key.value === null) return fail(refused([tokenFinding('token-key', {})]));
  const isSigned =
    key.value.algorithms.some((one) => one === token.value.algorithm) &&
    ports.verifySignature(token.value, key.value);
  if (!isSigned) return fail(refused([tokenFinding('token-signature', {})]));
  const claims = judgeClaims(token.value, settings, now);
  if (!claims.ok) return fail(refused(claims.problem));
  const { clientId, scopes } = claims.value;
  const credential = await ports.findCredential(clientCredentialId(clientId));
  // The id is a part of a hash: the name decides.
  if (credential === null || credential.clientId !== clientId)
    return fail(problem('client-unknown', { clientId }));
  return ok({ credential, scopes });
}
