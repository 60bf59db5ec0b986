/** What the twin and the process of its issuer say to each other. */

export type IssuerClient = {
  readonly clientId: string;
  readonly secret: string;
  /** What the client may ask for. */
  readonly scopes: readonly string[];
};

export type IssuerStart = {
  readonly port: number;
  /** Of tokens for which nobody names another API. */
  readonly audience: string;
  /** Milliseconds that its clock is ahead of the host's. */
  readonly clockOffset: number;
  /** Seconds that a token lives. */
  readonly tokenLife: number;
};

/** `rotate`: from now on it signs with a key that it did not have; `forget`: and has the others no more. */
export type ToIssuer =
  | { readonly kind: 'register'; readonly client: IssuerClient }
  | { readonly kind: 'rotate'; readonly forget: boolean }
  | { readonly kind: 'pass'; readonly milliseconds: number };

/** `ready`: it listens; `done`: the last message was followed. */
export type FromIssuer = { readonly kind: 'ready'; readonly url: string } | { readonly kind: 'done' };
