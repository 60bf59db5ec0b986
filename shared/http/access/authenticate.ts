/** Who calls: an API key (DESIGN §9) from `Authorization: Bearer` (RFC 6750) or `X-API-Key`. */
import { isWithin } from '../../app/access/networks.ts';
import type { Credential } from '../../contract/registry.ts';
import type { NeededScope } from '../../contract/routes.ts';
import { agenciesOf } from '../../domain/access/agencies-of.ts';
import { isSecret, parseApiKey } from '../../domain/access/api-key.ts';
import { type Problem, problem } from '../../domain/problems/problems.ts';
import { fail, ok, type Result } from '../../domain/problems/result.ts';
import type { Headers } from '../operation.ts';

/** By key id. Null for an id that was never issued; throws when it cannot be known now. */
export type FindCredential = (keyId: string) => Promise<Credential | null>;

/**
 * `keyId` and `agency` are what is known of the caller even where it is refused: the audit line names them. `agency` is null
 * where the key acts for several.
 */
type Authentication = {
  readonly keyId: string | null;
  readonly agency: string | null;
  readonly verdict: Result<Credential>;
};

/** `now` is an Instant; `address` is where the call came from, null where the gateway does not say. */
export type Authenticate = (
  headers: Headers,
  scope: NeededScope,
  now: string,
  address: string | null,
) => Promise<Authentication>;

const refused = (refusal: Problem): Authentication => ({ keyId: null, agency: null, verdict: fail(refusal) });

/** Neither key is repeated in the answer, which may be logged on its way. */
const twoKeys = problem('invalid-request', {}, [
  {
    code: 'wrong-form',
    pointer: null,
    parameter: 'X-API-Key',
    key: null,
    details: {
      value: 'Authorization, X-API-Key',
      expected: 'Authorization: Bearer dtm_… | X-API-Key: dtm_…',
    },
  },
]);

/** The key as sent; null where there is none. An `Authorization` of another scheme is a key that is malformed. */
function sentKey(headers: Headers): Result<string | null> {
  const authorization = headers.authorization?.trim();
  const bearer = authorization === undefined ? undefined : authorization.replace(/^bearer +/i, '');
  const apiKey = headers['x-api-key']?.trim();
  if (bearer !== undefined && apiKey !== undefined && bearer !== apiKey) return fail(twoKeys);
  return ok(bearer ?? apiKey ?? null);
}

/** What ends a key is said before what it may do. The networks are not told: they are in nobody's hands who has only the key. */
function judge(
  credential: Credential,
  scope: NeededScope,
  now: string,
  address: string | null,
): Result<Credential> {
  const { keyId, validFrom: from, validTo: to, revokedAt: at, networks } = credential;
  if (at !== null && at <= now) return fail(problem('key-revoked', { keyId, at }));
  if (now < from || to <= now) return fail(problem('key-expired', { keyId, from, to }));
  if (networks !== undefined && (address === null || !isWithin(networks, address)))
    return fail(problem('key-network', { keyId, address: address ?? '-' }));
  if (scope !== 'any' && !credential.scopes.includes(scope))
    return fail(problem('scope-missing', { keyId, scope }));
  return ok(credential);
}

/** A wrong secret and an unknown id get the same answer; everything else is told only to who has the secret. */
export function keyAuthentication(stage: string, findCredential: FindCredential): Authenticate {
  return async (headers, scope, now, address) => {
    const sent = sentKey(headers);
    if (!sent.ok) return refused(sent.problem);
    if (sent.value === null || sent.value === '') return refused(problem('key-missing'));
    const key = parseApiKey(sent.value, stage);
    if (key === null) return refused(problem('key-malformed', { stage }));
    const { keyId } = key;
    const credential = await findCredential(keyId);
    if (credential?.secretHash === undefined || !isSecret(key.secret, credential.secretHash)) {
      return { keyId, agency: null, verdict: fail(problem('key-unknown')) };
    }
    const [agency = null, ...further] = agenciesOf(credential);
    const verdict = judge(credential, scope, now, address);
    return { keyId, agency: further.length === 0 ? agency : null, verdict };
  };
}
