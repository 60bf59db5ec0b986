/** What functions that senders call know of the issuer of access tokens (docs/oauth.md). */
import type { TokenEnvironment } from '../../shared/config.ts';
import type { Settings } from '../settings.ts';

export const tokenEnvironment = ({
  tokenIssuer,
  tokenAudience,
  tokenTypes,
  tokenClientClaim,
  tokenScopePrefix,
}: Settings): TokenEnvironment => ({
  TOKEN_ISSUER: tokenIssuer ?? 'none',
  TOKEN_AUDIENCE: tokenAudience ?? 'none',
  TOKEN_TYPES: tokenTypes,
  TOKEN_CLIENT_CLAIM: tokenClientClaim,
  TOKEN_SCOPE_PREFIX: tokenScopePrefix ?? 'none',
});
