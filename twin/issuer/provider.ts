/** An OpenID provider with clients that come and go: what of oidc-provider the grant of client credentials needs. */
import Provider, { type Adapter, type AdapterPayload, type JWKS } from 'oidc-provider';
import type { IssuerClient } from './protocol.ts';

type Options = {
  readonly url: string;
  readonly audience: string;
  readonly tokenLife: number;
  /** It signs with the first. */
  readonly keys: JWKS['keys'];
  readonly clients: ReadonlyMap<string, IssuerClient>;
};

/** All scopes that any client has: what each may be given is checked for the client. */
const scopesOf = (clients: ReadonlyMap<string, IssuerClient>): string =>
  [...new Set([...clients.values()].flatMap(({ scopes }) => scopes))].join(' ');

/** Nothing that it issues is stored: a token says all itself. */
class Memory implements Adapter {
  readonly #find: (id: string) => AdapterPayload | undefined;

  constructor(find: (id: string) => AdapterPayload | undefined) {
    this.#find = find;
  }
  find = async (id: string) => this.#find(id);
  upsert = async () => undefined;
  findByUid = async () => undefined;
  findByUserCode = async () => undefined;
  consume = async () => undefined;
  destroy = async () => undefined;
  revokeByGrantId = async () => undefined;
}

export function openIdProvider({ url, audience, tokenLife, keys, clients }: Options): Provider {
  const clientOf = (id: string): AdapterPayload | undefined => {
    const client = clients.get(id);
    return (
      client && {
        client_id: client.clientId,
        client_secret: client.secret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        scope: client.scopes.join(' '),
      }
    );
  };
  return new Provider(url, {
    adapter: (model: string) => new Memory(model === 'Client' ? clientOf : () => undefined),
    jwks: { keys },
    scopes: scopesOf(clients).split(' '),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: (_, resource) => ({
          scope: scopesOf(clients),
          audience: resource,
          accessTokenFormat: 'jwt',
          accessTokenTTL: tokenLife,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  });
}
