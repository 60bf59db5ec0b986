/** Who calls: an API key (DESIGN §9) from `Authorization: Bearer` (RFC 6750) or `X-API-Key`, or an access token as `Bearer`. */
import { isWithin } from '../../app/access/networks.ts';
import type { TokenCredential } from '../../app/access/token-credential.ts';
import type { Scope } from '../../contract/access/scopes.ts';
import type { Credential } from '../../contract/registry.ts';
import type { NeededScope } from '../../contract/routes.ts';
import { agenciesOf } from '../../domain/access/agencies-of.ts';
import { isSecret, parseApiKey } from '../../domain/access/api-key.ts';
import { isClient } from '../../domain/access/kind-of-credential.ts';
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

type Sent = { readonly text: string | null; readonly isToken: boolean };

/**
 * What was sent to say who calls; null where there is nothing. A token has dots and stands behind `Bearer`; an `Authorization` of another
 * scheme is a key that is malformed.
 */
function sentIn(headers: Headers): Result<Sent> {
  const authorization = headers.authorization?.trim();
  const bearer = authorization?.replace(/^bearer +/i, '');
  const apiKey = headers['x-api-key']?.trim();
  if (bearer !== undefined && apiKey !== undefined && bearer !== apiKey) return fail(twoKeys);
  const isToken = bearer !== authorization && apiKey === undefined && bearer?.includes('.') === true;
  return ok({ text: bearer ?? apiKey ?? null, isToken });
}

/** What ends a credential is said before what it may do. The networks are not told: they are in nobody's hands who has only the key. */
function judge(
  credential: Credential,
  scope: NeededScope,
  now: string,
  address: string | null,
): Result<Credential> {
  const { keyId, validFrom: from, validTo: to, revokedAt: at, networks } = credential;
  const client = isClient(credential) ? { clientId: credential.clientId } : null;
  if (at !== null && at <= now)
    return fail(problem(client ? 'client-revoked' : 'key-revoked', { ...client, keyId, at }));
  if (now < from || to <= now)
    return fail(problem(client ? 'client-expired' : 'key-expired', { ...client, keyId, from, to }));
  if (networks !== undefined && (address === null || !isWithin(networks, address)))
    return fail(problem('key-network', { keyId, address: address ?? '-' }));
  if (scope !== 'any' && !credential.scopes.includes(scope))
    return fail(problem('scope-missing', { keyId, scope }));
  return ok(credential);
}

/** What is known of a caller whose credential was found, and whether it may do this. */
function known(credential: Credential, verdict: Result<Credential>): Authentication {
  const [agency = null, ...further] = agenciesOf(credential);
  return { keyId: credential.keyId, agency: further.length === 0 ? agency : null, verdict };
}

/** A wrong secret and an unknown id get the same answer; everything else is told only to who has the secret. */
async function byKey(
  text: string,
  stage: string,
  findCredential: FindCredential,
  judged: (credential: Credential) => Result<Credential>,
): Promise<Authentication> {
  const key = parseApiKey(text, stage);
  if (key === null) return refused(problem('key-malformed', { stage }));
  const { keyId } = key;
  const credential = await findCredential(keyId);
  if (credential?.secretHash === undefined || !isSecret(key.secret, credential.secretHash))
    return { keyId, agency: null, verdict: fail(problem('key-unknown')) };
  return known(credential, judged(credential));
}

/** What both grant: the registry the client, and the issuer the token. A token for nothing of the hub's opens nothing. */
function grantedBoth(
  { credential, scopes }: TokenCredential,
  scope: NeededScope,
  prefix: string,
): Result<Credential> {
  const both = credential.scopes.filter((one: Scope) => scopes.includes(one));
  const lacksNeeded = scope !== 'any' && !scopes.includes(scope);
  if (!lacksNeeded && both.length > 0) return ok({ ...credential, scopes: both });
  const asked = scope === 'any' ? credential.scopes : [scope];
  return fail(problem('token-scope', { scope: asked.map((one) => `${prefix}${one}`).join(' ') }));
}

/** `read` says whose token it is; `prefix` stands before the hub's scopes in it. */
export type TokenAuthentication = {
  readonly read: (text: string, now: number) => Promise<Result<TokenCredential>>;
  readonly prefix: string;
};

/** `tokens`: null where no issuer is set. */
export function authentication(
  stage: string,
  findCredential: FindCredential,
  tokens: TokenAuthentication | null,
): Authenticate {
  return async (headers, scope, now, address) => {
    const sent = sentIn(headers);
    if (!sent.ok) return refused(sent.problem);
    const { text, isToken } = sent.value;
    if (text === null || text === '') return refused(problem('key-missing'));
    const judged = (credential: Credential) => judge(credential, scope, now, address);
    if (!isToken) return byKey(text, stage, findCredential, judged);
    if (tokens === null) return refused(problem('token-not-taken'));
    const read = await tokens.read(text, Date.parse(now));
    if (!read.ok) return refused(read.problem);
    const { credential } = read.value;
    const verdict = judged(credential);
    return known(credential, verdict.ok ? grantedBoth(read.value, scope, tokens.prefix) : verdict);
  };
}
