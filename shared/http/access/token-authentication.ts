/** Tokens of the issuer that the environment of a function names; the functions wire it. */
import { issuerKeys } from '../../app/access/issuer-keys.ts';
import { tokenCredential } from '../../app/access/token-credential.ts';
import type { TokenEnvironment } from '../../config.ts';
import { clientClaims, type TokenSettings, tokenTypes } from '../../contract/access/token-settings.ts';
import { faultOf, type Log } from '../log.ts';
import { type Authenticate, authentication, type FindCredential } from './authenticate.ts';
import { issuerEndpoint } from './issuer-endpoint.ts';
import { signatureVerifier } from './token-signature.ts';

/** Throws for what is none of them: a function without its settings must not start. */
function oneOf<T extends string>(allowed: readonly T[], text: string): T {
  const found = allowed.find((one) => one === text);
  if (found === undefined) throw new Error(`"${text}" is none of ${allowed.join(', ')}`);
  return found;
}

/** Null where no issuer is set. */
const tokenSettings = (config: TokenEnvironment): TokenSettings | null =>
  config.TOKEN_ISSUER === 'none'
    ? null
    : {
        issuer: config.TOKEN_ISSUER,
        audience: config.TOKEN_AUDIENCE,
        types: config.TOKEN_TYPES.split(',').map((type) => oneOf(tokenTypes, type)),
        clientClaim: oneOf(clientClaims, config.TOKEN_CLIENT_CLAIM),
        scopePrefix: config.TOKEN_SCOPE_PREFIX === 'none' ? '' : config.TOKEN_SCOPE_PREFIX,
      };

/** By key, and by token where there is an issuer. What keeps the hub from asking it is logged. */
export function senderAuthentication(
  config: TokenEnvironment & { readonly STAGE: string },
  findCredential: FindCredential,
  { fetch, log }: { readonly fetch: typeof globalThis.fetch; readonly log: Log },
): Authenticate {
  const settings = tokenSettings(config);
  if (settings === null) return authentication(config.STAGE, findCredential, null);
  const report = (error: unknown): void =>
    log({ level: 'WARN', event: 'issuer', requestId: '-', ...faultOf(error) });
  const ports = {
    findIssuerKey: issuerKeys(issuerEndpoint(settings.issuer, fetch), report),
    verifySignature: signatureVerifier(),
    findCredential,
  };
  return authentication(config.STAGE, findCredential, {
    read: (text, now) => tokenCredential(ports, settings, text, now),
    prefix: settings.scopePrefix,
  });
}
