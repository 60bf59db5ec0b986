/** What an operator says of the issuer of tokens: the settings of a deployment (docs/oauth.md). */

/** The `typ` of a header that a deployment may take; `none`: the header has none. */
export const tokenTypes = ['at+jwt', 'JWT', 'none'] as const;
type TokenType = (typeof tokenTypes)[number];

/** The claim that names the client. */
export const clientClaims = ['client_id', 'azp', 'sub'] as const;
type ClientClaim = (typeof clientClaims)[number];

export type TokenSettings = {
  /** As `iss` has it, letter for letter; its discovery document lies below it. */
  readonly issuer: string;
  readonly audience: string;
  readonly types: readonly TokenType[];
  readonly clientClaim: ClientClaim;
  /**
   * Stands before the hub's scopes in `scope`; empty where nothing does. An issuer that prefixes scopes with the API that they are of
   * may leave `aud` out (Cognito does): the prefix then says for whom a token is.
   */
  readonly scopePrefix: string;
};
